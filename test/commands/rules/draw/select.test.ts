import { describe, expect, it } from 'vitest'
import { hashOf } from '../../../../commands/rules/draw/hash.js'
import { stream } from '../../../../commands/rules/draw/seed.js'
import { countOf, type Rule, selectFirms } from '../../../../commands/rules/draw/select.js'

const seed = hashOf('test/select')
const weighted = (weights: number[]) => {
  return weights.map((weight, i) => ({ firm: `F${String(i).padStart(4, '0')}`, stratum: 'A', weight }))
}
const ticketOf = (index: number) => {
  const next = stream(seed, 'ticket', Math.floor(index / 256))
  for (let n = 0; n < index % 256; n++) next()
  return next()
}

describe('the number of firms', () => {
  it('is the ratio rounded up, or the count, and never more than there are', () => {
    const cases: [Rule, number, number][] = [
      [{ ratio: [1, 20] }, 100, 5],
      [{ ratio: [1, 20] }, 101, 6],
      [{ ratio: [0, 1] }, 101, 0],
      [{ ratio: [1, 1] }, 101, 101],
      [{ ratio: [3, 10] }, 10, 3],
      [{ ratio: [999_999, 1_000_000] }, 2 ** 40, 1_099_510_528_265],
      [{ count: 7 }, 5, 5],
      [{ count: 0 }, 5, 0],
    ]
    for (const [rule, n, drawn] of cases) expect(countOf(rule, n)).toBe(drawn)
  })
})

describe('a plain draw', () => {
  it('ranks each stratum by ticket, strata in order, with the tickets of the whole sheet', () => {
    const sheet = Array.from({ length: 600 }, (_, i) => ({
      firm: `F${1000 + i}`,
      stratum: 'BA'[i % 2]!,
      weight: 1,
    }))
    const rules: Record<string, Rule> = { A: { count: 9 }, B: { ratio: [1, 100] } }
    const expected = ['A', 'B'].flatMap((stratum) => {
      const rows = [...sheet.keys()].filter((i) => sheet[i]!.stratum === stratum)
      const ranked = rows.sort((a, b) => ticketOf(a) - ticketOf(b)).slice(0, stratum === 'A' ? 9 : 3)
      return ranked.map((index, i) => [stratum, i + 1, index, sheet[index]!.firm])
    })
    expect(selectFirms(seed, sheet, rules)).toEqual(expected)
  })

  it('wants a rule for each stratum, also for one named like a property', () => {
    const sheet = [{ firm: 'F1', stratum: 'constructor', weight: 1 }]
    expect(() => selectFirms(seed, sheet, {})).toThrow('no rule')
  })
})

describe('a weighted draw', () => {
  const indexes = (weights: number[], count: number) => {
    return selectFirms(seed, weighted(weights), { A: { count, weighted: true } }).map(([, , index]) => index)
  }

  it('ranks by the Pareto key', () => {
    const weights = [5, 9, 7, 3, 8, 6, 4]
    const total = 42
    const keys = weights.map((weight, i) => {
      const u = ticketOf(i)
      const a = 3 * weight
      return (u * (total - a)) / ((1 - u) * a)
    })
    const expected = [...weights.keys()].sort((a, b) => keys[a]! - keys[b]!).slice(0, 3)
    expect(indexes(weights, 3)).toEqual(expected)
  })

  it('takes first, by index, the rows that are certain, in rounds', () => {
    // 100 is certain at once, 10 only when 100 has left; then m is 1.
    const weights = [1, 10, 1, 1, 100, 1]
    expect(indexes(weights, 3).slice(0, 2)).toEqual([1, 4])
    expect(new Set(indexes(weights, 3)).size).toBe(3)
    expect(indexes([1, 50, 50, 1], 4)).toEqual([0, 1, 2, 3])
  })

  it('selects nobody else when the certain ones are enough', () => {
    expect(indexes([1000, 1, 1], 1)).toHaveLength(1)
    expect(indexes([4, 4], 1)).toHaveLength(1)
    expect(indexes([5, 5, 5], 0)).toEqual([])
    expect(indexes([5, 5], 2)).toEqual([0, 1])
  })

  it('gives chances nearly proportional to weight', () => {
    const sheet = weighted([1, 2, 3, 4, 5, 5])
    const drawn = [0, 0, 0, 0, 0, 0]
    for (let n = 0; n < 4000; n++) {
      const rows = selectFirms(hashOf(n), sheet, { A: { count: 2, weighted: true } })
      for (const [, , index] of rows) drawn[index]!++
    }
    for (const [i, { weight }] of sheet.entries())
      expect(Math.abs(drawn[i]! / 4000 - weight / 10)).toBeLessThan(0.035)
  })
})
