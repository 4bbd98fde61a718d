/** The lists of good and bad records as whoever may read them reads them. */
import type { Listing, ListName, View } from '../../db/store.js'
import { type BoundContext, Refusal } from '../command.js'
import type { ListingLine } from '../messages/listing.js'
import { messages } from '../messages.js'

/** Those that stand, newest first, as the public reads them; of one list or all, from `offset` on. */
export async function loadListings(
  view: View,
  chosen?: ListName,
  page?: { limit: number; offset: number },
): Promise<ListingLine[]> {
  const lines: ListingLine[] = []
  for (const listing of await view.listings.standing(chosen, page))
    lines.push(await describeListing(view, listing))
  return lines
}

export async function describeListing(view: View, listing: Listing): Promise<ListingLine> {
  const firm = (await view.firms.get(listing.firm))!
  const department = (await view.departments.get(listing.department))?.name ?? listing.department
  return { listing, firm: { code: firm.code, name: firm.name }, department }
}

/** @throws Refusal */
export function demandLeader({ caller }: BoundContext): void {
  if (!caller.roles.includes('leader')) throw new Refusal(messages.list.notLeader)
}
