/** Canonical JSON (RFC 8785) and the hashes over it (dr1 §0). */
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** JCS of a JSON value. */
export function toCanonical(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('no JSON value')
  return text
}

/** F of a text: SHA-256 of its UTF-8 bytes, or of bytes, in lowercase hex. */
export function hashText(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}

/** H of an array whose first element is its label. */
export function hashOf(...labelled: [string, ...unknown[]]): string {
  return hashText(toCanonical(labelled))
}
