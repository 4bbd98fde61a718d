import { describe, expect, it } from 'vitest'
import type { InspectorRow, SeatRow } from '../../../../commands/rules/draw/freeze.js'
import { hashOf } from '../../../../commands/rules/draw/hash.js'
import { drawRoster } from '../../../../commands/rules/draw/roster.js'
import { setBoard } from '../../../../commands/rules/draw/roster-board.js'
import { fillBoard } from '../../../../commands/rules/draw/roster-fill.js'
import { fixSeat, menuOf, openMenus } from '../../../../commands/rules/draw/roster-menu.js'
import { stream } from '../../../../commands/rules/draw/seed.js'
import {
  type Case,
  caseSeed,
  drawByForce,
  lawfulRosters,
  mayHold,
  orderOf,
  randomCase,
} from './roster-cases.js'

const cases = Array.from({ length: 900 }, (_, n) => ({ n, seed: caseSeed(n), given: randomCase(n) }))
const rosterOf = (seed: string, { visits, seats, inspectors }: Case) => {
  return drawRoster(seed, visits, seats, inspectors)
}

function drawWithMenus(seed: string, { visits, seats, inspectors }: Case) {
  const board = setBoard(visits, seats, inspectors)
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

/** Departments, tags, recusals and earlier loads in a size that cannot be tried out. */
function countyCase(): Case {
  const inspectors = Array.from({ length: 12 }, (_, i): InspectorRow => {
    const tags = i % 3 === 0 ? ['lead'] : i % 4 === 1 ? ['food', 'lead'] : []
    const capacity = i === 7 ? 0 : 3 + (i % 6)
    return {
      id: `Z${10 + i}`,
      department: 'AB'[i % 2]!,
      tags,
      capacity,
      priorLoad: (i * 5) % 4,
      reason: null,
    }
  })
  const visits = Array.from({ length: 14 }, (_, v) => {
    return {
      firm: `F${10 + v}`,
      recused: v % 4 === 1 ? [`Z${10 + (v % 12)}`, `Z${10 + ((v + 3) % 12)}`].sort() : [],
    }
  })
  const seats: SeatRow[] = [
    { name: 'lead', department: null, tags: ['lead'] },
    { name: 'A', department: 'A', tags: [] },
    { name: 'any', department: null, tags: [] },
  ]
  return { visits, seats, inspectors }
}

describe('the roster', () => {
  it('has the menus and the holders that trying out every roster gives', () => {
    let choices = 0
    for (const { n, seed, given } of cases) {
      const expected = drawByForce(seed, given)
      expect(drawWithMenus(seed, given), `case ${n}`).toEqual(expected)
      if (!expected) continue
      const { visits, seats, inspectors } = given
      const roster = expected.roster.map((i, q) => {
        return [visits[Math.floor(q / seats.length)]!.firm, seats[q % seats.length]!.name, inspectors[i]!.id]
      })
      expect(rosterOf(seed, given), `case ${n}`).toEqual({ roster })
      if (expected.menus.some((menu) => menu.length > 1)) choices++
    }
    expect(choices).toBeGreaterThan(200)
  })

  it('is balanced within one where nothing stands in the way', () => {
    const inspectors = Array.from({ length: 30 }, (_, i) => {
      return { id: `Z${10 + i}`, department: 'A', tags: [], capacity: 99, priorLoad: 2, reason: null }
    })
    const visits = Array.from({ length: 100 }, (_, v) => ({ firm: `F${v}`, recused: [] }))
    const seats = ['1', '2'].map((name) => ({ name, department: null, tags: [] }))
    const result = rosterOf(hashOf('balance'), { visits, seats, inspectors })
    if ('refusal' in result) throw new Error('refused')
    const held = inspectors.map(({ id }) => result.roster.filter((row) => row[2] === id).length)
    expect(new Set(held)).toEqual(new Set([6, 7]))
    for (let v = 0; v < 100; v++) expect(result.roster[2 * v]![2]).not.toBe(result.roster[2 * v + 1]![2])
  })

  it('is the one that an independent program in another language draws', () => {
    const result = rosterOf(hashOf('county'), countyCase())
    expect(hashOf(result)).toBe('1bb3a72ccad39f1abe2675608c56522767412cc8d256e28a6fb6b276a1770a20')
  })

  it('is empty without visits', () => {
    expect(rosterOf(hashOf('none'), { ...countyCase(), visits: [] })).toEqual({ roster: [] })
  })
})

describe('the certificate', () => {
  it('names seats with too little room exactly where no lawful roster exists', () => {
    let refusals = 0
    for (const { n, seed, given } of cases) {
      const result = rosterOf(seed, given)
      if (!('refusal' in result)) continue
      refusals++
      expect(lawfulRosters(given), `case ${n}`).toEqual([])
      const { seats, inspectors, room } = result.refusal
      const width = given.seats.length
      const able = given.inspectors.map((_, i) => seats.filter((q) => mayHold(given, q, i)))
      const visits = able.map((list) => new Set(list.map((q) => Math.floor(q / width))).size)
      expect(seats).toEqual([...new Set(seats)].sort((a, b) => a - b))
      expect(inspectors).toEqual(given.inspectors.filter((_, i) => visits[i]! > 0).map((row) => row.id))
      expect(room).toBe(given.inspectors.reduce((sum, row, i) => sum + Math.min(row.capacity, visits[i]!), 0))
      expect(room).toBe(seats.length - 1)
    }
    expect(refusals).toBeGreaterThan(200)
  })

  it('leaves out seats that have nothing to do with the shortage', () => {
    const person = (id: string, department: string, capacity: number) => {
      return { id, department, tags: [], capacity, priorLoad: 0, reason: null }
    }
    const given = {
      visits: ['F1', 'F2', 'F3'].map((firm) => ({ firm, recused: [] })),
      seats: ['A', 'B'].map((name) => ({ name, department: name, tags: [] })),
      inspectors: [person('I1', 'A', 9), person('I2', 'B', 2), person('I3', 'B', 0)],
    }
    expect(rosterOf(hashOf('short'), given)).toEqual({
      refusal: { seats: [1, 3, 5], inspectors: ['I2', 'I3'], room: 2 },
    })
  })
})
