/** The tables of the credit files, of the rules that rate them, and of the published lists. */

import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { CreditStanding, FileRef, Listing } from '../../store.js'
import { flag, json, oneOf, runningId } from './columns.js'
import { departments, firms, people } from './registries.js'

const CLASSES = ['A', 'B', 'C', 'D'] as const
const ENTRY_KINDS = ['complaint', 'penalty', 'licence', 'praise', 'report'] as const
const ENTRY_STATES = ['open', 'upheld', 'dismissed', 'stands', 'withdrawn'] as const
const LISTS = ['green', 'joint', 'black'] as const

const person = () =>
  text()
    .notNull()
    .references(() => people.id)
const firm = () =>
  text()
    .notNull()
    .references(() => firms.code)
const department = () =>
  text()
    .notNull()
    .references(() => departments.code)

export const creditTables = sqliteTable(
  'credit_tables',
  {
    version: runningId(),
    text: text().notNull(),
    askedBy: person(),
    askedAt: text().notNull(),
    approvedBy: text().references(() => people.id),
    approvedAt: text(),
    declined: flag(),
  },
  (t) => [index('credit_tables_approved').on(t.version).where(sql`"approvedAt" is not null`)],
)

export const creditEntries = sqliteTable(
  'credit_entries',
  {
    id: runningId(),
    firm: firm(),
    kind: text({ enum: ENTRY_KINDS }).notNull(),
    on: text().notNull(),
    text: text().notNull(),
    documentNo: text(),
    department: department(),
    files: json().$type<FileRef[]>().notNull(),
    // `system` for what a file brought in.
    by: text().notNull(),
    at: text().notNull(),
    state: text({ enum: ENTRY_STATES }).notNull(),
    decidedBy: text().references(() => people.id),
  },
  (t) => [
    index('credit_entries_by_firm').on(t.firm, t.id),
    index('credit_entries_open').on(t.department, t.id).where(sql`"state" = 'open'`),
    uniqueIndex('credit_entries_by_document')
      .on(t.firm, t.kind, t.documentNo)
      .where(sql`"documentNo" is not null and "state" <> 'withdrawn'`),
    oneOf('credit_entries_kind', 'kind', ENTRY_KINDS),
    oneOf('credit_entries_state', 'state', ENTRY_STATES),
  ],
)

export const creditStandings = sqliteTable('credit_standings', {
  firm: text()
    .primaryKey()
    .references(() => firms.code),
  base: text({ enum: CLASSES }).notNull(),
  baseWeight: integer().notNull(),
  class: text({ enum: CLASSES }).notNull(),
  weight: integer().notNull(),
  score: integer().notNull(),
  version: integer().notNull(),
  reasons: json().$type<CreditStanding['reasons']>().notNull(),
  at: text().notNull(),
})

export const listings = sqliteTable(
  'listings',
  {
    id: runningId(),
    list: text({ enum: LISTS }).notNull(),
    firm: firm(),
    reason: text().notNull(),
    documentNo: text().notNull(),
    department: department(),
    from: text().notNull(),
    until: text().notNull(),
    by: person(),
    at: text().notNull(),
    objection: json().$type<NonNullable<Listing['objection']>>(),
    outcome: json().$type<NonNullable<Listing['outcome']>>(),
    leftOn: text(),
    leftBy: text(),
    leftReason: text(),
  },
  (t) => [
    index('listings_by_firm').on(t.firm),
    uniqueIndex('listings_standing').on(t.list, t.firm).where(sql`"leftOn" is null`),
    oneOf('listings_list', 'list', LISTS),
  ],
)
