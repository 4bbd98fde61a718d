/** Records that a reviewer gave back: whose they are to mend, and why. */
import type { View, Visit } from '../../db/store.js'
import type { BoundContext } from '../command.js'
import { messages } from '../messages.js'

/** What a record of the visit that mends it says as its reason; null when nobody gave one back. */
export async function returnReason(view: View, visit: string): Promise<string | null> {
  const returned = (await view.results.ofVisit(visit)).find(({ state }) => state === 'returned')
  return returned ? messages.review.mended(returned.returnReason ?? '') : null
}

/** The caller's visits whose record was given back, with the reason. */
export async function returnedVisits({
  tx,
  caller,
}: BoundContext): Promise<{ visit: Visit; reason: string }[]> {
  const own = new Map<string, { visit: Visit; reason: string }>()
  for (const { visit: no, returnReason: reason } of await tx.results.inStates(['returned'])) {
    const seats = await tx.visits.assignments(no)
    if (!seats.some(({ person }) => person === caller.id)) continue
    own.set(no, { visit: (await tx.visits.get(no))!, reason: reason ?? '' })
  }
  return [...own.values()]
}
