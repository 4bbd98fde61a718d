/** The tables of who speaks from which account, and of the groups that the office has bound. */

import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { oneOf, PLATFORMS, platform } from './columns.js'
import { people } from './registries.js'

const GROUP_KINDS = ['department', 'leaders', 'office'] as const

const person = () =>
  text()
    .notNull()
    .references(() => people.id)

export const bindings = sqliteTable(
  'bindings',
  {
    platform: platform(),
    account: text().notNull(),
    person: person(),
    boundAt: text().notNull(),
    unreachable: text(),
    preferredAt: text(),
  },
  (t) => [
    primaryKey({ columns: [t.platform, t.account] }),
    index('bindings_by_person').on(t.person),
    oneOf('bindings_platform', 'platform', PLATFORMS),
  ],
)

export const bindCodes = sqliteTable('bind_codes', {
  hash: text().primaryKey(),
  person: person().unique(),
  createdBy: text().notNull(),
  expiresAt: text().notNull(),
})

export const bindFailures = sqliteTable(
  'bind_failures',
  { platform: platform(), account: text().notNull(), at: text().notNull() },
  (t) => [
    index('bind_failures_by_account').on(t.platform, t.account, t.at),
    oneOf('bind_failures_platform', 'platform', PLATFORMS),
  ],
)

/** A group's id is the platform's: nothing here refers to our own rows. */
export const groups = sqliteTable(
  'groups',
  {
    platform: platform(),
    chat: text().notNull(),
    kind: text({ enum: GROUP_KINDS }).notNull(),
    department: text(),
    title: text().notNull(),
    boundBy: text().notNull(),
    boundAt: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.platform, t.chat] }),
    index('groups_by_kind').on(t.kind, t.department),
    oneOf('groups_kind', 'kind', GROUP_KINDS),
    oneOf('groups_platform', 'platform', PLATFORMS),
  ],
)
