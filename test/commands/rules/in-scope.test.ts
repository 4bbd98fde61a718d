import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areApart, isInScope } from '../../../commands/rules/in-scope.js'

const words = ['甲', '乙', '丙']
const list = fc.subarray(words)
const scope = fc.record({ trades: list, types: list, districts: list, tags: list, classes: list })
const word = fc.constantFrom(...words)
const firm = fc.record({ trade: word, type: word, district: word, tags: list, creditClass: word })

describe('scopes', () => {
  it('are apart exactly when no firm, whatever its tags, is within all of them', () => {
    const firms = words.flatMap((trade) =>
      words.flatMap((type) =>
        words.flatMap((district) =>
          words.map((creditClass) => ({ trade, type, district, creditClass, tags: words })),
        ),
      ),
    )
    fc.assert(
      fc.property(fc.array(scope, { minLength: 1, maxLength: 4 }), (scopes) => {
        const shared = firms.some((one) => scopes.every((some) => isInScope(some, one)))
        expect(areApart(scopes)).toBe(!shared)
      }),
      { numRuns: 500 },
    )
  })

  it('that are apart share no firm', () => {
    fc.assert(
      fc.property(scope, scope, firm, (a, b, one) => {
        expect(areApart([a, b]) && isInScope(a, one) && isInScope(b, one)).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })
})
