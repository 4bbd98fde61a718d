import { describe, expect, it } from 'vitest'
import { checkBeforeCommit, type Infeasible } from '../../../../commands/rules/draw/feasibility.js'
import type { InspectorRow, SeatRow, SheetRow } from '../../../../commands/rules/draw/freeze.js'
import type { Rule } from '../../../../commands/rules/draw/select.js'
import { count, createTally } from '../../../../commands/rules/draw/tally.js'
import { type Case, lawfulRosters, randomCase } from './roster-cases.js'

const person = (id: string, department: string, capacity: number, tags: string[] = []): InspectorRow => {
  return { id, department, tags, capacity, priorLoad: 0, reason: null }
}
const seat = (name: string, department: string | null, tags: string[] = []): SeatRow => ({
  name,
  department,
  tags,
})
const firm = (name: string, recused: string[] = [], weight = 1): SheetRow => {
  return { firm: name, stratum: 'A', weight, recused }
}
const some = (count: number): Record<string, Rule> => ({ A: { count } })

function checkSheet(given: {
  sheet: SheetRow[]
  inspectors: InspectorRow[]
  seats: SeatRow[]
  rules: Record<string, Rule>
}): Infeasible | null {
  const tally = createTally(given.seats, given.inspectors)
  for (const row of given.sheet) count(tally, row)
  return checkBeforeCommit(tally, given.rules)
}

/** All firms of a random case are drawn: the check must answer for exactly these visits. */
function checkAll({ visits, seats, inspectors }: Case): Infeasible | null {
  const sheet = visits.map((visit) => firm(visit.firm, visit.recused))
  return checkSheet({ sheet, seats, inspectors, rules: some(sheet.length) })
}

describe('the check before the commit', () => {
  const seats = [seat('主办', '市监', ['证']), seat('协办', null)]

  it('names the firms without a lawful team, and the seats that lack whom', () => {
    const inspectors = [
      person('I1', '市监', 9, ['证']),
      person('I2', '市监', 0, ['证']),
      person('I3', '税务', 9),
    ]
    const sheet = [firm('F1'), firm('F2', ['I1']), firm('F3', ['I3']), firm('F4', ['I1'])]
    expect(checkSheet({ sheet, inspectors, seats, rules: some(1) })).toEqual({
      kind: 'row',
      firms: ['F2', 'F3', 'F4'],
      seats: ['主办', '协办'],
      shortages: [
        { firms: ['F2', 'F4'], seats: ['主办'], inspectors: ['I2'], needed: 1, room: 0 },
        { firms: ['F3'], seats: ['主办', '协办'], inspectors: ['I1', 'I2'], needed: 2, room: 1 },
      ],
    })
  })

  it('names the seats that have too few inspectors for so many visits', () => {
    const inspectors = [
      person('I1', '市监', 3, ['证']),
      person('I2', '市监', 4, ['证']),
      person('I3', '税务', 90),
    ]
    const sheet = Array.from({ length: 20 }, (_, i) => firm(`F${10 + i}`))
    const check = (count: number) => checkSheet({ sheet, inspectors, seats, rules: some(count) })
    expect(check(7)).toBeNull()
    const shortage = { seats: ['主办'], inspectors: ['I1', 'I2'], needed: 8, room: 7 }
    expect(check(8)).toEqual({ kind: 'capacity', visits: 8, ...shortage })
  })

  it('does the full check where every firm is drawn', () => {
    const inspectors = [person('I1', 'A', 1), person('I2', 'A', 9)]
    const sheet = [firm('F1', ['I2']), firm('F2', ['I2']), firm('F3')]
    const check = (count: number) => {
      return checkSheet({ sheet, inspectors, seats: [seat('1', 'A')], rules: some(count) })
    }
    expect(check(2)).toBeNull()
    const shortage = { seats: ['1'], inspectors: ['I1'], needed: 2, room: 1 }
    expect(check(3)).toEqual({ kind: 'roster', visits: 3, firms: ['F1', 'F2'], ...shortage })
  })

  it('keeps the weighted key exact', () => {
    const inspectors = [person('I1', 'A', 9)]
    const check = (weight: number, weighted: { weighted?: true }) => {
      const sheet = [firm('F1', [], weight), firm('F2', [], weight)]
      return checkSheet({
        sheet,
        inspectors,
        seats: [seat('1', 'A')],
        rules: { A: { count: 2, ...weighted } },
      })
    }
    expect(check(2 ** 51 - 1, { weighted: true })).toBeNull()
    expect(check(2 ** 51, {})).toBeNull()
    const over = { kind: 'weights', stratum: 'A', drawn: 2, total: 2 ** 52 }
    expect(check(2 ** 51, { weighted: true })).toEqual(over)
  })

  it('wants rules for exactly the strata of the sheet', () => {
    const given = { sheet: [firm('F1')], inspectors: [person('I1', 'A', 9)], seats: [seat('1', 'A')] }
    for (const rules of [{}, { B: { count: 1 } }, { A: { count: 1 }, B: { count: 1 } }]) {
      expect(() => checkSheet({ ...given, rules })).toThrow('strata')
    }
  })

  it('agrees with trying out every roster, with and without recusals', () => {
    const kinds = new Map<string, number>()
    for (let n = 0; n < 1500; n++) {
      const given = randomCase(n)
      const visits = given.visits.map((visit) => ({ ...visit, recused: [] }))
      for (const each of [given, { ...given, visits }]) {
        const fault = checkAll(each)
        expect(fault === null, `case ${n}`).toBe(lawfulRosters(each).length > 0)
        if (fault && 'room' in fault) expect(fault.room, `case ${n}`).toBeLessThan(fault.needed)
        kinds.set(fault?.kind ?? 'none', (kinds.get(fault?.kind ?? 'none') ?? 0) + 1)
      }
    }
    for (const kind of ['none', 'row', 'capacity', 'roster']) expect(kinds.get(kind), kind).toBeGreaterThan(3)
  })
})
