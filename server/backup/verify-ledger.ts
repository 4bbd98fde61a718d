/** Checks the whole ledger of a store, piece by piece. */
import { GENESIS, verifyChain } from '../../db/ledger.js'
import type { Store } from '../../db/store.js'

const PIECE = 1_000

/** The last sound entry; `broken` is the number of the first entry that does not follow, null when the chain holds. */
export async function verifyLedger(
  store: Store,
): Promise<{ n: number; hash: string; broken: number | null }> {
  const end = await store.read((view) => view.ledger.head())
  let last = GENESIS
  while (last.n < end.n) {
    const from = last.n + 1
    const entries = await store.read((view) => view.ledger.entries(from, from + PIECE - 1))
    const fault = verifyChain(entries, last)
    const next = entries.at(-1)
    if (fault || !next) return { ...last, broken: fault?.n ?? from }
    last = { n: next.n, hash: next.hash }
  }
  return { ...last, broken: null }
}
