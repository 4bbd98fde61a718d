/** The durable inbox in SQLite. */

import { and, asc, count, eq, min, sql } from 'drizzle-orm'
import type { Tx, View } from '../store.js'
import type { Connection } from './connection.js'
import { inbox } from './schema/messages.js'
import { mustChange, prepareInsertNew, whenNeeded } from './statements.js'

const PENDING = eq(inbox.state, 'pending')
const ITS_ID = eq(inbox.id, sql.placeholder('id'))

export function readInbox({ db }: Connection): Pick<View, 'inbox'> {
  const byId = whenNeeded(() => db.select().from(inbox).where(ITS_ID).prepare())
  const lanes = whenNeeded(() =>
    db
      .select({ lane: inbox.lane })
      .from(inbox)
      .where(PENDING)
      .groupBy(inbox.lane)
      .orderBy(asc(min(inbox.id)))
      .prepare(),
  )
  const next = whenNeeded(() =>
    db
      .select()
      .from(inbox)
      .where(and(eq(inbox.lane, sql.placeholder('lane')), PENDING))
      .orderBy(asc(inbox.id))
      .limit(1)
      .prepare(),
  )
  const howMany = whenNeeded(() =>
    db
      .select({ rows: count() })
      .from(inbox)
      .where(eq(inbox.state, sql.placeholder('state')))
      .prepare(),
  )
  return {
    inbox: {
      get: async (id) => byId().get({ id }),
      pendingLanes: async () =>
        lanes()
          .all()
          .map(({ lane }) => lane),
      nextInLane: async (lane) => next().get({ lane }),
      count: async (state) => howMany().get({ state })?.rows ?? 0,
    },
  }
}

export function writeInbox(connection: Connection): Pick<Tx, 'inbox'> {
  const { db } = connection
  const insert = prepareInsertNew(connection, inbox)
  const done = whenNeeded(() => db.update(inbox).set({ state: 'done', event: null }).where(ITS_ID).prepare())
  const failed = whenNeeded(() =>
    db
      .update(inbox)
      .set({
        attempts: sql`${inbox.attempts} + 1`,
        error: sql`${sql.placeholder('error')}`,
        state: sql`${sql.placeholder('state')}`,
      })
      .where(ITS_ID)
      .prepare(),
  )
  return {
    inbox: {
      ...readInbox(connection).inbox,
      async add(row) {
        const written = insert({ ...row, state: 'pending', attempts: 0, error: null })
        return written.changes ? Number(written.lastInsertRowid) : undefined
      },
      done: async (id) => mustChange(done().run({ id }), `no inbox row ${id}`),
      async failed(id, error, dead) {
        const state = dead ? 'dead' : 'pending'
        mustChange(failed().run({ id, error, state }), `no inbox row ${id}`)
      },
    },
  }
}
