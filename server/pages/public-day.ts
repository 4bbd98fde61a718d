/** The day of an instant at the office, for pages that show many: the same quarter of an hour is always the same day. */
import { officeDay } from '../../commands/rules/office-time.js'
import type { Day, Instant } from '../../db/store.js'

const QUARTER = 900_000
const MOST_KEPT = 10_000
const kept = new Map<string, Day>()

/** @throws RangeError for an unknown zone */
export function publicDay(instant: Instant, zone: string): Day {
  const key = `${zone} ${Math.floor(Date.parse(instant) / QUARTER)}`
  const known = kept.get(key)
  if (known !== undefined) return known
  if (kept.size === MOST_KEPT) kept.clear()
  const day = officeDay(new Date(instant), zone)
  kept.set(key, day)
  return day
}
