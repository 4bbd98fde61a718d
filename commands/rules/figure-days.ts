/** The days of figures: the periods that may be chosen, the weeks of a trend, and what falls due on each day to come. */
import type { Facts, Period, ResultFact, VisitFact } from './figures.js'
import { addDays, weekEnd } from './office-time.js'

export type PeriodName = 'week' | 'last-week' | 'month' | 'last-month' | 'year'

/**
 * The whole calendar week, month or year of the day, its coming days as well, counted as of that day; or the week or
 * month before, counted as of its end, as a bulletin counts it.
 */
export function periodOf(name: PeriodName, today: string): Period {
  const asOf = today
  if (name === 'last-week') return over(periodOf('week', addDays(today, -7)))
  if (name === 'last-month') return over(periodOf('month', addDays(`${today.slice(0, 7)}-01`, -1)))
  if (name === 'week') return { from: addDays(weekEnd(today), -6), to: weekEnd(today), asOf }
  const [year, month] = [today.slice(0, 4), today.slice(0, 7)]
  if (name === 'year') return { from: `${year}-01-01`, to: `${year}-12-31`, asOf }
  const next = addDays(`${month}-28`, 4).slice(0, 7)
  return { from: `${month}-01`, to: addDays(`${next}-01`, -1), asOf }
}

/** A deadline counts from the day after it. */
const over = ({ from, to }: Period): Period => ({ from, to, asOf: addDays(to, 1) })

/** The last days of so many weeks, the one of the day being the last. */
export function weekEnds(today: string, weeks: number): string[] {
  return Array.from({ length: weeks }, (_, i) => addDays(weekEnd(today), 7 * (i + 1 - weeks)))
}

/** What was due or done before this day tells nothing of the period and the weeks: late work mostly is within a month. */
export function factsSince(period: Period, ends: readonly string[]): string {
  const [first = period.from] = [...ends, period.from].sort()
  return addDays(first, -31)
}

export interface DueDay {
  day: string
  /** Not recorded yet. */
  visits: VisitFact[]
  /** Not public yet. */
  results: ResultFact[]
}

/** Of each of the days, in their order, what is still open and has it as its last one. */
export function dueOn(facts: Facts, days: readonly string[]): DueDay[] {
  const found = new Map(days.map((day) => [day, { day, visits: [], results: [] } as DueDay]))
  for (const fact of facts.visits) if (fact.recordedOn === null) found.get(fact.due)?.visits.push(fact)
  for (const fact of facts.results)
    if (fact.disclosedOn === null && fact.discloseBy !== null) found.get(fact.discloseBy)?.results.push(fact)
  return [...found.values()]
}

/** Those of one department alone. */
export function factsOf(facts: Facts, department: string): Facts {
  return {
    visits: facts.visits.filter(({ departments }) => departments.includes(department)),
    results: facts.results.filter((fact) => fact.department === department),
  }
}

interface Standing {
  visitsOverdue: number
  resultsOverdue: number
  recorded: number
  tasks: number
}

/** Who owes most comes first; among those who owe nothing, who has got least far. */
export function lateFirst<D extends Standing>(departments: readonly D[]): D[] {
  const owed = (one: Standing) => one.visitsOverdue + one.resultsOverdue
  const share = (one: Standing) => (one.tasks === 0 ? 1 : one.recorded / one.tasks)
  return [...departments].sort((a, b) => owed(b) - owed(a) || share(a) - share(b))
}
