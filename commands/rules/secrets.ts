/** The single-use codes by which a person binds a platform account. */
import { createHash } from 'node:crypto'

/** 32 signs, so that each takes five bits of a byte evenly; none of 0, O, 1 and I, which people mix up. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const CODE_LENGTH = 10

/** A code of 10 characters, 50 bits strong, from at least 10 random bytes. @throws RangeError for fewer bytes */
export function formatCode(bytes: Uint8Array): string {
  if (bytes.length < CODE_LENGTH) throw new RangeError(`a code needs ${CODE_LENGTH} bytes`)
  return Array.from(bytes.subarray(0, CODE_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('')
}

/** The code as it was given out, however it was typed: any case and width, with spaces and dashes. */
export function normaliseCode(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}−]/gu, '')
}

/** SHA-256 of a normalised code as lowercase hex: what the database keeps. */
export function hashCode(code: string): string {
  return createHash('sha256').update(code, 'utf8').digest('hex')
}
