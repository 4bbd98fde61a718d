/** A matching proof of any size, made by the product's own rules: what the checks of proofs are timed with. */
import {
  type CommitDocument,
  commitHash,
  planHash,
  saltKeyHash,
  secretHash,
} from '../commands/rules/draw/commit.js'
import { type FrozenFiles, freezeFiles, type InspectorRow, saltOf } from '../commands/rules/draw/freeze.js'
import { hashOfText, jcs } from '../commands/rules/draw/hash.js'
import { drawRoster } from '../commands/rules/draw/roster.js'
import { resultHash, seedOf, witnessLine } from '../commands/rules/draw/seed.js'
import { selectFirms } from '../commands/rules/draw/select.js'
import { GENESIS, nextEntry } from '../db/ledger.js'
import type { LedgerEntry } from '../db/store.js'

export interface ProofSize {
  firms: number
  visits: number
  inspectors: number
}

const NO = 'CQ2026-001'
const SECRET = 'a'.repeat(64)
const SALT_KEY = 'b'.repeat(64)
const STRATA = ['A', 'B', 'C', 'D']
const SEATS = ['主检', '协检'].map((name) => ({ name, department: null, tags: [] }))
const SAID = { person: 'P0002', text: '春天来了' }
const AT = '2026-03-10T01:00:00.000Z'

/** @returns the text of a proof: two seats a visit, four strata of which one is weighted, every seventh firm with a recusal */
export function makeBigProof(size: ProofSize): string {
  const inspectors = inventInspectors(size)
  const sheet = inventSheet(size, inspectors)
  const files = freezeFiles({
    ...{ drawNo: NO, saltKey: SALT_KEY, sheet, inspectors, seats: SEATS },
    excluded: [['Z0000001', 'not-active']],
  })
  const commit = writeCommit(files, size.visits)
  const line = witnessLine(commitHash(commit), SAID.person, SAID.text)
  const seed = seedOf(commitHash(commit), SECRET, [line], null)
  const selected = selectFirms(seed, sheet, commit.rules)
  const visits = selected.map(([, , index, firm]) => ({ firm, recused: sheet[index]!.recused }))
  const answer = drawRoster(seed, visits, SEATS, inspectors)
  if (!('roster' in answer)) throw new Error('the invented inspectors do not suffice')
  const { roster } = answer
  const proof = {
    ...{ protocol: 'dr1', commit, files, witnesses: [{ ...SAID, line }], beacon: null, secret: SECRET, seed },
    ...{ selected, roster, refusal: null, replacements: [] },
    openings: visits.map(({ firm, recused }) => [firm, saltOf(SALT_KEY, firm), recused]),
    ledger: writeLedger(commitHash(commit), line, seed, resultHash(selected, roster)),
  }
  return `${jcs(proof)}\n`
}

const pad = (n: number, width: number) => String(n).padStart(width, '0')

function inventInspectors({ inspectors, visits }: ProofSize): InspectorRow[] {
  const enough = Math.ceil((4 * visits) / inspectors) + 2
  return Array.from({ length: inspectors }, (_, i) => ({
    ...{ id: `I${pad(i, 4)}`, department: 'SCQ-GS', tags: [], reason: null },
    ...{ capacity: enough + (i % 3), priorLoad: i % 4 },
  }))
}

function inventSheet({ firms }: ProofSize, inspectors: InspectorRow[]) {
  return Array.from({ length: firms }, (_, i) => ({
    firm: `91330100MA${pad(i, 8)}`,
    stratum: STRATA[i % STRATA.length]!,
    weight: 1 + ((i * 7919) % 50),
    recused: i % 7 === 0 ? [inspectors[i % inspectors.length]!.id] : [],
  }))
}

function writeCommit(files: FrozenFiles, visits: number): CommitDocument {
  const count = Math.floor(visits / STRATA.length)
  const last = visits - count * (STRATA.length - 1)
  return {
    ...{ protocol: 'dr1', draw: NO, plan: 'JH2026-01', planHash: planHash({}), nth: 1, reason: null },
    ...{ items: ['S01'], sheet: hashOfText(files.sheet), excluded: hashOfText(files.excluded) },
    ...{ inspectors: hashOfText(files.inspectors), seats: hashOfText(files.seats) },
    rules: { A: { count }, B: { count }, C: { count }, D: { count: last, weighted: true } },
    ...{ secret: secretHash(SECRET), saltKey: saltKeyHash(SALT_KEY), witnesses: 1, beacon: null },
    ...{ due: '2026-04-09', opens: null, previous: null, registry: GENESIS, at: AT },
  }
}

function writeLedger(commit: string, line: string, seed: string, result: string) {
  const entries: LedgerEntry[] = []
  const enter = (kind: string, actor: string, body: Record<string, unknown>) => {
    const entry = { kind, actor, body: { draw: NO, ...body }, at: AT }
    entries.push(nextEntry(entries.at(-1) ?? GENESIS, entry))
  }
  enter('draw.committed', 'P0001', { commit })
  enter('draw.witnessed', SAID.person, { line, last: true })
  enter('draw.drawn', 'system', { secret: SECRET, seed, result })
  return {
    entries: entries.map(({ bodyHash, body: _, ...entry }) => ({ ...entry, body: bodyHash })),
    bodies: Object.fromEntries(entries.map(({ n, body }) => [n, body])),
  }
}
