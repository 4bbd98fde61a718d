/** The ledger around a draw on paper. */
import { nextEntry } from '../../../db/ledger.js'
import type { LedgerEntry } from '../../../db/store.js'
import type { Proof } from '../../../server/verify/proof-shape.js'

export interface Book {
  entries: LedgerEntry[]
  enter(kind: string, actor: string, body: Record<string, unknown>, at: string): LedgerEntry
}

export function openBook(head: { n: number; hash: string }): Book {
  const entries: LedgerEntry[] = []
  return {
    entries,
    enter(kind, actor, body, at) {
      const entry = nextEntry(entries.at(-1) ?? head, { kind, actor, body, at })
      entries.push(entry)
      return entry
    },
  }
}

/** As a proof shows it: only the draw's own bodies. */
export function showLedger({ entries }: Book, draw: string): Proof['ledger'] {
  const own = entries.filter(({ body }) => body.draw === draw)
  return {
    entries: entries.map(({ n, at, kind, actor, bodyHash, prev, hash }) => {
      return { n, at, kind, actor, body: bodyHash, prev, hash }
    }),
    bodies: Object.fromEntries(own.map(({ n, body }) => [String(n), body])),
  }
}
