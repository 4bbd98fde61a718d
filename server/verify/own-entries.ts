/** The ledger's entries that belong to the draw, found by the bodies that the proof shows. */
import type { Entry, Proof } from './proof-shape.js'

export interface OwnEntry extends Entry {
  shown: Record<string, unknown>
}

/** In the ledger's order. */
export function findOwnEntries({ ledger }: Proof): OwnEntry[] {
  const own: OwnEntry[] = []
  for (const entry of ledger.entries) {
    if (!Object.hasOwn(ledger.bodies, entry.n)) continue
    own.push({ ...entry, shown: ledger.bodies[entry.n]! })
  }
  return own
}

/** Who started the draw: the actor of its commit. */
export function findStarter(proof: Proof): string | undefined {
  return findOwnEntries(proof).find(({ kind }) => kind === 'draw.committed')?.actor
}

/** The entry of the last witness needed. */
export function findClose(proof: Proof): OwnEntry | undefined {
  return findOwnEntries(proof).find(({ kind, shown }) => kind === 'draw.witnessed' && shown.last === true)
}
