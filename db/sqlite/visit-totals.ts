/** How many visits each department holds seats of: kept as seats are given, since counting a million anew takes seconds. */

import type { Day, DepartmentProgress, Progress } from '../store.js'
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

interface Week {
  today: Day
  weekEnd: Day
}

/** Per department that holds a seat, and over all visits. */
export function prepareProgress({ raw }: Connection) {
  const progress = whenNeeded(() => raw.prepare<[Week], DepartmentProgress>(PROGRESS))
  const totals = whenNeeded(() => raw.prepare<[Week], Progress>(TOTALS))
  return {
    progress: (week: Week): DepartmentProgress[] => progress().all(week),
    totals: (week: Week): Progress => totals().get(week)!,
  }
}

/** Only what is pending is counted anew; what was recorded is the rest. */
const PROGRESS = `
  SELECT t.department, t.visits AS total, t.visits - coalesce(p.pending, 0) AS recorded,
    coalesce(p.overdue, 0) AS overdue, coalesce(p.dueThisWeek, 0) AS dueThisWeek
  FROM visit_totals t LEFT JOIN (
    SELECT department, count(*) AS pending, count(*) FILTER (WHERE due < @today) AS overdue,
      count(*) FILTER (WHERE due BETWEEN @today AND @weekEnd) AS dueThisWeek
    FROM (
      SELECT DISTINCT v.no, v.due, i.department FROM visits v
      CROSS JOIN assignments a ON a.visit = v.no CROSS JOIN inspectors i ON i.id = a.inspector
      WHERE v."state" = 'pending'
    ) GROUP BY department
  ) p ON p.department = t.department
  WHERE t.visits > 0 ORDER BY t.department`

const TOTALS = `
  SELECT total, total - pending AS recorded, overdue, dueThisWeek FROM (SELECT count(*) AS total FROM visits), (
    SELECT count(*) AS pending, count(*) FILTER (WHERE due < @today) AS overdue,
      count(*) FILTER (WHERE due BETWEEN @today AND @weekEnd) AS dueThisWeek
    FROM visits WHERE "state" = 'pending'
  )`
