/** How many visits each department holds seats of: kept as seats are given, since counting a million anew takes seconds. */

import type { Connection } from './connection.js'
import { whenNeeded } from './statements.js'

/** Runs what changes who sits on these visits, and counts what it changed; a department counts once for each visit. */
export function prepareVisitTotals({ raw }: Connection): <T>(visits: string[], change: () => T) => T {
  const holders = whenNeeded(() =>
    raw
      .prepare<[string], string>(
        'SELECT DISTINCT i.department FROM assignments a JOIN inspectors i ON i.id = a.inspector WHERE a.visit = ?',
      )
      .pluck(),
  )
  const add = whenNeeded(() =>
    raw.prepare(
      `INSERT INTO visit_totals (department, visits) VALUES (?, ?)
       ON CONFLICT (department) DO UPDATE SET visits = visits + excluded.visits`,
    ),
  )
  const count = (visits: string[], times: 1 | -1) => {
    for (const visit of visits) for (const department of holders().all(visit)) add().run(department, times)
  }
  return (visits, change) => {
    count(visits, -1)
    const done = change()
    count(visits, 1)
    return done
  }
}

/** The visits on which an inspector sits. */
export function prepareVisitsOf({ raw }: Connection): (inspector: string) => string[] {
  const held = whenNeeded(() =>
    raw.prepare<[string], string>('SELECT DISTINCT visit FROM assignments WHERE inspector = ?').pluck(),
  )
  return (inspector) => held().all(inspector)
}
