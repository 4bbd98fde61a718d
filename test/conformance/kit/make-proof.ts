/** Makes an honest proof (§9) of a draw on paper, with the product's own rules. */
import {
  type Beacon,
  type CommitDocument,
  commitHash,
  planHash,
  saltKeyHash,
  secretHash,
} from '../../../commands/rules/draw/commit.js'
import type { InspectorRow, SeatRow, SheetRow } from '../../../commands/rules/draw/freeze.js'
import {
  type FrozenFiles,
  freezeFiles,
  readInspectors,
  readSeats,
  readSheet,
  saltOf,
} from '../../../commands/rules/draw/freeze.js'
import { hashOf, hashOfText } from '../../../commands/rules/draw/hash.js'
import { drawRoster } from '../../../commands/rules/draw/roster.js'
import { resultHash, witnessLine } from '../../../commands/rules/draw/seed.js'
import { type Rule, selectFirms } from '../../../commands/rules/draw/select.js'
import { nextEntry } from '../../../db/ledger.js'
import type { LedgerEntry } from '../../../db/store.js'
import type { Proof, Replacement } from '../../../server/verify/proof-shape.js'
import { pickSuccessor } from './replacements.js'

export interface PaperDraw {
  draw: string
  plan: string
  items: string[]
  sheet: SheetRow[]
  excluded: [string, string][]
  inspectors: InspectorRow[]
  seats: SeatRow[]
  rules: Record<string, Rule>
  witnesses: { person: string; text: string; at: string }[]
  beacon: { announced: Beacon; arrived: NonNullable<Proof['beacon']>; at: string } | null
  /** Instants of the commit and of the result. */
  at: string
  drawnAt: string
  due: string
  leavings: { visit: number; seat: number; reason: string; person: string; text: string; at: string }[]
}

export const STARTER = 'P0001'

/** The ledger before and during the draw; only the draw's own bodies are shown. */
interface Book {
  entries: LedgerEntry[]
  enter(kind: string, actor: string, body: Record<string, unknown>, at: string): LedgerEntry
}

function openBook(head: { n: number; hash: string }): Book {
  const entries: LedgerEntry[] = []
  return {
    entries,
    enter(kind, actor, body, at) {
      const entry = nextEntry(entries.at(-1) ?? head, { kind, actor, body, at })
      entries.push(entry)
      return entry
    },
  }
}

const secretOf = (paper: PaperDraw, what: string) => hashOf(['kit/secret', paper.draw, what])

export function makeProof(paper: PaperDraw): Proof {
  const files = freezeFiles({ ...paper, drawNo: paper.draw, saltKey: secretOf(paper, 'saltKey') })
  const head = { n: 40, hash: hashOf(['kit/head', paper.draw]) }
  const book = openBook(head)
  const commit = makeCommit(paper, files, head)
  const witnesses = enterUpToClose(paper, commit, book)
  const drawn = drawAll(paper, commit, files, witnesses)
  const { secret, seed, selected, roster } = drawn
  const body = { draw: paper.draw, secret, seed, result: resultHash(selected, roster) }
  book.enter('draw.drawn', 'system', body, paper.drawnAt)
  const replacements = replaceAll(paper, drawn, files, book)
  return {
    ...{ protocol: 'dr1', commit, files, witnesses },
    beacon: paper.beacon?.arrived ?? null,
    ...drawn,
    replacements,
    ledger: showLedger(book, paper.draw),
  }
}

function makeCommit(
  paper: PaperDraw,
  files: FrozenFiles,
  registry: { n: number; hash: string },
): CommitDocument {
  const { draw, plan, items, rules, due, at } = paper
  return {
    ...{ protocol: 'dr1', draw, plan, planHash: planHash({ no: plan, items }), nth: 1, reason: null, items },
    sheet: hashOfText(files.sheet),
    excluded: hashOfText(files.excluded),
    inspectors: hashOfText(files.inspectors),
    seats: hashOfText(files.seats),
    rules,
    secret: secretHash(secretOf(paper, 'secret')),
    saltKey: saltKeyHash(secretOf(paper, 'saltKey')),
    witnesses: paper.witnesses.length,
    beacon: paper.beacon?.announced ?? null,
    ...{ due, opens: null, previous: hashOf(['kit/previous', draw]), registry, at },
  }
}

function enterUpToClose(paper: PaperDraw, commit: CommitDocument, book: Book): Proof['witnesses'] {
  const { draw, at } = paper
  book.enter('draw.committed', STARTER, { draw, commit: commitHash(commit) }, at)
  // Somebody else's work, of which a proof shows the hash alone.
  book.enter('visit.recorded', 'P0042', { visit: 'RW2026-001-03' }, at)
  const witnesses = paper.witnesses.map(({ person, text }) => {
    return { person, text, line: witnessLine(commitHash(commit), person, text) }
  })
  for (const [i, { person, line }] of witnesses.entries()) {
    const last = i === witnesses.length - 1
    book.enter('draw.witnessed', person, { draw, line, last }, paper.witnesses[i]!.at)
  }
  const { beacon } = paper
  if (beacon) {
    const confirmedBy = beacon.arrived.kind === 'number' ? 'P0003' : null
    const actor = beacon.arrived.kind === 'number' ? STARTER : 'system'
    book.enter('draw.beacon', actor, { draw, value: beacon.arrived.value, confirmedBy }, beacon.at)
  }
  return witnesses
}

type Drawn = Pick<Proof, 'secret' | 'seed' | 'selected' | 'openings' | 'roster' | 'refusal'>

function drawAll(
  paper: PaperDraw,
  commit: CommitDocument,
  files: FrozenFiles,
  witnesses: Proof['witnesses'],
): Drawn {
  const secret = secretOf(paper, 'secret')
  const lines = witnesses.map(({ line }) => line).sort()
  const seed = hashOf(['dr1/seed', commitHash(commit), secret, lines, beaconPart(paper)])
  const selected = selectFirms(seed, readSheet(files.sheet), paper.rules)
  const recusals = new Map(paper.sheet.map(({ firm, recused }) => [firm, recused]))
  const visits = selected.map(([, , , firm]) => ({ firm, recused: recusals.get(firm)! }))
  const result = drawRoster(seed, visits, readSeats(files.seats), readInspectors(files.inspectors))
  return {
    ...{ secret, seed, selected },
    openings: visits.map(({ firm, recused }) => [firm, saltOf(secretOf(paper, 'saltKey'), firm), recused]),
    roster: 'roster' in result ? result.roster : null,
    refusal: 'refusal' in result ? result.refusal : null,
  }
}

function beaconPart({ beacon }: PaperDraw): unknown {
  if (!beacon) return null
  const { arrived } = beacon
  if (arrived.kind === 'number') return ['number', arrived.name, null, arrived.value]
  return ['drand', arrived.chain, arrived.round, arrived.value]
}

function replaceAll(paper: PaperDraw, drawn: Drawn, files: FrozenFiles, book: Book): Replacement[] {
  const seats = readSeats(files.seats)
  const count = drawn.selected.length * seats.length
  const holders = drawn.roster?.map(([, , id]): string | null => id) ?? Array<null>(count).fill(null)
  return paper.leavings.map((leaving, i) => {
    const { visit, seat, reason, person, text, at } = leaving
    const q = visit * seats.length + seat
    const leaver = holders[q]!
    const secret = secretOf(paper, `replacement ${i}`)
    const evidence = hashOf(['kit/evidence', i])
    const { draw } = paper
    const start = book.enter(
      'visit.leaving',
      'P0002',
      { draw, visit, seat, leaver, reason, evidence, secret: secretHash(secret) },
      at,
    )
    const line = witnessLine(start.hash, person, text)
    book.enter('draw.witnessed', person, { draw, line, last: true }, at)
    const inspectors = readInspectors(files.inspectors)
    const { inspector } = pickSuccessor({
      seed: drawn.seed,
      ...{ entry: start.hash, secret, line, holders, visit, seat },
      visits: drawn.openings.map(([firm, , recused]) => [firm, recused]),
      seats: seats.map(({ name, department, tags }) => [name, department, tags]),
      inspectors: inspectors.map((row) => [
        row.id,
        row.department,
        row.tags,
        row.capacity,
        row.priorLoad,
        row.reason,
      ]),
    })
    book.enter('visit.replaced', 'system', { draw, entry: start.n, secret, inspector }, at)
    holders[q] = inspector
    return { visit, seat, leaver, entry: start.n, secret, witness: { person, text, line }, inspector }
  })
}

function showLedger({ entries }: Book, draw: string): Proof['ledger'] {
  const own = entries.filter(({ body }) => body.draw === draw)
  return {
    entries: entries.map(({ n, at, kind, actor, bodyHash, prev, hash }) => {
      return { n, at, kind, actor, body: bodyHash, prev, hash }
    }),
    bodies: Object.fromEntries(own.map(({ n, body }) => [String(n), body])),
  }
}
