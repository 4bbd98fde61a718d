import { describe, expect, it } from 'vitest'
import type { Files } from '../../../server/verify/check-files.js'
import { selectRows } from '../../../server/verify/check-selected.js'
import { createDoubles } from '../../../server/verify/random.js'
import { countToSelect } from '../../../server/verify/strata.js'

const sheetOf = (weights: number[]): Files['sheet'] => weights.map((weight, i) => [`F${i}`, 'A', weight, ''])

describe('the firms of a stratum', () => {
  it('are as many as the rule says, rounded up and never more than there are', () => {
    expect(countToSelect({ ratio: [3, 25] }, 26)).toBe(4)
    expect(countToSelect({ ratio: [1, 10] }, 30)).toBe(3)
    expect(countToSelect({ ratio: [0, 10] }, 30)).toBe(0)
    expect(countToSelect({ count: 7 }, 5)).toBe(5)
  })

  it('are those with the lowest tickets, the index deciding between equals', () => {
    const sheet = sheetOf([1, 1, 1, 1])
    const tickets = Float64Array.of(0.5, 0.2, 0.5, 0.9)
    expect(selectRows({ count: 3 }, { name: 'A', rows: [0, 1, 2, 3] }, sheet, tickets)).toEqual([1, 0, 2])
  })

  it('come first by index where their weight makes them certain', () => {
    const sheet = sheetOf([1, 1, 50, 1, 90])
    const tickets = Float64Array.of(0.4, 0.3, 0.9, 0.2, 0.99)
    const rows = [0, 1, 2, 3, 4]
    const rule = { count: 3, weighted: true } as const
    expect(selectRows(rule, { name: 'A', rows }, sheet, tickets)).toEqual([2, 4, 3])
    // With two to draw only the heaviest is certain.
    expect(selectRows({ ...rule, count: 2 }, { name: 'A', rows }, sheet, tickets)).toEqual([4, 2])
  })

  it('are chosen with a chance nearly proportional to their weights', () => {
    const weights = [1, 2, 3, 4, 5, 5]
    const rows = [...weights.keys()]
    const next = createDoubles('chances')
    const chosen = new Float64Array(weights.length)
    const rounds = 20_000
    for (let round = 0; round < rounds; round++) {
      const tickets = Float64Array.from(weights, next)
      const rule = { count: 2, weighted: true } as const
      for (const row of selectRows(rule, { name: 'A', rows }, sheetOf(weights), tickets)) chosen[row]!++
    }
    for (const [row, weight] of weights.entries()) {
      expect(Math.abs(chosen[row]! / rounds - (2 * weight) / 20)).toBeLessThan(0.03)
    }
  })
})
