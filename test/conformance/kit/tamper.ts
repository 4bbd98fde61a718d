/** Changes every part of a proof in turn, with nothing else made to fit, and says by a table where each must fail. */
import type { Section } from '../../../server/verify/verdict.js'
import { escapeStep, type Json, type Operation } from './patch.js'
import type { KitFile, Vector } from './vector.js'

type Path = (string | number)[]
type Table = [pattern: RegExp, section: Section][]

/** Bodies are free in §9 and bound by their hashes: whatever is done to one fails in the ledger. */
const BODY: Table[number] = [/^ledger\/bodies\/\d+\/./, 'ledger']

/** A value of the same type; the first pattern that fits counts. Whatever C covers shows first in the witnesses’ lines. */
const CHANGED: Table = [
  BODY,
  [/^(commit\/)?beacon\/kind$/, 'complete'],
  [/\/weighted$/, 'complete'],
  [/^(commit\/)?protocol$/, 'commit'],
  [/^commit\/(nth|reason)$/, 'commit'],
  [/^commit\/(sheet|excluded|inspectors|seats)$/, 'files'],
  [/^commit\//, 'witnesses'],
  [/^files\//, 'files'],
  [/^witnesses\//, 'witnesses'],
  [/^beacon\/name$/, 'beacon'],
  [/^beacon\/value$/, 'ledger'],
  [/^(secret|seed)$/, 'seed'],
  [/^(selected|roster|ledger)\//, 'ledger'],
  [/^openings\//, 'openings'],
  [/^refusal/, 'roster'],
  [/^replacements\//, 'replacements'],
]

/** Lists and maps that may have more or fewer members without being incomplete. */
const MEMBERS: Table = [
  // What is shown of a leaving and of its witness is missed where they are needed.
  [/^ledger\/bodies\/4[78]$/, 'replacements'],
  [/^ledger\/bodies\/\d+(\/|$)/, 'ledger'],
  [/^commit\/items\/[^/]+$/, 'witnesses'],
  [/^commit\/rules\/[^/]+$/, 'ranges'],
  [/^witnesses\/[^/]+$/, 'witnesses'],
  [/^(selected|roster)\/[^/]+$/, 'ledger'],
  [/^openings\/([^/]+|\d+\/2\/[^/]+)$/, 'openings'],
  [/^replacements\/[^/]+$/, 'replacements'],
  [/^ledger\/(entries|bodies)\/[^/]+$/, 'ledger'],
]
const ADDED: Table = [[/^commit\/items\//, 'commit'], ...MEMBERS]
const REMOVED: Table = [...MEMBERS, [/^commit\/rules\/[^/]+\/weighted$/, 'witnesses']]

const sectionOf = (table: Table, path: Path): Section =>
  table.find(([pattern]) => pattern.test(path.join('/')))?.[1] ?? 'complete'
const pointer = (path: Path) => path.map((step) => `/${escapeStep(step)}`).join('')

function* nodesOf(value: Json, path: Path = []): Generator<[Path, Json]> {
  yield [path, value]
  if (typeof value !== 'object' || value === null) return
  const isArray = Array.isArray(value)
  for (const [key, part] of Object.entries(value))
    yield* nodesOf(part, [...path, isArray ? Number(key) : key])
}

/** Of the same type and, where the value has a form, of that form. */
function alter(path: Path, value: Json): Json | undefined {
  const name = path.at(-1)
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (typeof value === 'string') return alterText(value)
  if (name === 'reason') return '再抽一次'
  if (name === 'opens') return '2026-12-31'
  if (name === 'refusal') return { seats: [0], inspectors: [], room: 0 }
  return undefined
}

function alterText(text: string): string {
  if (/^[0-9a-f]{32}([0-9a-f]{32})?$/.test(text)) return (text[0] === '0' ? '1' : '0') + text.slice(1)
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return new Date(Date.parse(text) + 1).toISOString()
  if (/^\d{4}-\d\d-\d\d$/.test(text))
    return new Date(Date.parse(text) + 86_400_000).toISOString().slice(0, 10)
  if (/^\d+$/.test(text)) return text.slice(0, -1) + ((Number(text.at(-1)) + 1) % 10)
  return `${text}x`
}

function ofOtherType(value: Json): Json {
  if (typeof value === 'string') return 1
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return String(value)
  if (value === null) return 1
  return Array.isArray(value) ? {} : []
}

function vector(about: string, section: Section, operation: Operation): Vector {
  return { about, of: 'small', section, patch: [operation] }
}

function* tamper(proof: Json): Generator<Vector> {
  for (const [path, value] of nodesOf(proof)) {
    const at = pointer(path)
    const where = path.join('.')
    if (path.length > 0) {
      const altered = alter(path, value)
      if (altered !== undefined)
        yield vector(`${where} changed`, sectionOf(CHANGED, path), {
          op: 'replace',
          path: at,
          value: altered,
        })
      yield vector(`${where} removed`, sectionOf(REMOVED, path), { op: 'remove', path: at })
      const typeSection = sectionOf([BODY], path)
      yield vector(`${where} of a wrong type`, typeSection, {
        op: 'replace',
        path: at,
        value: ofOtherType(value),
      })
    }
    const grown = grow(path, value)
    if (grown)
      yield vector(`${where || 'the proof'} with one more`, sectionOf(ADDED, grown.path), grown.operation)
  }
}

/** One member more than there is: a copy of the last one in a list, a key that nothing names in an object. */
function grow(path: Path, value: Json): { path: Path; operation: Operation } | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) {
    const more = value.at(-1) ?? 'nobody'
    return {
      path: [...path, value.length],
      operation: { op: 'add', path: `${pointer(path)}/-`, value: more },
    }
  }
  const key = path.join('.') === 'ledger.bodies' ? '9999' : 'extra'
  const member = { 'ledger.bodies': { draw: 'x' }, 'commit.rules': { count: 1 } }[path.join('.')] ?? 1
  return { path: [...path, key], operation: { op: 'add', path: pointer([...path, key]), value: member } }
}

export function makeTampered(proof: Json): KitFile {
  return {
    kind: 'tampered',
    about:
      'Proofs that must not match: an RFC 6902 patch of an honest proof (written back as JCS and a line feed) and the section of §9 in which the check must first fail. Every part is changed, removed, given a wrong type and added to, and nothing else made to fit.',
    vectors: [...tamper(proof)],
  }
}
