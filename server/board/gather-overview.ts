/** What leaders look at first, in numbers: departments with the late ones first, days to come, the last weeks. */

import {
  dueOn,
  factsOf,
  factsSince,
  lateFirst,
  type PeriodName,
  periodOf,
  weekEnds,
} from '../../commands/rules/figure-days.js'
import {
  countFigures,
  type DepartmentFigures,
  type Facts,
  type Figures,
  type Period,
  type Week,
  weeksOf,
} from '../../commands/rules/figures.js'
import { addDays, weekEnd } from '../../commands/rules/office-time.js'
import { loadFacts } from '../../commands/supervision/load-facts.js'
import type { Day, View } from '../../db/store.js'

/** Weeks that a trend shows. */
const WEEKS = 8
/** Weeks of the calendar, the present one included. */
const WEEKS_AHEAD = 5

export interface NamedFigures extends DepartmentFigures {
  /** Short. */
  name: string
}

export interface DayCount {
  day: Day
  visits: number
  results: number
}

export interface Overview {
  today: Day
  period: Period
  total: Figures
  /** Who owes most comes first; those without any task or debt are left out. */
  departments: NamedFigures[]
  /** The oldest first. */
  weeks: Week[]
  /** Monday of this week and the days after it, with what is still open. */
  days: DayCount[]
}

/** Facts from so far back that every period and the trend can be counted. */
export async function loadBoardFacts(view: View, today: Day, zone: string): Promise<Facts> {
  const since = factsSince(periodOf('year', today), weekEnds(today, WEEKS))
  return loadFacts(view, since, zone)
}

/** @param department of it alone; null for all */
export function countOverview(
  all: Facts,
  name: PeriodName,
  today: Day,
  department: string | null,
): Omit<Overview, 'departments'> & { departments: DepartmentFigures[] } {
  const facts = department === null ? all : factsOf(all, department)
  const period = periodOf(name, today)
  const { total, departments } = countFigures(facts, period)
  const own = departments.filter((one) => department === null || one.department === department)
  const busy = own.filter((one) => one.tasks + one.visitsOverdue + one.resultsOverdue + one.undecided > 0)
  const monday = addDays(weekEnd(today), -6)
  const days = dueOn(
    facts,
    Array.from({ length: 7 * WEEKS_AHEAD }, (_, i) => addDays(monday, i)),
  )
  return {
    ...{ today, period, total, departments: lateFirst(busy) },
    weeks: weeksOf(facts, weekEnds(today, WEEKS), today),
    days: days.map(({ day, visits, results }) => ({
      day,
      visits: visits.length,
      results: results.length,
    })),
  }
}

/** With the departments' short names. */
export async function nameOverview(
  view: View,
  { departments, ...rest }: ReturnType<typeof countOverview>,
): Promise<Overview> {
  const names = new Map((await view.departments.all()).map(({ code, shortName }) => [code, shortName]))
  return {
    ...rest,
    departments: departments.map((one) => ({ ...one, name: names.get(one.department) ?? one.department })),
  }
}
