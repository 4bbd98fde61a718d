/** Takes a firm off a published list, at the end of its term or by decision, and tells whom it was told to. */
import type { Instant, Listing, Tx } from '../../db/store.js'
import type { Notice } from '../command.js'
import { messages } from '../messages.js'
import { rateAnew, tableInForce } from './rate-firm.js'

interface Ending {
  on: string
  /** Null where it ends by itself. */
  by: string | null
  /** Null where the term is over. */
  reason: string | null
  at: Instant
}

export async function endListing(tx: Tx, one: Listing, { on, by, reason, at }: Ending): Promise<Notice[]> {
  await tx.listings.change(one.id, { leftOn: on, leftBy: by, leftReason: reason })
  const body = { listing: one.id, firm: one.firm, list: one.list, term: reason === null }
  await tx.ledger.append('listing.ended', by ?? 'system', body, at)
  await rateAnew(tx, await tableInForce(tx), one.firm, { today: on, at, by: by ?? 'system' })
  const firm = (await tx.firms.get(one.firm))?.name ?? one.firm
  return tellMembers(tx, messages.list.ended(one, firm, reason))
}

/** 联合惩戒 is the business of every member department. */
export async function tellMembers(tx: Tx, text: string): Promise<Notice[]> {
  const departments = await tx.departments.all()
  return departments.map(({ code }) => ({ to: { department: code }, content: { text }, quiet: true }))
}
