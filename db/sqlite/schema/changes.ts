/** The tables of what changes the registries one by one: earlier versions, an upper platform's events, leaves. */

import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ChangeSource } from '../../store.js'
import { json, oneOf, runningId } from './columns.js'
import { inspectors, people } from './registries.js'

const VERSIONED_KINDS = ['firms', 'inspectors', 'people', 'items', 'plans'] as const
const LEAVE_STATES = ['asked', 'granted', 'refused', 'withdrawn'] as const

export const registryVersions = sqliteTable(
  'registry_versions',
  {
    kind: text({ enum: VERSIONED_KINDS }).notNull(),
    key: text().notNull(),
    n: integer().notNull(),
    replacedAt: text().notNull(),
    by: text().notNull(),
    through: json().$type<ChangeSource>().notNull(),
    record: json().$type<object>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.key, t.n] }),
    oneOf('registry_versions_kind', 'kind', VERSIONED_KINDS),
  ],
)

export const registryEvents = sqliteTable('registry_events', {
  id: text().primaryKey(),
  at: text().notNull(),
  salt: text().notNull(),
})

export const leaves = sqliteTable(
  'leaves',
  {
    id: runningId(),
    inspector: text()
      .notNull()
      .references(() => inspectors.id),
    from: text().notNull(),
    to: text().notNull(),
    reason: text().notNull(),
    askedBy: text()
      .notNull()
      .references(() => people.id),
    askedAt: text().notNull(),
    state: text({ enum: LEAVE_STATES }).notNull(),
    decidedBy: text().references(() => people.id),
  },
  (t) => [index('leaves_by_inspector').on(t.inspector), oneOf('leaves_state', 'state', LEAVE_STATES)],
)
