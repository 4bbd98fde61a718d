import { describe, expect, it } from 'vitest'
import { findPassedCap, findPassedYear, type LawfulItem } from '../../../commands/rules/plan-law.js'

const item = (code: string, ratioCap: [number, number], yearlyCap: number): LawfulItem => ({
  ...{ code, name: code, department: 'A', publishedOn: '2026-01-01' },
  ...{ ratioCap, yearlyCap },
})

describe('the ratio cap of one draw', () => {
  it('is passed by the first firm beyond it, a part of a firm rounded up', () => {
    const items = [item('X', [1, 10], 1)]
    expect(findPassedCap(items, 11, 101)).toBeUndefined()
    expect(findPassedCap(items, 12, 101)?.code).toBe('X')
  })
})

describe("the year's cap of an item", () => {
  const once = item('X', [1, 10], 1)

  it('counts what earlier draws of the year took', () => {
    const year = (before: number) => ({ firms: 101, visits: new Map([['X', before]]) })
    expect(findPassedYear([once], 5, year(6))).toBeUndefined()
    expect(findPassedYear([once], 6, year(6))).toEqual({ item: once, before: 6, most: 11 })
  })

  it('allows the share once for each time that a firm may be inspected', () => {
    const twice = item('X', [1, 10], 2)
    const year = { firms: 100, visits: new Map([['X', 10]]) }
    expect(findPassedYear([twice], 10, year)).toBeUndefined()
    expect(findPassedYear([twice], 11, year)?.most).toBe(20)
  })

  it('is passed by the tightest item of several, whatever the others allow', () => {
    const year = { firms: 100, visits: new Map([['Y', 4]]) }
    const found = findPassedYear([item('X', [1, 1], 9), item('Y', [1, 20], 1)], 2, year)
    expect([found?.item.code, found?.before, found?.most]).toEqual(['Y', 4, 5])
  })

  it('knows nothing of items without a visit yet', () => {
    expect(findPassedYear([once], 10, { firms: 100, visits: new Map() })).toBeUndefined()
  })
})
