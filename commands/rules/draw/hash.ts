/** Canonical JSON, hashes, byte order and identifiers of protocol dr1 (§0). */
import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'

const loneSurrogate = /\p{Surrogate}/u
const nonAscii = /[^\x00-\x7f]/
const identifier = /^[^\x00-\x20\x7f,\p{Surrogate}]{1,64}$/u

/**
 * JCS(x), RFC 8785.
 * @throws TypeError for a fraction, an unsafe integer, a lone surrogate, a key that is not ASCII, or no JSON value at all.
 */
export function jcs(x: unknown): string {
  refuseForeign(x)
  return canonicalize(x) as string
}

/** H(x): SHA-256 of JCS(x) as 64 lowercase hex characters. @throws TypeError as `jcs` does. */
export function hashOf(x: unknown): string {
  return hashOfText(jcs(x))
}

/** F(text): SHA-256 of a file's bytes (a string's UTF-8) as 64 lowercase hex characters. */
export function hashOfText(text: string | Uint8Array): string {
  return hash('sha256', text, 'hex')
}

/** Orders well-formed strings by their UTF-8 bytes: negative, 0 or positive, for `sort`. */
export function compareBytes(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return byteRank(x) - byteRank(y)
  }
  return a.length - b.length
}

/** Whether each sorts before the next, by bytes. */
export function isAscending(list: readonly string[]): boolean {
  return list.every((text, i) => i === 0 || compareBytes(list[i - 1] as string, text) < 0)
}

/** Whether a value is a string of 1–64 code points without blanks, control characters or commas. */
export function isIdentifier(s: unknown): s is string {
  return typeof s === 'string' && identifier.test(s)
}

/** UTF-8 sorts surrogate pairs behind U+E000–U+FFFF, UTF-16 before them. */
function byteRank(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}

function refuseForeign(x: unknown): void {
  if (x === null || typeof x === 'boolean') return
  if (typeof x === 'string') refuseIf(loneSurrogate.test(x), 'a lone surrogate')
  else if (typeof x === 'number') refuseIf(!Number.isSafeInteger(x), `the number ${x}`)
  else if (Array.isArray(x)) for (const value of x) refuseForeign(value)
  else {
    refuseIf(typeof x !== 'object' || !isPlain(x), `a value of type ${typeof x}`)
    for (const [key, value] of Object.entries(x as object)) {
      refuseIf(nonAscii.test(key), 'a key that is not ASCII')
      refuseForeign(value)
    }
  }
}

function isPlain(x: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(x)
  return prototype === Object.prototype || prototype === null
}

function refuseIf(foreign: boolean, what: string): void {
  if (foreign) throw new TypeError(`dr1 has no canonical form for ${what}`)
}
