/** The tables of a draw and of the visits that it gives. */

import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type {
  ArrivedBeacon,
  DrawSummary,
  FileRef,
  FrozenKeys,
  Plan,
  PlatformDraw,
  PublicNumber,
  Replacement,
  RosterRefusal,
  RosterRow,
  SelectedRow,
} from '../../store.js'
import { json, oneOf, PLATFORMS, platform, runningId, strings } from './columns.js'
import { departments, firms, inspectors, items, people, plans } from './registries.js'

const DRAW_STATES = [
  'requested',
  'refused',
  'committed',
  'witnessed',
  'closed',
  'drawn',
  'void',
  'failed',
] as const
const REPLACEMENT_STATES = ['asked', 'declined', 'leaving', 'witnessed', 'replaced'] as const
const VISIT_STATES = ['pending', 'recorded'] as const

export const draws = sqliteTable(
  'draws',
  {
    id: runningId(),
    no: text().unique(),
    plan: text()
      .notNull()
      .references(() => plans.no),
    state: text({ enum: DRAW_STATES }).notNull(),
    version: integer().notNull(),
    nth: integer().notNull(),
    reason: text(),
    confirmedBy: text().references(() => people.id),
    publicNumber: json().$type<PublicNumber>(),
    elsewhere: json().$type<PlatformDraw>(),
    /** Of `elsewhere`. */
    task: text().unique(),
    startedBy: text()
      .notNull()
      .references(() => people.id),
    platform: platform(),
    chat: text().notNull(),
    requestedAt: text().notNull(),
    committedAt: text(),
    closedAt: text(),
    drawnAt: text(),
    remindedAt: text(),
    secret: text(),
    saltKey: text(),
    commit: json().$type<Record<string, unknown>>(),
    commitHash: text(),
    due: text(),
    files: json().$type<FrozenKeys>(),
    frozenPlan: json().$type<Plan>(),
    summary: json().$type<DrawSummary>(),
    beacon: json().$type<ArrivedBeacon>(),
    seed: text(),
    selected: json().$type<SelectedRow[]>(),
    roster: json().$type<RosterRow[]>(),
    refusal: json().$type<RosterRefusal>(),
    cause: text(),
  },
  (t) => [
    index('draws_by_plan').on(t.plan),
    index('draws_by_state').on(t.state),
    index('draws_by_commit').on(t.committedAt),
    index('draws_by_close').on(t.state, t.closedAt),
    index('draws_by_chat').on(t.platform, t.chat),
    oneOf('draws_state', 'state', DRAW_STATES),
    oneOf('draws_platform', 'platform', PLATFORMS),
  ],
)

export const witnesses = sqliteTable(
  'witnesses',
  {
    draw: integer()
      .notNull()
      .references(() => draws.id),
    person: text()
      .notNull()
      .references(() => people.id),
    text: text().notNull(),
    line: text().notNull(),
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.draw, t.person] })],
)

export const visits = sqliteTable(
  'visits',
  {
    no: text().primaryKey(),
    draw: text()
      .notNull()
      .references(() => draws.no),
    plan: text()
      .notNull()
      .references(() => plans.no),
    index: integer().notNull(),
    firm: text()
      .notNull()
      .references(() => firms.code),
    items: strings(),
    due: text().notNull(),
    state: text({ enum: VISIT_STATES }).notNull(),
    remindOn: text(),
  },
  (t) => [
    uniqueIndex('visits_by_draw').on(t.draw, t.index),
    index('visits_by_firm').on(t.firm),
    index('visits_by_due').on(t.due),
    index('visits_to_remind').on(t.remindOn).where(sql`"remindOn" is not null`),
    index('visits_pending').on(t.due).where(sql`"state" = 'pending'`),
    index('visits_pending_by_plan').on(t.plan).where(sql`"state" = 'pending'`),
    oneOf('visits_state', 'state', VISIT_STATES),
  ],
)

/** One row for each item of a visit, so that a firm's visits for an item in a year are found by index. */
export const visitItems = sqliteTable(
  'visit_items',
  {
    item: text()
      .notNull()
      .references(() => items.code),
    visit: text()
      .notNull()
      .references(() => visits.no),
  },
  (t) => [primaryKey({ columns: [t.item, t.visit] })],
)

export const assignments = sqliteTable(
  'assignments',
  {
    visit: text()
      .notNull()
      .references(() => visits.no),
    seat: integer().notNull(),
    seatName: text().notNull(),
    inspector: text()
      .notNull()
      .references(() => inspectors.id),
    person: text()
      .notNull()
      .references(() => people.id),
    ackedAt: text(),
  },
  (t) => [
    primaryKey({ columns: [t.visit, t.seat] }),
    index('assignments_by_person').on(t.person),
    index('assignments_by_inspector').on(t.inspector),
  ],
)

/** Visits of which each department holds a seat, counted as seats are given. */
export const visitTotals = sqliteTable('visit_totals', {
  department: text()
    .primaryKey()
    .references(() => departments.code),
  visits: integer().notNull(),
})

export const replacements = sqliteTable(
  'replacements',
  {
    id: runningId(),
    draw: text()
      .notNull()
      .references(() => draws.no),
    visit: text()
      .notNull()
      .references(() => visits.no),
    seat: integer().notNull(),
    leaver: text().references(() => inspectors.id),
    reason: text().notNull(),
    explanation: text().notNull(),
    files: json().$type<FileRef[]>().notNull(),
    evidence: text().notNull(),
    evidenceSalt: text().notNull(),
    askedBy: text()
      .notNull()
      .references(() => people.id),
    askedAt: text().notNull(),
    decidedBy: text().references(() => people.id),
    state: text({ enum: REPLACEMENT_STATES }).notNull(),
    version: integer().notNull(),
    entry: json().$type<NonNullable<Replacement['entry']>>(),
    enteredAt: text(),
    secret: text(),
    witness: json().$type<NonNullable<Replacement['witness']>>(),
    remindedAt: text(),
    inspector: text().references(() => inspectors.id),
  },
  (t) => [
    index('replacements_by_draw').on(t.draw, t.id),
    index('replacements_by_state').on(t.state),
    oneOf('replacements_state', 'state', REPLACEMENT_STATES),
  ],
)
