/** The tables from the review of a record to what the public reads. */

import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { PublicResult } from '../../store.js'
import { flag, json, oneOf, runningId, strings } from './columns.js'
import { visits } from './draws.js'
import { records } from './records.js'
import { departments, firms, people, plans } from './registries.js'

const RESULT_STATES = ['review', 'returned', 'decision', 'disclosure', 'disclosed', 'corrected'] as const
const DECISION_KINDS = ['none', 'handed-on', 'rectify', 'penalty', 'abnormal', 'serious'] as const

const visit = () =>
  text()
    .notNull()
    .references(() => visits.no)
const department = () =>
  text()
    .notNull()
    .references(() => departments.code)
const person = () =>
  text()
    .notNull()
    .references(() => people.id)

export const results = sqliteTable(
  'results',
  {
    visit: visit(),
    department: department(),
    firm: text()
      .notNull()
      .references(() => firms.code),
    plan: text()
      .notNull()
      .references(() => plans.no),
    items: strings(),
    state: text({ enum: RESULT_STATES }).notNull(),
    receipt: text()
      .notNull()
      .references(() => records.receipt),
    inspectedOn: text().notNull(),
    problem: flag(),
    discloseBy: text(),
    remindOn: text(),
    reviewedBy: text().references(() => people.id),
    reviewedAt: text(),
    returnReason: text(),
    disclosures: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.visit, t.department] }),
    index('results_open').on(t.state, t.department).where(sql`"state" not in ('disclosed', 'corrected')`),
    index('results_by_last_day').on(t.discloseBy),
    index('results_to_remind').on(t.remindOn).where(sql`"remindOn" is not null`),
    oneOf('results_state', 'state', RESULT_STATES),
  ],
)

export const decisions = sqliteTable(
  'decisions',
  {
    id: runningId(),
    visit: visit(),
    department: department(),
    kind: text({ enum: DECISION_KINDS }).notNull(),
    decidedOn: text().notNull(),
    documentNo: text(),
    amount: integer(),
    recheckOn: text(),
    recheck: json().$type<{ on: string; done: boolean }>(),
    remindOn: text(),
    by: person(),
    at: text().notNull(),
    revoked: text(),
    nextCheckOn: text(),
  },
  (t) => [
    index('decisions_by_result').on(t.visit, t.department),
    index('decisions_to_remind').on(t.remindOn).where(sql`"remindOn" is not null`),
    oneOf('decisions_kind', 'kind', DECISION_KINDS),
  ],
)

/** Triggers refuse UPDATE and DELETE: a correction is a new version. */
export const disclosures = sqliteTable(
  'disclosures',
  {
    visit: visit(),
    department: department(),
    version: integer().notNull(),
    reason: text(),
    by: person(),
    at: text().notNull(),
    content: json().$type<PublicResult>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.visit, t.department, t.version] }),
    index('disclosures_by_time').on(t.at),
    index('disclosures_corrected').on(t.at).where(sql`"version" > 1`),
  ],
)
