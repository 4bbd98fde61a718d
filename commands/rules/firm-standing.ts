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

export type Hindrance =
  | { kind: 'status' }
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
  today: string,
  recentDays: number,
): Hindrance[] {
  const year = Number(today.slice(0, 4))
  const timesOf = ({ code }: CappedItem) =>
    visits.filter((visit) => visit.year === year && visit.items.includes(code)).length
  const capped = items
    .map((item) => ({ kind: 'cap' as const, item, times: timesOf(item) }))
    .filter(({ item, times }) => times > 0 && times >= item.yearlyCap)
  return [
    ...(active ? [] : [{ kind: 'status' as const }]),
    ...capped,
    ...visits.flatMap((visit) => presence(visit, firstRecentDay(today, recentDays))),
  ]
}

function presence({ no, plan, inspectedOn }: PastVisit, since: string): Hindrance[] {
  if (inspectedOn === null) return [{ kind: 'open', visit: no, plan }]
  return inspectedOn >= since ? [{ kind: 'recent', visit: no, plan, on: inspectedOn }] : []
}
