/** Reads a day with a time as people write it: '2026-11-27 21:30', '11月27日21点30分', '明天 21:30'. */
import { officeDay, officeInstant } from './office-time.js'
import { readComingDay } from './read-day.js'

/** No moment is written longer. */
const LONGEST = 40

/**
 * @param zone IANA name of the clock that the time is read by
 * @returns the instant, which may lie in the past; null for what is no day with a time
 */
export function readComingMoment(text: string, now: Date, zone: string): Date | null {
  const folded = text.normalize('NFKC').trim()
  if (folded.length > LONGEST) return null
  const [, dayText, hour, minute] =
    /^(.+?)[\sT]*(?<!\d)(\d{1,2})(?::(?=\d\d)|[点时])(\d{1,2})?分?$/.exec(folded) ?? []
  if (dayText === undefined || hour === undefined) return null
  const day = readComingDay(dayText, officeDay(now, zone))
  if (day === null || Number(hour) > 23 || Number(minute ?? 0) > 59) return null
  return officeInstant(day, `${hour.padStart(2, '0')}:${(minute ?? '0').padStart(2, '0')}`, zone)
}
