/** Checks of whether a wrong was put right, in SQLite. */

import { asc, eq } from 'drizzle-orm'
import type { RechecksTx, RechecksView } from '../nouns/rechecks.js'
import type { Connection } from './connection.js'
import { rechecks } from './schema/follow-ups.js'
import { prepareInsert } from './statements.js'

export function readRechecks({ db }: Connection): RechecksView {
  return {
    rechecks: {
      of: async (decision) =>
        db.select().from(rechecks).where(eq(rechecks.decision, decision)).orderBy(asc(rechecks.id)).all(),
    },
  }
}

export function writeRechecks(connection: Connection): RechecksTx {
  const insert = prepareInsert(connection, rechecks)
  return {
    rechecks: {
      ...readRechecks(connection).rechecks,
      add: async (row) => Number(insert(row).lastInsertRowid),
    },
  }
}
