/** A draw's course in the ledger as the public sees it (dr1 §9): every entry from its commit to its own last one. */
import type { Draw, LedgerEntry, View } from '../../db/store.js'

export interface Course {
  /** Of any work, so that the chain can be followed. */
  entries: LedgerEntry[]
  /** This draw's alone. */
  own: LedgerEntry[]
}

/** @param draw committed at least */
export async function readCourse(view: View, draw: Draw): Promise<Course> {
  const { registry } = draw.commit as { registry: { n: number } }
  const head = await view.ledger.head()
  const later = await view.ledger.entries(registry.n + 1, head.n)
  const own = later.filter((entry) => entry.body.draw === draw.no)
  const [first, last] = [own[0]!.n, own.at(-1)!.n]
  return { own, entries: later.filter((entry) => entry.n >= first && entry.n <= last) }
}

/** Other draws' and other work's entries show their hash alone. */
export function publishCourse({ entries, own }: Course) {
  return {
    entries: entries.map(({ n, at, kind, actor, bodyHash, prev, hash }) => ({
      ...{ n, at, kind, actor, body: bodyHash, prev, hash },
    })),
    bodies: Object.fromEntries(own.map((entry) => [String(entry.n), entry.body])),
  }
}
