import { describe, expect, it } from 'vitest'
import { dueOn, factsSince, lateFirst, periodOf, weekEnds } from '../../../commands/rules/figure-days.js'

describe('periods', () => {
  it.each([
    ['week', '2026-03-10', '2026-03-09', '2026-03-15'],
    ['week', '2026-03-15', '2026-03-09', '2026-03-15'],
    ['week', '2026-01-01', '2025-12-29', '2026-01-04'],
    ['month', '2026-02-10', '2026-02-01', '2026-02-28'],
    ['month', '2028-02-29', '2028-02-01', '2028-02-29'],
    ['month', '2026-12-31', '2026-12-01', '2026-12-31'],
    ['year', '2026-03-10', '2026-01-01', '2026-12-31'],
  ] as const)('a %s of %s goes from %s to %s', (name, today, from, to) => {
    expect(periodOf(name, today)).toEqual({ from, to, asOf: today })
  })

  it.each([
    ['last-week', '2026-03-10', '2026-03-02', '2026-03-08', '2026-03-09'],
    ['last-month', '2026-03-31', '2026-02-01', '2026-02-28', '2026-03-01'],
    ['last-month', '2026-01-01', '2025-12-01', '2025-12-31', '2026-01-01'],
  ] as const)('a %s of %s is over: %s to %s, counted on %s', (name, today, from, to, asOf) => {
    expect(periodOf(name, today)).toEqual({ from, to, asOf })
  })

  it('reach back further than the weeks of a trend and the period', () => {
    expect(weekEnds('2026-03-10', 3)).toEqual(['2026-03-01', '2026-03-08', '2026-03-15'])
    expect(factsSince(periodOf('year', '2026-01-05'), weekEnds('2026-01-05', 3))).toBe('2025-11-27')
    expect(factsSince(periodOf('year', '2026-03-10'), weekEnds('2026-03-10', 3))).toBe('2025-12-01')
  })
})

describe('days to come', () => {
  it('hold what is open and has them as its last day', () => {
    const visit = { visit: 'a', departments: ['GS'], due: '2026-03-11', recordedOn: null }
    const result = { visit: 'c', department: 'GS', disclosedOn: null, firstDisclosedOn: null }
    const facts = {
      visits: [visit, { ...visit, visit: 'b', recordedOn: '2026-03-10' }, { ...visit, due: '2026-03-13' }],
      results: [
        { ...result, discloseBy: '2026-03-12' },
        { ...result, discloseBy: '2026-03-12', disclosedOn: '2026-03-10' },
        { ...result, discloseBy: null },
      ],
    }
    const days = dueOn(facts, ['2026-03-11', '2026-03-12'])
    expect(days.map(({ day, visits, results }) => [day, visits.length, results.length])).toEqual([
      ['2026-03-11', 1, 0],
      ['2026-03-12', 0, 1],
    ])
  })
})

describe('departments', () => {
  it('that owe most come first, then those that have got least far', () => {
    const one = (
      name: string,
      visitsOverdue: number,
      resultsOverdue: number,
      recorded: number,
      tasks: number,
    ) => ({
      ...{ name, visitsOverdue, resultsOverdue, recorded, tasks },
    })
    const sorted = lateFirst([
      ...[
        one('done', 0, 0, 9, 9),
        one('none', 0, 0, 0, 0),
        one('half', 0, 0, 5, 10),
        one('late', 1, 0, 9, 10),
      ],
      one('later', 1, 1, 9, 10),
    ])
    expect(sorted.map(({ name }) => name)).toEqual(['later', 'late', 'half', 'done', 'none'])
  })
})
