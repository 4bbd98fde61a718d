/** The tables of what was found on a visit and of the days asked for more. */

import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { FileRef, ItemResult } from '../../store.js'
import { flag, json, oneOf, runningId } from './columns.js'
import { visits } from './draws.js'
import { people } from './registries.js'

const EXTENSION_STATES = ['asked', 'granted', 'refused'] as const

const visit = () =>
  text()
    .notNull()
    .references(() => visits.no)
const person = () =>
  text()
    .notNull()
    .references(() => people.id)

/** Triggers refuse UPDATE and DELETE: a correction is a new version. */
export const records = sqliteTable(
  'records',
  {
    receipt: text().primaryKey(),
    visit: visit(),
    version: integer().notNull(),
    reason: text(),
    by: person(),
    at: text().notNull(),
    inspectedOn: text().notNull(),
    items: json().$type<ItemResult[]>().notNull(),
    signed: flag(),
    unsignedReason: text(),
    onSiteWitness: text(),
    note: text(),
    expert: text(),
    adopted: text(),
  },
  (t) => [
    uniqueIndex('records_by_visit').on(t.visit, t.version),
    index('records_by_person').on(t.by, t.at),
    index('records_by_day').on(t.inspectedOn),
  ],
)

export const recordDrafts = sqliteTable(
  'record_drafts',
  { visit: visit(), person: person(), state: json().$type<unknown>().notNull(), at: text().notNull() },
  (t) => [primaryKey({ columns: [t.visit, t.person] }), index('record_drafts_by_person').on(t.person, t.at)],
)

export const attachments = sqliteTable(
  'attachments',
  {
    id: runningId(),
    visit: visit(),
    receipt: text()
      .notNull()
      .references(() => records.receipt),
    by: person(),
    at: text().notNull(),
    file: json().$type<FileRef>().notNull(),
  },
  (t) => [index('attachments_by_visit').on(t.visit)],
)

export const extensions = sqliteTable(
  'extensions',
  {
    id: runningId(),
    visit: visit(),
    askedBy: person(),
    askedAt: text().notNull(),
    reason: text().notNull(),
    from: text().notNull(),
    to: text().notNull(),
    state: text({ enum: EXTENSION_STATES }).notNull(),
    decidedBy: text().references(() => people.id),
  },
  (t) => [
    uniqueIndex('extensions_open').on(t.visit).where(sql`"state" = 'asked'`),
    oneOf('extensions_state', 'state', EXTENSION_STATES),
  ],
)
