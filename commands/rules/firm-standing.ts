/** Why a firm would not be drawn today, from its status and its visits (四(二)1 and 2). */
import { addDays } from './office-time.js'

/** A firm that was inspected within so many days is left alone by other plans, unless the office sets otherwise. */
export const RECENT_DAYS = 30

/** A visit of the firm; days are 'YYYY-MM-DD'. */
export interface PastVisit {
  no: string
  plan: string
  items: string[]
  /** The year whose caps it counts in (dr1 §1). */
  year: number
  /** The day of the inspection; null while it is still to come. */
  inspectedOn: string | null
}

export interface CappedItem {
  code: string
  name: string
  yearlyCap: number
}

export interface RepeatedPlan {
  no: string
  name: string
  /** Inspections of one firm in a year that were approved. */
  frequency: number
}

export type Hindrance =
  | { kind: 'status' }
  | { kind: 'plan'; plan: RepeatedPlan; times: number }
  | { kind: 'cap'; item: CappedItem; times: number }
  | { kind: 'open'; visit: string; plan: string }
  | { kind: 'recent'; visit: string; plan: string; on: string }

/** The first day whose inspections still keep other plans away; with 0 days none does. */
export function firstRecentDay(today: string, days: number): string {
  return addDays(today, 1 - days)
}

export function findHindrances(
  active: boolean,
  visits: PastVisit[],
  items: CappedItem[],
  plans: RepeatedPlan[],
  today: string,
  recentDays: number,
): Hindrance[] {
  const year = Number(today.slice(0, 4))
  const thisYear = visits.filter((visit) => visit.year === year)
  const capped = items
    .map((item) => ({
      kind: 'cap' as const,
      item,
      times: countOf(thisYear, ({ items: all }) => all.includes(item.code)),
    }))
    .filter(({ item, times }) => times > 0 && times >= item.yearlyCap)
  const repeated = plans
    .map((plan) => ({
      kind: 'plan' as const,
      plan,
      times: countOf(thisYear, (visit) => visit.plan === plan.no),
    }))
    .filter(({ plan, times }) => times > 0 && times >= plan.frequency)
  return [
    ...(active ? [] : [{ kind: 'status' as const }]),
    ...capped,
    ...repeated,
    ...visits.flatMap((visit) => presence(visit, firstRecentDay(today, recentDays))),
  ]
}

const countOf = (visits: PastVisit[], counts: (visit: PastVisit) => boolean) => visits.filter(counts).length

function presence({ no, plan, inspectedOn }: PastVisit, since: string): Hindrance[] {
  if (inspectedOn === null) return [{ kind: 'open', visit: no, plan }]
  return inspectedOn >= since ? [{ kind: 'recent', visit: no, plan, on: inspectedOn }] : []
}
