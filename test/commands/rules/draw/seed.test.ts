import seedrandom from 'seedrandom'
import { describe, expect, it } from 'vitest'
import { hashOf } from '../../../../commands/rules/draw/hash.js'
import { resultHash, seedOf, stream, witnessLine } from '../../../../commands/rules/draw/seed.js'

/** The generator of §4 from its text, without the package. */
function rc4Doubles(key: string): () => number {
  const s = Array.from({ length: 256 }, (_, i) => i)
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + s[i]! + key.charCodeAt(i % key.length)) & 255
    ;[s[i], s[j]] = [s[j]!, s[i]!]
  }
  let [i, j] = [0, 0]
  const byte = () => {
    i = (i + 1) & 255
    j = (j + s[i]!) & 255
    ;[s[i], s[j]] = [s[j]!, s[i]!]
    return s[(s[i]! + s[j]!) & 255]!
  }
  for (let dropped = 0; dropped < 256; dropped++) byte()
  return () => {
    let [n, d, x] = [0, 2 ** 48, 0]
    for (let k = 0; k < 6; k++) n = n * 256 + byte()
    while (n < 2 ** 52) [n, d, x] = [(n + x) * 256, d * 256, byte()]
    while (n >= 2 ** 53) [n, d, x] = [n / 2, d / 2, Math.floor(x / 2)]
    return (n + x) / d
  }
}

function bitsOf(u: number): string {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(u)
  return bytes.toString('hex')
}

describe('the random numbers', () => {
  const key = 'b79d8371d4f9f270e9ac3a9f2588a51cb2f9c12edae64506d769fa65560ae468'
  const vector = ['3fe7c3ae0392dad3', '3fef2e782c5e4ed1', '3fbdc14b40952f27']

  it('are the vector of the protocol, by the package and by the text alone', () => {
    for (const next of [seedrandom(key), rc4Doubles(key)])
      expect(vector.map(() => bitsOf(next()))).toEqual(vector)
  })

  it('come from the labelled hash of the seed, the name and the part', () => {
    const seed = hashOf('seed')
    const parts: [() => number, unknown][] = [
      [stream(seed, 'ticket', 3), ['dr1/sub', seed, 'ticket', 3]],
      [stream(seed, 'ticket', 0), ['dr1/sub', seed, 'ticket', 0]],
      [stream(seed, 'roster/pick'), ['dr1/sub', seed, 'roster/pick']],
    ]
    for (const [next, sub] of parts) {
      const expected = rc4Doubles(hashOf(sub))
      for (let n = 0; n < 2000; n++) expect(next()).toBe(expected())
    }
  })
})

describe('the seed', () => {
  it('does not depend on the order in which the witnesses spoke', () => {
    const [a, b] = [witnessLine('C', 'P1', ' 好 '), witnessLine('C', 'P2', '好')]
    expect(a).toBe(hashOf(['dr1/witness', 'C', 'P1', ' 好 ']))
    expect(seedOf('C', 's', [a, b], null)).toBe(seedOf('C', 's', [b, a], null))
    expect(seedOf('C', 's', [b, a], null)).toBe(hashOf(['dr1/seed', 'C', 's', [a, b].sort(), null]))
  })
})

describe('the result hash', () => {
  it('covers firms and roster, also where there is no roster', () => {
    expect(resultHash([['A', 1, 0, 'F1']], null)).toBe(hashOf(['dr1/result', [['A', 1, 0, 'F1']], null]))
  })
})
