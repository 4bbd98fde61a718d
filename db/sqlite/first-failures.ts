/** Since when messages could not be sent, in SQLite; only those that ever failed have a row. */

import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Tx, View } from '../store.js'
import type { Connection } from './connection.js'
import { firstFailures } from './schema/first-failures.js'
import { outbox } from './schema/messages.js'
import { prepareInsertNew, whenNeeded } from './statements.js'

/** What stands behind a stuck message of its chat is stuck as well, though it was never tried. */
export function readStuck({ db }: Connection): Pick<View['outbox'], 'stuck'> {
  const failed = alias(outbox, 'failed')
  const unsent = ['queued', 'sending'] as const
  const stuck = whenNeeded(() => {
    const chats = db
      .select({ chat: failed.chat })
      .from(firstFailures)
      .innerJoin(failed, eq(failed.id, firstFailures.outbox))
      .where(
        and(
          lt(firstFailures.at, sql.placeholder('since')),
          eq(failed.platform, sql.placeholder('platform')),
          inArray(failed.state, unsent),
        ),
      )
    return db
      .select()
      .from(outbox)
      .where(
        and(
          eq(outbox.platform, sql.placeholder('platform')),
          sql`"state" in ('queued', 'sending')`,
          inArray(outbox.chat, chats),
        ),
      )
      .orderBy(asc(outbox.id))
      .prepare()
  })
  return { stuck: async (platform, since) => stuck().all({ platform, since }) }
}

export function noteFailures(connection: Connection): Pick<Tx['outbox'], 'failed'> {
  const note = prepareInsertNew(connection, firstFailures)
  return { failed: async (id, at) => void note({ outbox: id, at }) }
}
