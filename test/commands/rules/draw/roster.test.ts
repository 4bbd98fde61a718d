import { describe, expect, it } from 'vitest'
import { hashOf } from '../../../../commands/rules/draw/hash.js'
import { drawRoster } from '../../../../commands/rules/draw/roster.js'
import { setBoard } from '../../../../commands/rules/draw/roster-board.js'
import { fillBoard } from '../../../../commands/rules/draw/roster-fill.js'
import { fixSeat, menuOf, openMenus } from '../../../../commands/rules/draw/roster-menu.js'
import { stream } from '../../../../commands/rules/draw/seed.js'
import { type Case, drawByForce, orderOf } from './brute-force.js'

const seedOf = (n: number) => hashOf(['test/roster', n])

/** Small enough to try every roster, crooked enough to need every rule. */
function randomCase(n: number): Case {
  const u = stream(seedOf(n), 'case')
  const below = (limit: number) => Math.floor(u() * limit)
  const some = (names: string[], chance: number) => names.filter(() => u() < chance)
  const people = 2 + below(4)
  const inspectors = Array.from({ length: people }, (_, i) => ({
    id: `I${i}`,
    department: u() < 0.6 ? 'A' : 'B',
    tags: some(['s', 't'], 0.6),
    capacity: u() < 0.1 ? 0 : 1 + below(4),
    priorLoad: below(u() < 0.5 ? 1 : 4),
    reason: null,
  }))
  const width = 1 + below(3)
  const seats = Array.from({ length: width }, (_, k) => ({
    name: `S${k}`,
    department: u() < 0.5 ? null : u() < 0.6 ? 'A' : 'B',
    tags: some(['s', 't'], 0.3),
  }))
  const ids = inspectors.map((row) => row.id)
  const recusal = u() < 0.5 ? 0 : 0.2
  const visits = Array.from({ length: 1 + below(Math.floor(6 / width)) }, (_, v) => ({
    firm: `F${v}`,
    recused: some(ids, recusal),
  }))
  return { visits, seats, inspectors }
}

function drawWithMenus(seed: string, given: Case) {
  const board = setBoard(given.visits, given.seats, given.inspectors)
  if (fillBoard(board)) return null
  const search = openMenus(board)
  const pick = stream(seed, 'roster/pick')
  const menus: number[][] = []
  for (const q of orderOf(seed, board.holder.length)) {
    const menu = menuOf(search, q)
    fixSeat(search, q, menu[Math.floor(pick() * menu.length)]!)
    menus[q] = menu
  }
  return { roster: [...board.holder], menus }
}

describe('the roster', () => {
  it('has the menus and the holders that trying every roster gives', () => {
    let drawn = 0
    let rich = 0
    for (let n = 0; n < 2500; n++) {
      const given = randomCase(n)
      const expected = drawByForce(seedOf(n), given)
      expect(drawWithMenus(seedOf(n), given), `case ${n}`).toEqual(expected)
      const result = drawRoster(seedOf(n), given.visits, given.seats, given.inspectors)
      if (!expected) expect(result, `case ${n}`).toHaveProperty('refusal')
      else {
        drawn++
        if (expected.menus.some((menu) => menu.length > 1)) rich++
        const { seats, visits, inspectors } = given
        const rows = expected.roster.map((i, q) => {
          return [
            visits[Math.floor(q / seats.length)]!.firm,
            seats[q % seats.length]!.name,
            inspectors[i]!.id,
          ]
        })
        expect(result, `case ${n}`).toEqual({ roster: rows })
      }
    }
    console.log(drawn, rich)
  })
})
