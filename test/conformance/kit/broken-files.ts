/** Files that are no proof, or not this one any more: bytes cut, put in front, behind or elsewhere. */
import type { Section } from '../../../server/verify/verdict.js'
import type { KitFile } from './vector.js'

/** `whole` replaces everything (hex), `first` keeps so many bytes; then one text is replaced by another, and bytes (hex) are put around. */
export interface FileEdit {
  whole?: string
  first?: number
  from?: string
  to?: string
  before?: string
  behind?: string
}

const hex = (text: string) => Buffer.from(text).toString('hex')

const FILES: [about: string, result: 'unreadable' | Section, edit: FileEdit][] = [
  ['an empty file', 'unreadable', { whole: '' }],
  ['cut short in the middle', 'unreadable', { first: 3000 }],
  ['cut short by its last brace', 'unreadable', { first: -2 }],
  ['not JSON', 'unreadable', { whole: hex('<!doctype html>\n') }],
  ['single quotes', 'unreadable', { whole: hex("{'protocol':'dr1'}\n") }],
  ['NaN is not JSON', 'unreadable', { from: '"nth":1', to: '"nth":NaN' }],
  ['a comma too many', 'unreadable', { from: '"nth":1', to: '"nth":1,' }],
  ['two values', 'unreadable', { behind: hex('{}') }],
  ['bytes that are not UTF-8', 'unreadable', { from: '"P0007"', to: '"P0007"', before: 'ff' }],
  ['UTF-16', 'unreadable', { whole: Buffer.from('{}', 'utf16le').toString('hex') }],
  ['a byte-order mark', 'complete', { before: 'efbbbf' }],
  ['no line feed at the end', 'complete', { first: -1 }],
  ['two line feeds at the end', 'complete', { behind: '0a' }],
  ['carriage return and line feed', 'complete', { first: -1, behind: '0d0a' }],
  ['a blank in front', 'complete', { before: '20' }],
  ['a blank inside', 'complete', { from: '"nth":1', to: '"nth": 1' }],
  ['a duplicate key', 'complete', { from: '"nth":1', to: '"nth":1,"nth":1' }],
  ['a duplicate key with another value first', 'complete', { from: '"nth":1', to: '"nth":2,"nth":1' }],
  ['keys in another order', 'complete', { from: '"nth":1,"opens":null', to: '"opens":null,"nth":1' }],
  ['a fraction', 'complete', { from: '"nth":1', to: '"nth":1.5' }],
  ['an integer written as a fraction', 'complete', { from: '"nth":1', to: '"nth":1.0' }],
  ['an integer written with an exponent', 'complete', { from: '"nth":1', to: '"nth":1e0' }],
  ['an integer that is not safe', 'complete', { from: '"nth":1', to: '"nth":9007199254740993' }],
  ['a lone surrogate', 'complete', { from: '春江', to: '\\ud83c' }],
  ['an escape that is not needed', 'complete', { from: '春', to: '\\u6625' }],
  ['a key that is not ASCII', 'complete', { from: '"nth":1', to: '"nth":1,"第":1' }],
  ['a key named __proto__', 'complete', { from: '{"beacon":', to: '{"__proto__":1,"beacon":' }],
  ['a rule for a stratum named __proto__', 'complete', { from: '"rules":{', to: '"rules":{"__proto__":{},' }],
  ['another value than an object', 'complete', { whole: hex('[]\n') }],
  ['null', 'complete', { whole: hex('null\n') }],
  ['an empty object', 'complete', { whole: hex('{}\n') }],
  [
    'another protocol version',
    'commit',
    { from: '"protocol":"dr1","refusal"', to: '"protocol":"dr2","refusal"' },
  ],
  ['another protocol version in the commit', 'commit', { from: '"protocol":"dr1"', to: '"protocol":"dr2"' }],
]

export function editFile(
  bytes: Buffer,
  { whole, first, from, to, before = '', behind = '' }: FileEdit,
): Buffer {
  const kept = whole === undefined ? bytes.subarray(0, first) : Buffer.from(whole, 'hex')
  const text = from === undefined ? kept : Buffer.from(kept.toString().replace(from, () => to ?? ''))
  return Buffer.concat([Buffer.from(before, 'hex'), text, Buffer.from(behind, 'hex')])
}

export function makeBrokenFiles(): KitFile {
  return {
    kind: 'file',
    about:
      'Edits of the bytes of small.proof.json, in this order: `whole` (hex) instead of everything, or the `first` n bytes (negative: all but n); then the first `from` replaced by `to`; then `before` and `behind` (hex) around it. `section` is where it must fail; `unreadable` is exit code 2.',
    vectors: FILES.map(([about, section, edit]) => ({ about, section, edit })),
  }
}
