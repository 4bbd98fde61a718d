import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIGURE_DEFINITIONS, ratePercent } from '../../../commands/messages/figures.js'
import {
  countFigures,
  type Facts,
  type Period,
  RATES,
  type Rate,
  RESULT_FIGURES,
  type ResultFact,
  rateOf,
  resultsOf,
  VISIT_FIGURES,
  type VisitFact,
  visitsOf,
  weeksOf,
} from '../../../commands/rules/figures.js'

const WEEK: Period = { from: '2026-03-09', to: '2026-03-15', asOf: '2026-03-16' }

const visit = (due: string, recordedOn: string | null = null, departments = ['GS']): VisitFact => ({
  ...{ visit: 'RW2026-001-01', departments, due, recordedOn },
})
const result = (discloseBy: string | null, on: string | null = null, department = 'GS'): ResultFact => ({
  ...{ visit: 'RW2026-001-01', department, discloseBy, disclosedOn: on, firstDisclosedOn: on },
})
const totalOf = (facts: Partial<Facts>, period = WEEK) =>
  countFigures({ visits: [], results: [], ...facts }, period).total

describe('visits in a period', () => {
  it.each([
    ['before it', visit('2026-03-08'), [0, 0, 0, 1]],
    ['on its first day, never recorded', visit('2026-03-09'), [1, 0, 0, 1]],
    ['recorded on the last day', visit('2026-03-10', '2026-03-10'), [1, 1, 1, 0]],
    ['recorded a day late', visit('2026-03-10', '2026-03-11'), [1, 1, 0, 0]],
    ['recorded after the counting', visit('2026-03-10', '2026-03-17'), [1, 0, 0, 1]],
    ['on its last day', visit('2026-03-15', '2026-03-01'), [1, 1, 1, 0]],
    ['after it', visit('2026-03-16', '2026-03-16'), [0, 0, 0, 0]],
  ] as const)('due %s', (_, fact, [due, inspected, inTime, overdue]) => {
    expect(totalOf({ visits: [fact] })).toMatchObject({
      ...{ visitsDue: due, inspected, inspectedInTime: inTime, visitsOverdue: overdue },
    })
  })

  it('are not due on the last day itself while it goes on', () => {
    const live = { ...WEEK, to: '2026-03-11', asOf: '2026-03-11' }
    const facts = { visits: [visit('2026-03-11'), visit('2026-03-10')] }
    expect(totalOf(facts, live)).toMatchObject({ visitsDue: 1, visitsOverdue: 1 })
  })

  it('of several departments count for each, and once in all', () => {
    const { total, departments } = countFigures(
      { visits: [visit('2026-03-10', null, ['SY', 'GS'])], results: [] },
      WEEK,
    )
    expect(total.visitsDue).toBe(1)
    expect(departments.map(({ department, visitsDue }) => [department, visitsDue])).toEqual([
      ['GS', 1],
      ['SY', 1],
    ])
  })
})

describe('results in a period', () => {
  it.each([
    ['not public', result('2026-03-10'), [1, 0, 0, 1, 0]],
    ['public in time', result('2026-03-10', '2026-03-10'), [1, 1, 1, 0, 0]],
    ['public late', result('2026-03-10', '2026-03-12'), [1, 1, 0, 0, 0]],
    ['waiting for a decision', result(null), [0, 0, 0, 0, 1]],
    ['due before, and still not public', result('2026-02-10'), [0, 0, 0, 1, 0]],
    ['public before its day comes', result('2026-03-20', '2026-03-10'), [0, 0, 0, 0, 0]],
  ] as const)('%s', (_, fact, [due, disclosed, inTime, overdue, undecided]) => {
    expect(totalOf({ results: [fact] })).toMatchObject({
      ...{ resultsDue: due, disclosed, disclosedInTime: inTime, resultsOverdue: overdue, undecided },
    })
  })
})

describe('rates', () => {
  it('are a share of what was due, and nothing where nothing was', () => {
    const figures = totalOf({ results: [result('2026-03-10', '2026-03-10'), result('2026-03-11')] })
    expect(rateOf(figures, 'completion')).toEqual([1, 2])
    expect(rateOf(figures, 'inspection')).toBeNull()
    const shown = [
      [1, 2],
      [2, 3],
      [1999, 2000],
      [4, 4],
    ] as [number, number][]
    expect([...shown, null].map(ratePercent)).toEqual(['50.0%', '66.6%', '99.9%', '100.0%', '—'])
  })

  it('are each defined for the reader', () => {
    const defined = FIGURE_DEFINITIONS.map(([name]) => name)
    for (const name of ['检查率', '按时检查率', '完成率', '按时公示率']) expect(defined).toContain(name)
  })
})

describe('weeks', () => {
  it('tell what was done in each, and what was overdue at its end', () => {
    const facts = {
      visits: [visit('2026-03-05', '2026-03-10'), visit('2026-03-06')],
      results: [result('2026-03-12', '2026-03-16')],
    }
    expect(weeksOf(facts, ['2026-03-08', '2026-03-15', '2026-03-22'], '2026-03-18')).toEqual([
      { end: '2026-03-08', recorded: 0, disclosed: 0, visitsOverdue: 2, resultsOverdue: 0 },
      { end: '2026-03-15', recorded: 1, disclosed: 0, visitsOverdue: 1, resultsOverdue: 1 },
      { end: '2026-03-22', recorded: 0, disclosed: 1, visitsOverdue: 1, resultsOverdue: 0 },
    ])
  })
})

describe('whatever the facts are', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-03-${String(n).padStart(2, '0')}`)
  const maybe = fc.option(day)
  const department = fc.constantFrom('GS', 'SY', '__proto__', 'constructor')
  const facts: fc.Arbitrary<Facts> = fc.record({
    visits: fc.array(
      fc.record({
        ...{ visit: fc.string(), departments: fc.uniqueArray(department, { minLength: 1 }) },
        ...{ due: day, recordedOn: maybe },
      }),
    ),
    results: fc.array(
      fc.record({
        ...{ visit: fc.string(), department, discloseBy: maybe, disclosedOn: maybe, firstDisclosedOn: maybe },
      }),
    ),
  })
  const period = fc.record({ from: day, to: day, asOf: day })

  it('a part is never more than the whole', () => {
    fc.assert(
      fc.property(facts, period, (given, when) => {
        const { total, departments } = countFigures(given, when)
        for (const figures of [total, ...departments])
          for (const [done, due] of Object.values(RATES))
            expect(figures[done]).toBeLessThanOrEqual(figures[due])
        for (const rate of Object.keys(RATES) as Rate[])
          expect(rateOf(total, rate) === null).toBe(total[RATES[rate][1]] === 0)
      }),
    )
  })

  it('a drill-down lists exactly what is counted', () => {
    fc.assert(
      fc.property(facts, period, (given, when) => {
        const { total, departments } = countFigures(given, when)
        for (const { department: code, ...figures } of [
          { department: undefined, ...total },
          ...departments,
        ]) {
          for (const one of VISIT_FIGURES) expect(visitsOf(given, when, one, code)).toHaveLength(figures[one])
          for (const one of RESULT_FIGURES)
            expect(resultsOf(given, when, one, code)).toHaveLength(figures[one])
        }
      }),
    )
  })

  it('results add up over the departments', () => {
    fc.assert(
      fc.property(facts, period, (given, when) => {
        const { total, departments } = countFigures(given, when)
        for (const one of RESULT_FIGURES)
          expect(departments.reduce((sum, row) => sum + row[one], 0)).toBe(total[one])
      }),
    )
  })
})
