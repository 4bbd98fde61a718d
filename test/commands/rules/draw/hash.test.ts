import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareBytes, hashOf, hashOfText, isIdentifier, jcs } from '../../../../commands/rules/draw/hash.js'

describe('canonical JSON', () => {
  it('sorts keys, leaves no blanks and escapes as RFC 8785 says', () => {
    const value = { b: [1, -5, true, null], a: '€$\u000f\nA\'B"\\"/', '1': {} }
    expect(jcs(value)).toBe('{"1":{},"a":"€$\\u000f\\nA\'B\\"\\\\\\"/","b":[1,-5,true,null]}')
  })

  it('refuses what dr1 has no canonical form for', () => {
    const foreign = [0.5, 2 ** 53, Number.NaN, '\ud800', ['\udc00x'], { é: 1 }, undefined, [undefined], 1n]
    for (const x of [...foreign, new Array(1), { a: undefined }, new Date(0), new Map()]) {
      expect(() => jcs(x)).toThrow(TypeError)
    }
  })

  it('takes strings as they are and the largest integers', () => {
    expect(jcs([' é ', 'e\u0301', 2 ** 53 - 1, 1 - 2 ** 53])).toBe(
      '[" é ","e\u0301",9007199254740991,-9007199254740991]',
    )
  })
})

describe('hashes', () => {
  it('are SHA-256 of the UTF-8 bytes in lowercase hex', () => {
    expect(hashOfText('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(hashOfText(new TextEncoder().encode('回避'))).toBe(hashOfText('回避'))
    expect(hashOf(['回避', 1])).toBe(hashOfText('["回避",1]'))
  })
})

describe('the order of strings', () => {
  it('is that of their UTF-8 bytes', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '\uffff', '\ue000', '𠮷', '\ud7ff', '😀') })
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
      }),
      { seed: 1 },
    )
  })
})

describe('an identifier', () => {
  it('has 1 to 64 code points without blanks, control characters, commas or lone surrogates', () => {
    for (const good of ['A', '执法-01', '𠮷'.repeat(64), '"\\']) expect(isIdentifier(good)).toBe(true)
    const bad = ['', 'a b', 'a\n', 'a,b', '\u007f', '\u0000', '\ud800', 'x'.repeat(65), 7, null]
    for (const x of bad) expect(isIdentifier(x)).toBe(false)
  })
})
