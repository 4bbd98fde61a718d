/** The tables of the links and sessions of the leaders' board. */

import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { oneOf, PLATFORMS, platform } from './columns.js'
import { people } from './registries.js'

/** Both point at a binding without a foreign key: a binding may end, and what pointed at it then counts for nothing. */
const guest = () => ({
  person: text()
    .notNull()
    .references(() => people.id),
  platform: platform(),
  account: text().notNull(),
  boundAt: text().notNull(),
})

export const boardLinks = sqliteTable(
  'board_links',
  { hash: text().primaryKey(), ...guest(), expiresAt: text().notNull(), usedAt: text() },
  (t) => [index('board_links_by_person').on(t.person), oneOf('board_links_platform', 'platform', PLATFORMS)],
)

export const boardSessions = sqliteTable(
  'board_sessions',
  { hash: text().primaryKey(), ...guest(), startedAt: text().notNull(), expiresAt: text().notNull() },
  (t) => [
    index('board_sessions_by_person').on(t.person),
    oneOf('board_sessions_platform', 'platform', PLATFORMS),
  ],
)
