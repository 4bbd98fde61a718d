/** The tables of what follows from a result: leads that were handed on, and checks of whether a wrong was put right. */

import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { FileRef } from '../../store.js'
import { flag, json, runningId } from './columns.js'
import { visits } from './draws.js'
import { departments, people } from './registries.js'
import { decisions } from './results.js'

const ORGANS = ['police', 'procuratorate', 'court'] as const

const files = () => json().$type<FileRef[]>().notNull()
const person = () =>
  text()
    .notNull()
    .references(() => people.id)

export const transfers = sqliteTable(
  'transfers',
  {
    id: runningId(),
    visit: text()
      .notNull()
      .references(() => visits.no),
    from: text()
      .notNull()
      .references(() => departments.code),
    to: text().references(() => departments.code),
    receiver: text().notNull(),
    lead: text().notNull(),
    files: files(),
    by: person(),
    at: text().notNull(),
    ackedBy: text().references(() => people.id),
    ackedAt: text(),
    remindOn: text(),
    organ: text({ enum: ORGANS }),
    documentNo: text(),
    sentOn: text(),
    materials: json().$type<string[]>().notNull().default([]),
    follows: integer(),
    ackDocumentNo: text(),
    ackReceivedBy: text(),
    ackFiles: files().default([]),
    returnedBy: text().references(() => people.id),
    returnedAt: text(),
    returnReason: text(),
    settledAt: text(),
    settleReason: text(),
  },
  (t) => [
    index('transfers_by_visit').on(t.visit),
    index('transfers_to_remind').on(t.remindOn).where(sql`"remindOn" is not null`),
  ],
)

/** Triggers refuse UPDATE and DELETE: what was found once stays found. */
export const rechecks = sqliteTable(
  'rechecks',
  {
    id: runningId(),
    decision: integer()
      .notNull()
      .references(() => decisions.id),
    on: text().notNull(),
    done: flag(),
    note: text(),
    files: files(),
    by: person(),
    at: text().notNull(),
  },
  (t) => [index('rechecks_by_decision').on(t.decision)],
)
