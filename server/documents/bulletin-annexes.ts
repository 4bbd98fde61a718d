/** What stands behind a bulletin's figures: the tasks and results that are owed, one a line. */
import { messages } from '../../commands/messages.js'
import {
  type Facts,
  type Period,
  type ResultFact,
  resultsOf,
  type VisitFact,
  visitsOf,
} from '../../commands/rules/figures.js'
import type { View } from '../../db/store.js'
import { paragraph } from './bulletin-page.js'
import { gridTable } from './record-tables.js'
import { heading, TEXT_WIDTH } from './record-type.js'

/** Lines of an annex; more are told by their number. */
const MOST_LINES = 300

export interface Owed {
  visits: VisitFact[]
  results: ResultFact[]
  /** By the visit: the firm where the public reads of it; a bulletin goes to departments that have no part in the draws. */
  firms: ReadonlyMap<string, string>
}

/** The longest owed first. */
export async function gatherOwed(view: View, facts: Facts, period: Period): Promise<Owed> {
  const visits = visitsOf(facts, period, 'visitsOverdue').sort(
    (a, b) => compare(a.due, b.due) || compare(a.visit, b.visit),
  )
  const results = resultsOf(facts, period, 'resultsOverdue').sort(
    (a, b) => compare(a.discloseBy ?? '', b.discloseBy ?? '') || compare(a.visit, b.visit),
  )
  const firms = new Map<string, string>()
  for (const { visit } of results.slice(0, MOST_LINES))
    for (const { department, disclosures } of await view.results.ofVisit(visit))
      if (disclosures > 0) {
        const [newest] = await view.published.versions(visit, department)
        firms.set(visit, newest!.content.firm.name)
      }
  return { visits, results, firms }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export function annexes({ visits, results, firms }: Owed, nameOf: (code: string) => string) {
  const { annexes: titles, columns, notPublic } = messages.bulletin
  return [
    ...annex(titles.visits, visits, [
      { head: columns.visit, width: 2200, of: ({ visit }) => visit },
      {
        head: columns.department,
        width: TEXT_WIDTH - 3900,
        of: ({ departments }) => departments.map(nameOf).join('、'),
      },
      { head: columns.due, width: 1700, of: ({ due }) => due, center: true },
    ]),
    ...annex(titles.results, results, [
      { head: columns.visit, width: 2200, of: ({ visit }) => visit },
      // Most of what is owed nobody reads yet: then the column would say nothing.
      ...(results.some(({ visit }) => firms.has(visit))
        ? [{ head: columns.firm, width: 3300, of: ({ visit }: ResultFact) => firms.get(visit) ?? notPublic }]
        : []),
      { head: columns.department, width: null, of: ({ department }) => nameOf(department) },
      { head: columns.discloseBy, width: 1700, of: ({ discloseBy }) => discloseBy ?? '', center: true },
    ]),
  ]
}

interface Column<F> {
  head: string
  /** Twips; null for the rest of the line. */
  width: number | null
  of: (fact: F) => string
  center?: boolean
}

function annex<F>(title: string, owed: F[], columns: Column<F>[]) {
  if (owed.length === 0) return []
  const rest = columns.reduce((left, { width }) => left - (width ?? 0), TEXT_WIDTH)
  const rows = owed.slice(0, MOST_LINES).map((one) => columns.map(({ of }) => of(one)))
  return [
    heading(title),
    gridTable(
      columns.map(({ width, ...column }) => ({ ...column, width: width ?? rest })),
      rows,
    ),
    ...(owed.length > rows.length ? [paragraph(messages.bulletin.more(owed.length))] : []),
  ]
}
