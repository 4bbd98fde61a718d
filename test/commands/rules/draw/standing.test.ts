/** A firm that looks itself up finds what the draw did with it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashOf } from '../../../../commands/rules/draw/hash.js'
import { countOf, type Rule, selectFirms } from '../../../../commands/rules/draw/select.js'
import { ticketOf, weightedKeys } from '../../../../commands/rules/draw/standing.js'

const sheetOf = (weights: number[]) =>
  weights.map((weight, i) => ({ firm: `F${String(i).padStart(6, '0')}`, stratum: 'A', weight }))

/** The row's keys, and which rows the draw took. */
function draw(seed: string, weights: number[], rule: Rule) {
  const n = countOf(rule, weights.length)
  const keyOf = rule.weighted ? weightedKeys(weights, n) : (_: number, ticket: number) => ticket
  const keys = weights.map((weight, i) => keyOf(weight, ticketOf(seed, i)))
  const taken = selectFirms(seed, sheetOf(weights), { A: rule }).map(([, , index]) => index)
  return { keys, taken }
}

describe('where a row stands', () => {
  it('takes the ticket from the block of 256 that the row lies in', () => {
    const seed = hashOf(['seed'])
    const { keys, taken } = draw(seed, Array(700).fill(1), { count: 700 })
    const ranked = keys.map((key, index) => ({ key: key!, index })).sort((a, b) => a.key - b.key)
    expect(taken).toEqual(ranked.map(({ index }) => index))
  })

  it('has exactly the rows drawn whose key is not above that of the last one drawn', () => {
    const weights = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(1_000_000)), {
      minLength: 1,
      maxLength: 60,
    })
    const cases = fc.tuple(fc.string(), weights, fc.nat(70), fc.boolean())
    fc.assert(
      fc.property(cases, ([word, given, count, weighted]) => {
        const rule: Rule = weighted ? { count, weighted } : { count }
        const { keys, taken } = draw(hashOf([word]), given, rule)
        const last = taken.at(-1)
        const threshold = last === undefined ? Number.NEGATIVE_INFINITY : keys[last]!
        const below = keys.flatMap((key, i) => (key !== null && key <= threshold ? [i] : []))
        expect(below).toEqual([...taken].sort((a, b) => a - b))
      }),
    )
  })
})
