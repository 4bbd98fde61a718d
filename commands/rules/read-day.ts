/** Reads days as people write them: '2026-03-10', '2026年3月10日', '3月10日', '今天', '昨天', '明天'. */
import { addDays } from './office-time.js'

/** Names of today and the days after it. */
const NAMED_DAYS = [/^(今天|今日|当天)$/, /^(明天|明日)$/, /^(后天|后日)$/]

/**
 * Reads a day of the recent past.
 * @param today 'YYYY-MM-DD'
 * @param since a day without year means the year before when it would lie ahead of `today`, unless that is before this
 * @returns the day as 'YYYY-MM-DD', which may lie ahead or too far back; null for what is no day of the calendar
 */
export function readPastDay(text: string, today: string, since: string): string | null {
  const folded = fold(text)
  if (NAMED_DAYS[0]!.test(folded)) return today
  if (/^(昨天|昨日)$/.test(folded)) return addDays(today, -1)
  return (
    readFullDay(folded) ??
    readShortDay(
      folded,
      today,
      (day) => day <= today,
      -1,
      (day) => day >= since,
    )
  )
}

/**
 * Reads a day to come as people write it.
 * @param today 'YYYY-MM-DD'; a day without year means the next year when this year's is past
 * @returns the day as 'YYYY-MM-DD', which may lie in the past when it names its year; null for what is no day
 */
export function readComingDay(text: string, today: string): string | null {
  const folded = fold(text)
  const named = NAMED_DAYS.findIndex((names) => names.test(folded))
  if (named >= 0) return addDays(today, named)
  return (
    readFullDay(folded) ??
    readShortDay(
      folded,
      today,
      (day) => day >= today,
      1,
      () => true,
    )
  )
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '')
}

/** With its year: '2026-03-10', '2026年3月10日'. @returns null for anything else */
export function readFullDay(text: string): string | null {
  const full = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(fold(text))
  return full && realDay(Number(full[1]), Number(full[2]), Number(full[3]))
}

/** A day without year: this year's where it `fits`, else the neighbouring year's where that is `allowed`. */
function readShortDay(
  folded: string,
  today: string,
  fits: (day: string) => boolean,
  step: 1 | -1,
  allowed: (day: string) => boolean,
): string | null {
  const short = /^(\d{1,2})月(\d{1,2})[日号]?$/.exec(folded)
  if (!short) return null
  const [year, month, date] = [Number(today.slice(0, 4)), Number(short[1]), Number(short[2])]
  const thisYear = realDay(year, month, date)
  if (thisYear !== null && fits(thisYear)) return thisYear
  const neighbour = realDay(year + step, month, date)
  return neighbour !== null && allowed(neighbour) ? neighbour : thisYear
}

/** Null for 30 February, which Date would turn into 2 March. */
function realDay(year: number, month: number, date: number): string | null {
  const pad = (n: number, width: number) => String(n).padStart(width, '0')
  const day = `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`
  const firstOfMonth = Date.parse(`${day.slice(0, 8)}01T00:00:00Z`)
  return Number.isNaN(firstOfMonth) || addDays(`${day.slice(0, 8)}01`, date - 1) !== day ? null : day
}
