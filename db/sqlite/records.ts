/** Inspection records, their attachments and extensions in SQLite. */

import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Tx, View } from '../store.js'
import type { Connection } from './connection.js'
import { attachments, extensions, records } from './schema/records.js'
import { mustChange, prepareInsert } from './statements.js'

type Nouns = 'records' | 'extensions'

export function readRecords({ db }: Connection): Pick<View, Nouns> {
  const select = () => db.select().from(records)
  return {
    records: {
      get: async (receipt) => select().where(eq(records.receipt, receipt)).get(),
      ofVisit: async (visit) => select().where(eq(records.visit, visit)).orderBy(asc(records.version)).all(),
      async lastBy(person) {
        const query = select().where(eq(records.by, person))
        return query.orderBy(desc(records.at), desc(sql`rowid`)).limit(1).get()
      },
      async attachments(visit) {
        const query = db.select().from(attachments).where(eq(attachments.visit, visit))
        return query.orderBy(asc(attachments.id)).all()
      },
    },
    extensions: {
      get: async (id) => db.select().from(extensions).where(eq(extensions.id, id)).get(),
      openOf: async (visit) =>
        db
          .select()
          .from(extensions)
          .where(and(eq(extensions.visit, visit), sql`"state" = 'asked'`))
          .get(),
    },
  }
}

export function writeRecords(connection: Connection): Pick<Tx, Nouns> {
  const { db } = connection
  const reads = readRecords(connection)
  const record = prepareInsert(connection, records)
  const attachment = prepareInsert(connection, attachments)
  const extension = prepareInsert(connection, extensions)
  return {
    records: {
      ...reads.records,
      add: async (row) => void record(row),
      attach: async (row) => void attachment(row),
    },
    extensions: {
      ...reads.extensions,
      add: async (row) => Number(extension({ ...row, state: 'asked', decidedBy: null }).lastInsertRowid),
      async decide(id, state, decidedBy) {
        const written = db
          .update(extensions)
          .set({ state, decidedBy })
          .where(and(eq(extensions.id, id), eq(extensions.state, 'asked')))
          .run()
        mustChange(written, `extension ${id} is not waiting for a decision`)
      },
    },
  }
}
