import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCode, hashCode, normaliseCode } from '../../../commands/rules/secrets.js'

describe('binding codes', () => {
  it('have ten unmistakable characters, and survive however they are typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 40 }), (bytes) => {
        const code = formatCode(bytes)
        expect(code).toMatch(/^[A-HJ-NP-Z2-9]{10}$/)
        expect(normaliseCode(` ${code.slice(0, 5).toLowerCase()} - ${code.slice(5)}\n`)).toBe(code)
      }),
    )
  })

  it('use every sign equally often', () => {
    const counts = new Map<string, number>()
    for (let byte = 0; byte < 256; byte += 1) {
      const sign = formatCode(new Uint8Array(10).fill(byte)).charAt(0)
      counts.set(sign, (counts.get(sign) ?? 0) + 1)
    }
    expect(counts.size).toBe(32)
    expect(new Set(counts.values())).toEqual(new Set([8]))
  })

  it('are not made from too few bytes', () => {
    expect(() => formatCode(new Uint8Array(9))).toThrow(RangeError)
  })

  it('are read in full width, with any dash', () => {
    expect(normaliseCode('ａｂｃｄｅ－ＦＧＨ２３')).toBe('ABCDEFGH23')
    expect(normaliseCode('ABCDE—FG　H23')).toBe('ABCDEFGH23')
  })

  it('are kept as their SHA-256', () => {
    expect(hashCode('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})
