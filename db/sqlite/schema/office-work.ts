/** The tables of what the leading office watches over: measures, shared results, reports of conduct. */

import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { FileRef } from '../../store.js'
import { flag, json, runningId, strings } from './columns.js'
import { departments, people } from './registries.js'

const person = () =>
  text()
    .notNull()
    .references(() => people.id)
const department = () =>
  text()
    .notNull()
    .references(() => departments.code)

export const measures = sqliteTable('measures', {
  no: text().primaryKey(),
  task: text().notNull(),
  units: text().notNull(),
  departments: strings(),
  due: text().notNull(),
})

/** Every report is kept; the newest of a department counts. */
export const measureProgress = sqliteTable(
  'measure_progress',
  {
    id: runningId(),
    measure: text()
      .notNull()
      .references(() => measures.no),
    department: department(),
    percent: integer().notNull(),
    note: text().notNull(),
    files: json().$type<FileRef[]>().notNull(),
    by: person(),
    at: text().notNull(),
    confirmedBy: text().references(() => people.id),
  },
  (t) => [index('measure_progress_by_measure').on(t.measure, t.department, t.id)],
)

export const shares = sqliteTable(
  'shares',
  {
    id: runningId(),
    unit: department(),
    departments: strings(),
    items: strings(),
    problemsOnly: flag(),
    use: text().notNull(),
    askedBy: person(),
    askedAt: text().notNull(),
    approvedBy: text().references(() => people.id),
    approvedAt: text(),
    endedAt: text(),
  },
  (t) => [index('shares_open').on(t.id).where(sql`"endedAt" is null`)],
)

export const conductReports = sqliteTable(
  'conduct_reports',
  {
    id: runningId(),
    about: person(),
    text: text().notNull(),
    files: json().$type<FileRef[]>().notNull(),
    by: person(),
    anonymous: flag(),
    at: text().notNull(),
    answer: text(),
    answeredBy: text().references(() => people.id),
    answeredAt: text(),
  },
  (t) => [index('conduct_reports_by_person').on(t.by, t.at)],
)
