/** The replacements of a draw on paper (§7): each leaving, its witness and who came, entered and listed. */
import { secretHash } from '../../../commands/rules/draw/commit.js'
import { type FrozenFiles, readSeats } from '../../../commands/rules/draw/freeze.js'
import { hashOf } from '../../../commands/rules/draw/hash.js'
import { witnessLine } from '../../../commands/rules/draw/seed.js'
import type { Replacement } from '../../../server/verify/proof-shape.js'
import type { Book } from './ledger-book.js'
import { type Drawn, type PaperDraw, secretOf } from './paper-draw.js'
import { pickSuccessor } from './replacements.js'
import type { RosterGiven } from './rosters.js'

export function enterReplacements(
  paper: PaperDraw,
  drawn: Drawn,
  files: FrozenFiles,
  book: Book,
): Replacement[] {
  const seats = readSeats(files.seats)
  const count = drawn.selected.length * seats.length
  const holders = drawn.roster?.map(([, , id]): string | null => id) ?? Array<null>(count).fill(null)
  return paper.leavings.map((leaving, i) => {
    const { visit, seat, at } = leaving
    const q = visit * seats.length + seat
    const secret = secretOf(paper, `replacement ${i}`)
    const { start, witness } = enterLeaving(paper, i, holders[q]!, book)
    const { inspector } = pickSuccessor({
      ...{ seed: drawn.seed, entry: start.hash, secret, line: witness.line, holders, visit, seat },
      visits: drawn.openings.map(([firm, , recused]) => [firm, recused]),
      seats: readLines<RosterGiven['seats'][number]>(files.seats),
      inspectors: readLines<RosterGiven['inspectors'][number]>(files.inspectors),
    })
    book.enter('visit.replaced', 'system', { draw: paper.draw, entry: start.n, secret, inspector }, at)
    const leaver = holders[q]!
    holders[q] = inspector
    return { visit, seat, leaver, entry: start.n, secret, witness, inspector }
  })
}

function enterLeaving(paper: PaperDraw, i: number, leaver: string | null, book: Book) {
  const { draw, leavings } = paper
  const { visit, seat, reason, person, text, at } = leavings[i]!
  const hashes = {
    evidence: hashOf(['kit/evidence', i]),
    secret: secretHash(secretOf(paper, `replacement ${i}`)),
  }
  const start = book.enter('visit.leaving', 'P0002', { draw, visit, seat, leaver, reason, ...hashes }, at)
  const line = witnessLine(start.hash, person, text)
  book.enter('draw.witnessed', person, { draw, line, last: true }, at)
  return { start, witness: { person, text, line } }
}

function readLines<Row>(text: string): Row[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
}
