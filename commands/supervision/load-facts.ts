/** Gathers the facts that figures are counted from, with every moment as the day at the office. */
import type { Day, Instant, View } from '../../db/store.js'
import type { Facts } from '../rules/figures.js'
import { officeDay, officeInstant } from '../rules/office-time.js'

/**
 * All that is open, and what was due or done on `since` or later.
 * @param zone the office's IANA zone
 */
export async function loadFacts(view: View, since: Day, zone: string): Promise<Facts> {
  const dayOf = createDayOf(zone)
  const visits = await view.board.visits(since)
  const results = await view.board.results(since, officeInstant(since, '00:00', zone).toISOString())
  return {
    visits: visits.map(({ recordedAt, ...fact }) => ({ ...fact, recordedOn: dayOf(recordedAt) })),
    results: results.map(({ settled, firstAt, lastAt, ...fact }) => ({
      ...fact,
      disclosedOn: settled ? dayOf(lastAt) : null,
      firstDisclosedOn: dayOf(firstAt),
    })),
  }
}

/** Kept by the quarter of an hour: no zone begins its day between two of them. */
function createDayOf(zone: string): (instant: Instant | null) => Day | null {
  const known = new Map<string, Day>()
  return (instant) => {
    if (instant === null) return null
    const quarter = `${instant.slice(0, 13)}:${Math.floor(Number(instant.slice(14, 16)) / 15)}`
    const day = known.get(quarter) ?? officeDay(new Date(instant), zone)
    known.set(quarter, day)
    return day
  }
}
