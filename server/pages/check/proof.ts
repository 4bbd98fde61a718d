/** A proof of dr1 §9: its types, and the shape that exactly these have. */
import type { Json } from './canonical-reader.js'
import { byKey, integer, listOf, mapOf, nullable, object, type Shape, text, tuple } from './shape.js'

export type Rule = ({ ratio: [number, number] } | { count: number }) & { weighted?: boolean }

export type Promised =
  | { kind: 'drand'; chain: string; delay: number }
  | { kind: 'number'; name: string; digits: number; expected: string }

export interface Commit {
  protocol: string
  draw: string
  plan: string
  planHash: string
  nth: number
  reason: string | null
  items: string[]
  sheet: string
  excluded: string
  inspectors: string
  seats: string
  rules: Record<string, Rule>
  secret: string
  saltKey: string
  witnesses: number
  beacon: Promised | null
  due: string
  opens: string | null
  previous: string | null
  registry: { n: number; hash: string }
  at: string
}

export interface Said {
  person: string
  text: string
  line: string
}

export type Beacon =
  | { kind: 'drand'; chain: string; round: number; value: string; signature: string }
  | { kind: 'number'; name: string; value: string }

export interface Refusal {
  seats: number[]
  inspectors: string[]
  room: number
}

export interface Replacement {
  visit: number
  seat: number
  leaver: string | null
  entry: number
  secret: string
  witness: Said
  inspector: string | null
}

export interface Entry {
  n: number
  at: string
  kind: string
  actor: string
  body: string
  prev: string
  hash: string
}

export type FileName = 'sheet' | 'excluded' | 'inspectors' | 'seats'

export interface Proof {
  protocol: string
  commit: Commit
  /** Texts, or where they would be too big for one proof their fingerprints: then they come apart. */
  files: Record<FileName, string | { sha256: string }>
  witnesses: Said[]
  beacon: Beacon | null
  secret: string
  seed: string
  selected: [stratum: string, rank: number, index: number, firm: string][]
  openings: [firm: string, salt: string, recused: string[]][]
  roster: [firm: string, seat: string, inspector: string][] | null
  refusal: Refusal | null
  replacements: Replacement[]
  ledger: { entries: Entry[]; bodies: Record<string, { [key: string]: Json }> }
}

const weighted = { weighted: (value: Json) => (value === true ? null : ' 只能是 true') }

const ratioRule = object({ ratio: tuple(integer, integer) }, weighted)
const countRule = object({ count: integer }, weighted)
const rule: Shape = (value) => (ratioRule(value) === null ? null : countRule(value))

const promised = byKey('kind', {
  drand: object({ kind: text, chain: text, delay: integer }),
  number: object({ kind: text, name: text, digits: integer, expected: text }),
})

const prints = { sheet: text, excluded: text, inspectors: text, seats: text }

const commit = object({
  ...prints,
  ...{ protocol: text, draw: text, plan: text, planHash: text, nth: integer, reason: nullable(text) },
  ...{ items: listOf(text), rules: mapOf(rule), secret: text, saltKey: text, witnesses: integer },
  ...{ beacon: nullable(promised), due: text, opens: nullable(text), previous: nullable(text) },
  ...{ registry: object({ n: integer, hash: text }), at: text },
})

const fingerprinted = object({ sha256: text })
const file: Shape = (value) => (typeof value === 'string' ? null : fingerprinted(value))

const said = object({ person: text, text, line: text })

const beacon = byKey('kind', {
  drand: object({ kind: text, chain: text, round: integer, value: text, signature: text }),
  number: object({ kind: text, name: text, value: text }),
})

const entry = object({ n: integer, at: text, kind: text, actor: text, body: text, prev: text, hash: text })

const replacement = object({
  ...{ visit: integer, seat: integer, leaver: nullable(text), entry: integer },
  ...{ secret: text, witness: said, inspector: nullable(text) },
})

export const proofShape = object({
  ...{ protocol: text, commit, witnesses: listOf(said), beacon: nullable(beacon) },
  files: object({ sheet: file, excluded: file, inspectors: file, seats: file }),
  ...{ secret: text, seed: text, selected: listOf(tuple(text, integer, integer, text)) },
  openings: listOf(tuple(text, text, listOf(text))),
  roster: nullable(listOf(tuple(text, text, text))),
  refusal: nullable(object({ seats: listOf(integer), inspectors: listOf(text), room: integer })),
  replacements: listOf(replacement),
  ledger: object({ entries: listOf(entry), bodies: mapOf(mapOf(() => null)) }),
})
