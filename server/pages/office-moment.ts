/** What the office's clock shows at an instant, kept by the minute: pages show the same moments again and again. */
import { officeDay, officeTime } from '../../commands/rules/office-time.js'
import type { Day, Instant } from '../../db/store.js'

interface Moment {
  day: Day
  /** `HH:MM` */
  time: string
}

const MOST_KEPT = 10_000
const MINUTE = 'YYYY-MM-DDTHH:MM'.length
const kept = new Map<string, Moment>()

/** @throws RangeError for an unknown zone */
export function officeMoment(instant: Instant, zone: string): Moment {
  const key = zone + instant.slice(0, MINUTE)
  const known = kept.get(key)
  if (known !== undefined) return known
  if (kept.size === MOST_KEPT) kept.clear()
  const at = new Date(instant)
  const moment = { day: officeDay(at, zone), time: officeTime(at, zone) }
  kept.set(key, moment)
  return moment
}
