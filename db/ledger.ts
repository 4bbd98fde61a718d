/** The ledger's hashes and the check of its chain (dr1 §8): pure, so that anyone can repeat it. */

import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { LedgerEntry } from './store.js'

/** What stands before the first entry. */
export const GENESIS = { n: 0, hash: '0'.repeat(64) }

interface ChainFault {
  n: number
  fault: 'number' | 'prev' | 'body' | 'hash'
}

/** H of dr1 §0: SHA-256 of the UTF-8 bytes of the RFC 8785 form, as 64 lowercase hex characters. */
function hashOf(labelled: [label: string, value: unknown]): string {
  assertPlain(labelled)
  return createHash('sha256')
    .update(canonicalize(labelled) ?? '', 'utf8')
    .digest('hex')
}

/** dr1 §0 knows no fractions, no lone surrogates and ASCII keys only; JSON would lose `undefined` in silence. */
function assertPlain(value: unknown): void {
  if (value === null || typeof value === 'boolean' || Number.isSafeInteger(value)) return
  if (typeof value === 'string' && !/\p{Surrogate}/u.test(value)) return
  if (Array.isArray(value)) {
    for (const element of value) assertPlain(element)
  } else if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    for (const [key, inner] of Object.entries(value)) {
      if (/[^\p{ASCII}]/u.test(key)) throw new TypeError(`ledger: key ${JSON.stringify(key)} is not ASCII`)
      assertPlain(inner)
    }
  } else {
    throw new TypeError(`ledger: ${typeof value} ${String(value)} has no canonical form (dr1 §0)`)
  }
}

/** @throws TypeError for a value that dr1 §0 does not allow */
export function bodyHash(body: Record<string, unknown>): string {
  return hashOf(['ssj/body', body])
}

export function entryHash(
  entry: Pick<LedgerEntry, 'n' | 'at' | 'kind' | 'actor' | 'bodyHash' | 'prev'>,
): string {
  const { n, at, kind, actor, bodyHash: body, prev } = entry
  return hashOf(['ssj/ledger', { n, at, kind, actor, body, prev }])
}

/** The entry that follows `head`. @throws TypeError for a body that dr1 §0 does not allow */
export function nextEntry(
  head: { n: number; hash: string },
  { kind, actor, body, at }: Pick<LedgerEntry, 'kind' | 'actor' | 'body' | 'at'>,
): LedgerEntry {
  const entry = { n: head.n + 1, at, kind, actor, bodyHash: bodyHash(body), prev: head.hash }
  return { ...entry, hash: entryHash(entry), body }
}

/**
 * The first entry that does not follow from the one before it, or undefined when the chain holds.
 * A long ledger is checked piece by piece: `head` is the last entry before `entries`.
 */
export function verifyChain(
  entries: Iterable<LedgerEntry>,
  head: { n: number; hash: string } = GENESIS,
): ChainFault | undefined {
  let last = head
  for (const entry of entries) {
    const fault = faultOf(entry, last)
    if (fault) return { n: entry.n, fault }
    last = entry
  }
  return undefined
}

function faultOf(entry: LedgerEntry, last: { n: number; hash: string }): ChainFault['fault'] | undefined {
  if (entry.n !== last.n + 1) return 'number'
  if (entry.prev !== last.hash) return 'prev'
  if (entry.bodyHash !== bodyHash(entry.body)) return 'body'
  return entry.hash === entryHash(entry) ? undefined : 'hash'
}
