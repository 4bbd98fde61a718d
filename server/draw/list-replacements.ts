/** The replacements of a draw as its proof shows them (dr1 §9): those that are done, in the ledger's order. */
import type { LedgerEntry, Replacement } from '../../db/store.js'

/** @param own the draw's entries, `rows` its replacements; what is under way keeps its secret. */
export function listReplacements(own: LedgerEntry[], rows: Replacement[]): Record<string, unknown>[] {
  return own
    .filter(({ kind }) => kind === 'visit.replaced')
    .map(({ body: { entry, secret, inspector } }) => {
      const { visit, seat, leaver } = own.find(({ n }) => n === entry)!.body
      const { witness } = rows.find((one) => one.entry?.n === entry)!
      return { visit, seat, leaver, entry, secret, witness, inspector }
    })
}
