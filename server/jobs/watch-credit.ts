/** Once a day, as soon as it begins: listings whose term is over end by themselves, and files are rated anew, since facts grow too old to count. */
import { deliver } from '../../bot/delivery.js'
import type { Notice } from '../../commands/command.js'
import { endListing } from '../../commands/end-listing.js'
import { officeDay } from '../../commands/rules/office-time.js'
import type { PeriodicJob } from './due-work.js'
import { rateAging } from './rate-firms.js'

/** The day on which this was last done. */
const LAST = 'credit.watched'

export const watchCredit: PeriodicJob = async ({ store, platforms, office }, now) => {
  const today = officeDay(now, office.zone)
  if ((await store.read((view) => view.settings.get(LAST))) === today) return
  await store.write(async (tx) => {
    const notices: Notice[] = []
    for (const one of await tx.listings.over(today))
      notices.push(
        ...(await endListing(tx, one, { on: today, by: null, reason: null, at: now.toISOString() })),
      )
    await deliver(tx, platforms, notices, now)
  })
  await rateAging({ store, now: () => now, zone: office.zone })
  // Only now: what a stop cut short is done again.
  await store.write((tx) => tx.settings.set(LAST, today))
}
