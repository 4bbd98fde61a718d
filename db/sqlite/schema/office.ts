/** The tables of the office's own books: jobs, the ledger, the calendar, settings, imports, running numbers. */

import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { flag, json, oneOf, runningId } from './columns.js'

const JOB_KINDS = [
  'preview',
  'freeze',
  'run',
  'announce',
  'replace',
  'proof',
  'verify',
  'template',
  'form',
  'form-template',
  'digest',
  'import-check',
  'import-apply',
] as const
const JOB_STATES = ['queued', 'done', 'failed'] as const

export const jobs = sqliteTable(
  'jobs',
  {
    id: runningId(),
    kind: text({ enum: JOB_KINDS }).notNull(),
    subject: text().notNull(),
    payload: json().$type<unknown>(),
    state: text({ enum: JOB_STATES }).notNull(),
    attempts: integer().notNull(),
    createdAt: text().notNull(),
  },
  (t) => [
    index('jobs_queued').on(t.id).where(sql`"state" = 'queued'`),
    oneOf('jobs_kind', 'kind', JOB_KINDS),
    oneOf('jobs_state', 'state', JOB_STATES),
  ],
)

/** Triggers refuse UPDATE and DELETE. */
export const ledger = sqliteTable('ledger', {
  n: integer().primaryKey(),
  at: text().notNull(),
  kind: text().notNull(),
  actor: text().notNull(),
  bodyHash: text().notNull(),
  prev: text().notNull(),
  hash: text().notNull(),
  body: json().$type<Record<string, unknown>>().notNull(),
})

/** Where the ledger speaks of what; rows are added with the entry that they point to. */
export const ledgerSubjects = sqliteTable(
  'ledger_subjects',
  { subject: text().notNull(), n: integer().notNull() },
  (t) => [primaryKey({ columns: [t.subject, t.n] })],
)

export const calendarOverrides = sqliteTable('calendar_overrides', {
  day: text().primaryKey(),
  working: flag(),
})

export const settings = sqliteTable('settings', { key: text().primaryKey(), value: text().notNull() })

export const imports = sqliteTable(
  'imports',
  {
    kind: text().notNull(),
    fileHash: text().notNull(),
    rows: integer().notNull(),
    added: integer().notNull(),
    changed: integer().notNull(),
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.fileHash] })],
)

export const counters = sqliteTable('counters', { key: text().primaryKey(), value: integer().notNull() })
