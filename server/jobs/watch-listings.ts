/** Listings that end by themselves: with the day after their term, and the green lane once a firm's class is no longer A. */
import { deliver } from '../../bot/delivery.js'
import type { Notice } from '../../commands/command.js'
import { endListing } from '../../commands/credit/end-listing.js'
import { messages } from '../../commands/messages.js'
import { officeDay } from '../../commands/rules/office-time.js'
import type { Listing, View } from '../../db/store.js'
import type { PeriodicJob } from './due-work.js'

export const watchListings: PeriodicJob = async ({ store, platforms, office }, now) => {
  const on = officeDay(now, office.zone)
  if ((await store.read((view) => findEnding(view, on))).length === 0) return
  await store.write(async (tx) => {
    const notices: Notice[] = []
    for (const { listing, reason } of await findEnding(tx, on))
      notices.push(...(await endListing(tx, listing, { on, by: null, reason, at: now.toISOString() })))
    await deliver(tx, platforms, notices, now)
  })
}

/** @returns each once; the reason is null where the term is over */
async function findEnding(view: View, today: string): Promise<{ listing: Listing; reason: string | null }[]> {
  const over = await view.listings.over(today)
  const ended = new Set(over.map(({ id }) => id))
  const ending = over.map((listing) => ({ listing, reason: null as string | null }))
  for (const listing of await view.listings.fallen()) {
    if (ended.has(listing.id)) continue
    const firm = (await view.firms.get(listing.firm))!
    ending.push({ listing, reason: messages.list.noLongerGood(firm) })
  }
  return ending
}
