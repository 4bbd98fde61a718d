import { describe, expect, it } from 'vitest'
import { createDoubles } from '../../../server/verify/random.js'

describe('the random numbers', () => {
  it('are those of the protocol’s example, bit for bit', () => {
    const next = createDoubles('b79d8371d4f9f270e9ac3a9f2588a51cb2f9c12edae64506d769fa65560ae468')
    const bits = () => {
      const bytes = Buffer.alloc(8)
      bytes.writeDoubleBE(next())
      return bytes.toString('hex')
    }
    expect([bits(), bits(), bits()]).toEqual(['3fe7c3ae0392dad3', '3fef2e782c5e4ed1', '3fbdc14b40952f27'])
  })
})
