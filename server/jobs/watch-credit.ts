/** Once a day, as soon as it begins: files are rated anew, since facts grow too old to count. */
import { officeDay } from '../../commands/rules/office-time.js'
import type { PeriodicJob } from './due-work.js'
import { rateAging } from './rate-firms.js'

/** The day on which this was last done. */
const LAST = 'credit.watched'

export const watchCredit: PeriodicJob = async ({ store, office }, now) => {
  const today = officeDay(now, office.zone)
  if ((await store.read((view) => view.settings.get(LAST))) === today) return
  await rateAging({ store, now: () => now, zone: office.zone })
  // Only now: what a stop cut short is done again.
  await store.write((tx) => tx.settings.set(LAST, today))
}
