/** The code that draws, commands/rules/draw. */
import seedrandom from 'seedrandom'
import { hashOf, jcs } from '../../../commands/rules/draw/hash.js'
import { leastLoaded, replaceHolder } from '../../../commands/rules/draw/replace.js'
import { checkRoster, drawRoster } from '../../../commands/rules/draw/roster.js'
import { emptySeat, giveSeat, setBoard } from '../../../commands/rules/draw/roster-board.js'
import { stream } from '../../../commands/rules/draw/seed.js'
import { countOf, selectFirms } from '../../../commands/rules/draw/select.js'
import { rowsOf } from '../kit/rosters.js'
import { bitsOf } from '../kit/vector.js'
import type { GivenOf, Runner } from './runner.js'

function take(next: () => number, count: number): string[] {
  return Array.from({ length: count }, () => bitsOf(next()))
}

function rosterOf({ seed, ...given }: GivenOf['roster']): string[] | null {
  const { visits, seats, inspectors } = rowsOf(given)
  const result = drawRoster(seed, visits, seats, inspectors)
  expectSameAnswer(result, checkRoster(visits, seats, inspectors))
  return 'roster' in result ? result.roster.map(([, , id]) => id) : null
}

function expectSameAnswer(
  result: ReturnType<typeof drawRoster>,
  refusal: ReturnType<typeof checkRoster>,
): void {
  const drawn = 'refusal' in result ? result.refusal : null
  if (jcs(drawn) !== jcs(refusal)) throw new Error('the check before the commit and the draw disagree')
}

function ticketsOf({ seed, rows }: GivenOf['ticket']): string[] {
  return rows.map((row) => take(stream(seed, 'ticket', Math.floor(row / 256)), (row % 256) + 1).at(-1)!)
}

function replacementOf(given: GivenOf['replacement']) {
  const { visits, seats, inspectors } = rowsOf(given)
  const board = setBoard(visits, seats, inspectors)
  const indexOf = new Map(inspectors.map(({ id }, i) => [id, i]))
  for (const [q, id] of given.holders.entries()) if (id !== null) giveSeat(board, q, indexOf.get(id)!)
  const q = given.visit * seats.length + given.seat
  const leaver = board.holder[q]!
  const taken = replaceHolder(board, q, given)
  emptySeat(board, q)
  const menu = leastLoaded(board, q, leaver).map((i) => inspectors[i]!.id)
  return { menu, inspector: taken === null ? null : inspectors[taken]!.id }
}

export const drawing: Runner = {
  name: 'commands/rules/draw',
  units: {
    seedrandom: ({ seed }) => take(seedrandom(seed), 6),
    collision: ({ a, b }) => ({ a: take(seedrandom(a), 3), b: take(seedrandom(b), 3) }),
    jcs: ({ value }) => ({ jcs: jcs(value), hash: hashOf(value) }),
    sub: ({ seed, name }) => ({
      sub: hashOf(['dr1/sub', seed, ...name]),
      doubles: take(stream(seed, ...name), 3),
    }),
    ticket: ticketsOf,
    count: ({ rule, rows }) => countOf(rule, rows),
    select: ({ seed, rules, sheet }) =>
      selectFirms(
        seed,
        sheet.map(([firm, stratum, weight]) => ({ firm, stratum, weight })),
        rules,
      ),
    roster: rosterOf,
    replacement: replacementOf,
  },
}
