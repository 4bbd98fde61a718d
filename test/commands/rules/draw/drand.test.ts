import { describe, expect, it } from 'vitest'
import { findChain, QUICKNET, roundAfter, roundTime } from '../../../../commands/rules/draw/drand.js'
import { isSigned, randomnessOf } from '../../../../commands/rules/draw/drand-signature.js'
import { ROUND_1000, ROUND_1000_AT } from '../../../peers/drand-relay.js'

describe('a drand chain', () => {
  it('is accepted by its hash alone', () => {
    expect(findChain(QUICKNET.hash)).toBe(QUICKNET)
    // The default network is chained, and so not accepted.
    expect(findChain('8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce')).toBeUndefined()
    expect(findChain('constructor')).toBeUndefined()
  })

  it('makes round 1 at its genesis and one more each period', () => {
    expect(roundTime(QUICKNET, 1)).toBe(1_692_803_367_000)
    expect(roundTime(QUICKNET, 1000)).toBe(ROUND_1000_AT)
  })

  it.each([
    [-60_000, 1000],
    [-59_999, 1001],
    [-62_999, 1000],
    [-63_000, 999],
  ])('closed %i ms from round 1000 means round %i', (ms, round) => {
    expect(roundAfter(QUICKNET, ROUND_1000_AT + ms, 60)).toBe(round)
    expect(roundTime(QUICKNET, round)).toBeGreaterThanOrEqual(ROUND_1000_AT + ms + 60_000)
  })

  it('has signed its real round, and nothing else', () => {
    const { signature, randomness } = ROUND_1000
    expect(randomnessOf(signature)).toBe(randomness)
    expect(isSigned(QUICKNET, 1000, signature)).toBe(true)
    expect(isSigned(QUICKNET, 1001, signature)).toBe(false)
    for (const other of [
      '',
      'ab'.repeat(48),
      `c0${'00'.repeat(47)}`,
      signature.toUpperCase(),
      `${signature}00`,
    ])
      expect(isSigned(QUICKNET, 1000, other)).toBe(false)
    // The same point with the other sign of y.
    expect(isSigned(QUICKNET, 1000, `9${signature.slice(1)}`)).toBe(false)
  })
})
