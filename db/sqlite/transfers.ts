/** Leads that departments handed on, in SQLite. */

import { and, asc, eq, isNotNull, isNull, lte, or } from 'drizzle-orm'
import type { TransferCourse, TransfersTx, TransfersView } from '../nouns/transfers.js'
import type { Connection } from './connection.js'
import { transfers } from './schema/follow-ups.js'
import { mustChange, prepareInsert } from './statements.js'

export function readTransfers({ db }: Connection): TransfersView {
  const select = () => db.select().from(transfers)
  return {
    transfers: {
      get: async (id) => select().where(eq(transfers.id, id)).get(),
      ofVisit: async (visit) => select().where(eq(transfers.visit, visit)).orderBy(asc(transfers.id)).all(),
      async open(department) {
        const incoming = and(eq(transfers.to, department), isNull(transfers.returnedAt))
        const own = or(eq(transfers.from, department), incoming)
        const query = select().where(and(isNotNull(transfers.remindOn), own))
        return query.orderBy(asc(transfers.id)).all()
      },
      remindBy: async (day) => select().where(lte(transfers.remindOn, day)).orderBy(asc(transfers.id)).all(),
    },
  }
}

const NOTHING_YET: TransferCourse = {
  ...{ ackedBy: null, ackedAt: null, ackDocumentNo: null, ackReceivedBy: null, ackFiles: [] },
  ...{ returnedBy: null, returnedAt: null, returnReason: null, settledAt: null, settleReason: null },
}

export function writeTransfers(connection: Connection): TransfersTx {
  const { db } = connection
  const insert = prepareInsert(connection, transfers)
  return {
    transfers: {
      ...readTransfers(connection).transfers,
      add: async (row) => Number(insert({ ...row, ...NOTHING_YET }).lastInsertRowid),
      async change(id, change) {
        const written = db.update(transfers).set(change).where(eq(transfers.id, id)).run()
        mustChange(written, `no transfer ${id}`)
      },
    },
  }
}
