/** Vectors of §0: what canonical JSON writes, its hash, and what is refused. */
import { hashOf, jcs } from '../../../commands/rules/draw/hash.js'
import type { KitFile } from './vector.js'

const VALUES: [about: string, value: unknown][] = [
  ['an empty array', []],
  ['an empty object', {}],
  ['a label and a string', ['dr1/plan', 'plan']],
  ['true, false, null', [true, false, null]],
  ['integers', [0, 1, -1, 10, 1000000, 123456789012]],
  ['the largest and the least integer', [9007199254740991, -9007199254740991]],
  ['Chinese is written as it is', '双随机、一公开'],
  ['an emoji is written as it is', '🎲'],
  [
    'control characters: short escapes where JSON has them, lower-case hex elsewhere',
    '\b\t\n\f\r\u0000\u001f',
  ],
  ['quotation mark and backslash are escaped, the slash is not', '"\\/'],
  ['U+007F, U+2028 and U+FEFF inside a string are written as they are', '\u007f\u2028\ufeff'],
  ['no Unicode normalisation: é in one and in two code points', ['\u00e9', 'e\u0301']],
  ['blanks stay', ' a  b '],
  ['keys are sorted, also inside', { b: 1, a: { d: 2, c: [3, { f: 4, e: 5 }] } }],
  ['keys: digits, upper case, underscore, lower case', { a: 1, _: 2, A: 3, 1: 4, 10: 5, 2: 6 }],
  ['the empty key', { '': 'x' }],
  ['nested arrays', [[[[]]], [[1], 2], 3]],
]

/** The third: whether the value itself is refused, or only this way of writing it. */
const REFUSED: [about: string, text: string, by: 'value' | 'writing'][] = [
  ['a fraction', '[1.5]', 'value'],
  ['a small fraction', '[1e-7]', 'value'],
  ['2^53', '[9007199254740992]', 'value'],
  ['−2^53', '[-9007199254740992]', 'value'],
  ['an integer far too large', '[1e400]', 'value'],
  ['a lone high surrogate', '["\\ud83c"]', 'value'],
  ['a lone low surrogate', '["a\\udfb2"]', 'value'],
  ['surrogates in the wrong order', '["\\udfb2\\ud83c"]', 'value'],
  ['a key that is not ASCII', '{"键":1}', 'value'],
  ['a duplicate key', '{"a":1,"a":1}', 'writing'],
  ['a duplicate key, once written as an escape', '{"a":1,"\\u0061":2}', 'writing'],
  ['a byte-order mark', '\ufeff[1]', 'writing'],
  ['an integer written as a fraction', '[1.0]', 'writing'],
  ['an integer written with an exponent', '[1e2]', 'writing'],
  ['minus zero', '[-0]', 'writing'],
  ['keys in another order', '{"b":1,"a":2}', 'writing'],
  ['a blank', '[1, 2]', 'writing'],
  ['an escape that is not needed', '["\\u53cc"]', 'writing'],
  ['an escaped slash', '["\\/"]', 'writing'],
  ['an escape in upper-case hex', '["\\u001F"]', 'writing'],
]

export function makeCanonical(): KitFile {
  return {
    kind: 'jcs',
    about: 'Values, their JCS (RFC 8785) and H = SHA-256 of it (§0).',
    vectors: VALUES.map(([about, value]) => ({
      about,
      given: { value },
      expected: { jcs: jcs(value), hash: hashOf(value) },
    })),
  }
}

export function makeRefused(): KitFile {
  return {
    kind: 'refused',
    about:
      'JSON texts (followed by one line feed in a file) that §0 refuses: `by` says whether the value has no canonical form, or only this writing is not it.',
    vectors: REFUSED.map(([about, text, by]) => ({ about, given: { text, by }, expected: 'refused' })),
  }
}
