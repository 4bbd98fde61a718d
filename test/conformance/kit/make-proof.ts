/** Makes an honest proof (§9) of a draw on paper, with the product's own rules. */
import {
  type CommitDocument,
  commitHash,
  planHash,
  saltKeyHash,
  secretHash,
} from '../../../commands/rules/draw/commit.js'
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
import { selectFirms } from '../../../commands/rules/draw/select.js'
import type { Proof } from '../../../server/verify/proof-shape.js'
import { enterReplacements } from './enter-replacements.js'
import { type Book, openBook, showLedger } from './ledger-book.js'
import { type Drawn, type PaperDraw, secretOf } from './paper-draw.js'

const STARTER = 'P0001'

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
  const replacements = enterReplacements(paper, drawn, files, book)
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
