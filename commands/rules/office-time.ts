/** Clock and calendar arithmetic at the office's place: days are 'YYYY-MM-DD', times 'HH:MM', zones IANA names. */

const DAY_MS = 86_400_000
const QUIET_FROM = '21:00'
const QUIET_TO = '08:00'
const WEEKDAYS = '日一二三四五六'

/** Building a formatter costs a thousand times what using it does. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(zone: string): Intl.DateTimeFormat {
  const cached = formatters.get(zone)
  if (cached) return cached
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formatters.set(zone, formatter)
  return formatter
}

/** What the wall clock of the zone shows, as 'YYYY-MM-DDTHH:MM:SS'. */
function wallClock(instant: Date | number, zone: string): string {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const { type, value } of formatterOf(zone).formatToParts(instant)) part[type] = value
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}`
}

/** Milliseconds by which the zone's wall clock is ahead of UTC at an instant of whole seconds. */
function offsetAt(instant: number, zone: string): number {
  return Date.parse(`${wallClock(instant, zone)}Z`) - instant
}

/** The calendar day at the office. @throws RangeError for an invalid date or an unknown zone */
export function officeDay(now: Date, zone: string): string {
  return wallClock(now, zone).slice(0, 10)
}

/** The wall clock at the office, 'HH:MM' in 24 hours. @throws RangeError for an invalid date or an unknown zone */
export function officeTime(now: Date, zone: string): string {
  return wallClock(now, zone).slice(11, 16)
}

/**
 * The instant at which the office's clock shows `time` on `day`. A time that occurs twice means the earlier one, a time
 * that the clock skips moves on by the gap (RFC 5545 §3.3.5).
 * @throws RangeError for what is no day, time or zone
 */
export function officeInstant(day: string, time: string, zone: string): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  if (Number.isNaN(asUtc)) throw new RangeError(`not a day and time: ${day} ${time}`)
  const before = offsetAt(asUtc - DAY_MS, zone)
  const after = offsetAt(asUtc + DAY_MS, zone)
  const matches = [asUtc - before, asUtc - after].filter((at) => at + offsetAt(at, zone) === asUtc)
  return new Date(matches.length > 0 ? Math.min(...matches) : asUtc - before)
}

/** The n-th calendar day after `day`; n may be negative. @throws RangeError for what is no day */
export function addDays(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY_MS).toISOString().slice(0, 10)
}

/** 0 for Sunday to 6 for Saturday. */
function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

/** The Sunday that ends the day's week (ISO 8601: weeks begin on Monday). */
export function weekEnd(day: string): string {
  return addDays(day, (7 - weekday(day)) % 7)
}

/** A day as people say it: '3月10日（周二）'. */
export function formatDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日（周${WEEKDAYS[weekday(day)]}）`
}

/** An instant as people say it: '3月10日（周二）21:30'. */
export function formatMoment(instant: Date, zone: string): string {
  return `${formatDay(officeDay(instant, zone))}${officeTime(instant, zone)}`
}

/** Whether reminders have to wait: from 21:00 until before 8:00. */
export function isQuiet(now: Date, zone: string): boolean {
  const time = officeTime(now, zone)
  return time >= QUIET_FROM || time < QUIET_TO
}

/** The first instant from `now` on that is not quiet: the next 8:00 in quiet hours, else `now` itself. */
export function quietEnds(now: Date, zone: string): Date {
  const clock = wallClock(now, zone)
  const day = clock.slice(0, 10)
  if (!isQuiet(now, zone)) return now
  return officeInstant(clock.slice(11, 16) < QUIET_TO ? day : addDays(day, 1), QUIET_TO, zone)
}

/** The same day so many months later, or that month's last one. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  last.setUTCDate(Math.min(date, last.getUTCDate()))
  return last.toISOString().slice(0, 10)
}
