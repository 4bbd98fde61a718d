/** Reports of conduct in SQLite. */

import { desc, eq, sql } from 'drizzle-orm'
import type { ConductTx, ConductView } from '../nouns/conduct.js'
import type { Connection } from './connection.js'
import { conductReports as table } from './schema/office-work.js'
import { mustChange, prepareInsert } from './statements.js'

export function readConduct({ db }: Connection): ConductView {
  const select = () => db.select().from(table)
  return {
    conduct: {
      get: async (id) => select().where(eq(table.id, id)).get(),
      all: async (limit) => select().orderBy(sql`"answer" is not null`, desc(table.id)).limit(limit).all(),
      by: async (person) => select().where(eq(table.by, person)).orderBy(desc(table.id)).all(),
    },
  }
}

export function writeConduct(connection: Connection): ConductTx {
  const insert = prepareInsert(connection, table)
  return {
    conduct: {
      ...readConduct(connection).conduct,
      add: async (row) =>
        Number(insert({ ...row, answer: null, answeredBy: null, answeredAt: null }).lastInsertRowid),
      async answer(id, given) {
        const written = connection.db.update(table).set(given).where(eq(table.id, id)).run()
        mustChange(written, `no report of conduct ${id}`)
      },
    },
  }
}
