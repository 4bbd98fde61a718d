/** The working days of the mainland: the State Council's yearly notice, and what an office entered over it. */
import chineseDays from 'chinese-days'
import { addDays } from './office-time.js'

/** Days are 'YYYY-MM-DD'. Years of which nothing is known are taken as Monday to Friday. */
export interface Calendar {
  isWorkingDay(day: string): boolean
  /** Whether the package, or enough overrides, know that day's year. */
  isKnown(day: string): boolean
  /**
   * The n-th working day after `day`, before it when n is negative; 0 is `day` itself or the next working day.
   * `estimated` when a day that was counted lies in a year of which nothing is known: show it as 预计.
   */
  add(day: string, workingDays: number): { day: string; estimated: boolean }
  /** Working days after `from` up to and with `to`; the negative of the reverse when `to` is earlier. */
  between(from: string, to: string): number
  /** `day` itself when it is a working day. */
  nextWorkingDay(day: string): string
}

/**
 * chinese-days reads a string at midnight UTC and then looks at it by the process's own zone, which west of Greenwich is
 * the day before; a Date at local noon is the same day everywhere.
 */
function atNoon(day: string): Date {
  return new Date(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)), 12)
}

/** New Year's Day is a holiday by law (全国年节及纪念日放假办法), so a year that the package has lists it. */
function packageHasYear(year: string): boolean {
  const newYear = atNoon(`${year}-01-01`)
  return chineseDays.getHolidaysInRange(newYear, newYear, false).length > 0
}

/** A notice names some thirty days of a year; fewer overrides than these are single days, not the year's notice. */
const DAYS_OF_A_NOTICE = 5

/** A calendar in which an override wins over the package. */
export function createCalendar(overrides: { day: string; working: boolean }[]): Calendar {
  const workingDays = new Map(overrides.map(({ day, working }) => [day, working]))
  const knownYears = new Map<string, boolean>()

  function isWorkingDay(day: string): boolean {
    let working = workingDays.get(day)
    if (working === undefined) {
      working = chineseDays.isWorkday(atNoon(day))
      workingDays.set(day, working)
    }
    return working
  }

  function isKnown(day: string): boolean {
    const year = day.slice(0, 4)
    let known = knownYears.get(year)
    if (known === undefined) {
      const overridden = overrides.filter((one) => one.day.startsWith(year)).length
      known = overridden >= DAYS_OF_A_NOTICE || packageHasYear(year)
      knownYears.set(year, known)
    }
    return known
  }

  /** Walks on from `day`, that day included, until `count` working days were met. */
  function walk(day: string, step: 1 | -1, count: number): { day: string; estimated: boolean } {
    let estimated = !isKnown(day)
    let left = count - (isWorkingDay(day) ? 1 : 0)
    let at = day
    while (left > 0) {
      at = addDays(at, step)
      if (!isKnown(at)) estimated = true
      if (isWorkingDay(at)) left -= 1
    }
    return { day: at, estimated }
  }

  function add(day: string, count: number): { day: string; estimated: boolean } {
    if (count === 0) return walk(day, 1, 1)
    const step = count > 0 ? 1 : -1
    return walk(addDays(day, step), step, Math.abs(count))
  }

  function between(from: string, to: string): number {
    if (to < from) return -between(to, from)
    let count = 0
    for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) count += 1
    return count
  }

  return { isWorkingDay, isKnown, add, between, nextWorkingDay: (day) => add(day, 0).day }
}
