import { describe, expect, it } from 'vitest'
import { findHindrances, type PastVisit } from '../../../commands/rules/firm-standing.js'

const TODAY = '2026-03-31'
const I1 = { code: 'I1', name: '公示信息', yearlyCap: 1 }
const I2 = { code: 'I2', name: '食品安全', yearlyCap: 2 }
const visit = (change: Partial<PastVisit> = {}): PastVisit => ({
  ...{ no: 'RW1', plan: 'JH1', items: ['I1', 'I2'], year: 2026, inspectedOn: '2026-01-05' },
  ...change,
})

describe('why a firm would not be drawn', () => {
  it('finds nothing against an active firm that was never visited', () => {
    expect(findHindrances(true, [], [I1], [], TODAY, 30)).toEqual([])
  })

  it('names the status', () => {
    expect(findHindrances(false, [], [], [], TODAY, 30)).toEqual([{ kind: 'status' }])
  })

  it('names the items whose cap of the year is reached, and only those', () => {
    expect(findHindrances(true, [visit()], [I1, I2], [], TODAY, 30)).toEqual([
      { kind: 'cap', item: I1, times: 1 },
    ])
    expect(findHindrances(true, [visit({ year: 2025 })], [I1, I2], [], TODAY, 30)).toEqual([])
    const twice = findHindrances(true, [visit(), visit({ no: 'RW2', items: ['I2'] })], [I2], [], TODAY, 30)
    expect(twice).toEqual([{ kind: 'cap', item: I2, times: 2 }])
  })

  it('names the plan that has visited it as often as was approved, and only that', () => {
    const plan = { no: 'JH1', name: '公示信息抽查', frequency: 1 }
    const found = findHindrances(true, [visit()], [], [plan, { ...plan, no: 'JH2' }], TODAY, 30)
    expect(found).toEqual([{ kind: 'plan', plan, times: 1 }])
    expect(findHindrances(true, [visit()], [], [{ ...plan, frequency: 2 }], TODAY, 30)).toEqual([])
    expect(findHindrances(true, [visit({ year: 2025 })], [], [plan], TODAY, 30)).toEqual([])
  })

  it('names a visit to come, whatever its year', () => {
    const open = visit({ year: 2025, inspectedOn: null })
    expect(findHindrances(true, [open], [I1], [], TODAY, 30)).toEqual([
      { kind: 'open', visit: 'RW1', plan: 'JH1' },
    ])
  })

  it.each([
    ['2026-03-02', 1],
    ['2026-03-01', 0],
  ])('counts an inspection on %s as recent %i times', (inspectedOn, times) => {
    const found = findHindrances(true, [visit({ year: 2025, inspectedOn })], [I1], [], TODAY, 30)
    expect(found).toEqual(Array(times).fill({ kind: 'recent', visit: 'RW1', plan: 'JH1', on: inspectedOn }))
  })

  it('goes by the days that the office has set, and by none with 0', () => {
    const today = visit({ year: 2025, inspectedOn: TODAY })
    expect(findHindrances(true, [today], [I1], [], TODAY, 1)).toHaveLength(1)
    expect(findHindrances(true, [today], [I1], [], TODAY, 0)).toEqual([])
  })
})
