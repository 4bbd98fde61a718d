/** Why a firm would not be drawn today, from its status and its visits (四(二)2). */

/** A firm that was inspected within so many days is left alone by other plans. */
const RECENT_DAYS = 30
const DAY_MS = 86_400_000

/** A visit of the firm; days are 'YYYY-MM-DD'. */
export interface PastVisit {
  no: string
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
  | { kind: 'open'; visit: string }
  | { kind: 'recent'; visit: string; on: string }

export function findHindrances(
  active: boolean,
  visits: PastVisit[],
  items: CappedItem[],
  today: string,
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
    ...visits.flatMap((visit) => presence(visit, today)),
  ]
}

function presence({ no, inspectedOn }: PastVisit, today: string): Hindrance[] {
  if (inspectedOn === null) return [{ kind: 'open', visit: no }]
  const days = (Date.parse(today) - Date.parse(inspectedOn)) / DAY_MS
  return days < RECENT_DAYS ? [{ kind: 'recent', visit: no, on: inspectedOn }] : []
}
