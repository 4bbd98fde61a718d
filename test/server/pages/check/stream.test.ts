import seedrandom from 'seedrandom'
import { describe, expect, it } from 'vitest'
import { labelled } from '../../../../server/pages/check/hash.js'
import { openDoubles } from '../../../../server/pages/check/stream.js'

const KEY = 'b79d8371d4f9f270e9ac3a9f2588a51cb2f9c12edae64506d769fa65560ae468'

const bits = (double: number) => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(double)
  return bytes.toString('hex')
}

describe('random numbers', () => {
  it('are those of the protocol’s text', () => {
    const next = openDoubles(KEY)
    expect([next(), next(), next()].map(bits)).toEqual([
      '3fe7c3ae0392dad3',
      '3fef2e782c5e4ed1',
      '3fbdc14b40952f27',
    ])
  })

  it('are those of npm seedrandom for a thousand keys', () => {
    for (let k = 0; k < 1000; k++) {
      const key = labelled('test', k)
      const [ours, theirs] = [openDoubles(key), seedrandom(key)]
      for (let i = 0; i < 20; i++) expect(ours()).toBe(theirs())
    }
  })
})
