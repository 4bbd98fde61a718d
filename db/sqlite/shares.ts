/** Shares of results in SQLite. */

import { asc, eq, isNull } from 'drizzle-orm'
import type { SharesTx, SharesView } from '../nouns/shares.js'
import type { Connection } from './connection.js'
import { shares as table } from './schema/office-work.js'
import { mustChange, prepareInsert } from './statements.js'

export function readShares({ db }: Connection): SharesView {
  return {
    shares: {
      get: async (id) => db.select().from(table).where(eq(table.id, id)).get(),
      open: async () => db.select().from(table).where(isNull(table.endedAt)).orderBy(asc(table.id)).all(),
    },
  }
}

export function writeShares(connection: Connection): SharesTx {
  const insert = prepareInsert(connection, table)
  return {
    shares: {
      ...readShares(connection).shares,
      add: async (row) =>
        Number(insert({ ...row, approvedBy: null, approvedAt: null, endedAt: null }).lastInsertRowid),
      async change(id, change) {
        const written = connection.db.update(table).set(change).where(eq(table.id, id)).run()
        mustChange(written, `no share ${id}`)
      },
    },
  }
}
