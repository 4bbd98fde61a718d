/** Tasks as a list shows them: with the firm only where this reader may know of it. */
import { createDrawSight } from '../../../commands/draws/draw-sight.js'
import type { Calendar } from '../../../commands/rules/calendar.js'
import type { Day, Person, Result, ResultState, View, Visit } from '../../../db/store.js'
import type { BoardAnswers } from '../../board/board-ask.js'

export interface Row {
  visit: string
  /** Null where the reader may not know it. */
  firm: string | null
  /** Short names. */
  departments: string[]
  /** The last day; null while none is set. */
  due: Day | null
  /** Working days left; below zero, since. */
  daysLeft: number | null
  /** Of a result on its way to the public; null for a visit. */
  state: ResultState | null
  /** Of a visit: whether it has a record. */
  isRecorded: boolean
}

/** Reads as in a private chat with the person. */
export const sightOf = (view: View, person: Person) =>
  createDrawSight({ tx: view, caller: person, chat: { kind: 'private', department: null } })

/** What is public may be known to everybody. */
export async function firmNameFor(
  view: View,
  visit: Visit,
  maySee: (visit: Visit) => Promise<boolean>,
  results: Result[],
): Promise<string | null> {
  const isPublic = results.some(({ disclosures }) => disclosures > 0)
  if (!isPublic && !(await maySee(visit))) return null
  return (await view.firms.get(visit.firm))?.name ?? visit.firm
}

export async function describeRows(
  view: View,
  person: Person,
  list: BoardAnswers['list'],
  today: Day,
  calendar: Calendar,
): Promise<Row[]> {
  const maySee = sightOf(view, person)
  const names = new Map((await view.departments.all()).map(({ code, shortName }) => [code, shortName]))
  const rows: Row[] = []
  const add = async (no: string, codes: readonly string[], due: Day | null, department: string | null) => {
    const visit = await view.visits.get(no)
    // What was counted a moment ago is still there: nothing is ever deleted.
    if (!visit) return
    const results = await view.results.ofVisit(no)
    rows.push({
      visit: no,
      firm: await firmNameFor(view, visit, maySee, results),
      departments: codes.map((code) => names.get(code) ?? code),
      due,
      daysLeft: due === null ? null : calendar.between(today, due),
      state: results.find((one) => one.department === department)?.state ?? null,
      isRecorded: visit.state === 'recorded',
    })
  }
  for (const { visit, departments, due } of list.visits) await add(visit, departments, due, null)
  for (const { visit, department, discloseBy } of list.results)
    await add(visit, [department], discloseBy, department)
  return rows
}
