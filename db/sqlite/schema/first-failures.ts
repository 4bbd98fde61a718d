/** The table of when a message that still waits could not be sent for the first time. */

import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { outbox } from './messages.js'

export const firstFailures = sqliteTable('first_failures', {
  outbox: integer()
    .primaryKey()
    .references(() => outbox.id, { onDelete: 'cascade' }),
  at: text().notNull(),
})
