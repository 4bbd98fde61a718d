/** Draws and their witnesses in SQLite. */

import { and, asc, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Draw, DrawHead, Tx, View } from '../store.js'
import type { Connection } from './connection.js'
import { draws, witnesses } from './schema/draws.js'
import { mustChange, whenNeeded } from './statements.js'

type DrawRow = typeof draws.$inferSelect

/** Numbers are padded to three digits only: CQ2026-1000 follows CQ2026-999. */
const NEWEST_FIRST = [desc(draws.committedAt), desc(sql`length(${draws.no})`), desc(draws.no)]

const HEAD = {
  ...{ no: draws.no, plan: draws.plan, nth: draws.nth, reason: draws.reason, state: draws.state },
  ...{ committedAt: draws.committedAt, drawnAt: draws.drawnAt, task: draws.task },
}

export function readDraws({ db }: Connection): Pick<View, 'draws'> {
  const select = () => db.select().from(draws)
  const newest = (which: SQL, limit: number, offset = 0) =>
    select()
      .where(which)
      .orderBy(...NEWEST_FIRST)
      .limit(limit)
      .offset(offset)
      .all()
  const heads = whenNeeded(() =>
    db
      .select(HEAD)
      .from(draws)
      .where(isNotNull(draws.no))
      .orderBy(...NEWEST_FIRST)
      .limit(sql.placeholder('limit'))
      .offset(sql.placeholder('offset'))
      .prepare(),
  )
  return {
    draws: {
      get: async (id) => found(select().where(eq(draws.id, id)).get()),
      byNo: async (no) => found(select().where(eq(draws.no, no)).get()),
      ofTask: async (task) => found(select().where(eq(draws.task, task)).get()),
      ofPlan: async (plan) => select().where(eq(draws.plan, plan)).orderBy(asc(draws.id)).all().map(toDraw),
      statesOfPlan: async (plan) =>
        db
          .select({ no: draws.no, state: draws.state })
          .from(draws)
          .where(eq(draws.plan, plan))
          .orderBy(asc(draws.id))
          .all(),
      inStates: async (states) =>
        select().where(inArray(draws.state, states)).orderBy(asc(draws.id)).all().map(toDraw),
      numbered: async (limit, offset) => newest(isNotNull(draws.no), limit, offset).map(toDraw),
      heads: async (limit, offset = 0) => heads().all({ limit, offset }) as DrawHead[],
      lastCommitted: async () =>
        found(newest(and(isNotNull(draws.committedAt), isNull(draws.elsewhere))!, 1)[0]),
      async witnesses(id) {
        const query = db.select().from(witnesses).where(eq(witnesses.draw, id))
        return query.orderBy(sql`rowid`).all()
      },
    },
  }
}

export function writeDraws(connection: Connection): Pick<Tx, 'draws'> {
  const { db } = connection
  return {
    draws: {
      ...readDraws(connection).draws,
      async request({ chat, ...row }) {
        const values = { ...row, ...chat, state: 'requested', version: 1 } as const
        return Number(db.insert(draws).values(values).run().lastInsertRowid)
      },
      async addElsewhere({ chat, at, ...row }) {
        const moments = { requestedAt: at, committedAt: at, drawnAt: at }
        const { task } = row.elsewhere
        const values = { ...row, ...chat, ...moments, task, state: 'drawn', version: 1 } as const
        return Number(db.insert(draws).values(values).run().lastInsertRowid)
      },
      async advance(id, version, { chat, ...change }) {
        const written = db
          .update(draws)
          .set({ ...change, ...chat, version: version + 1 })
          .where(and(eq(draws.id, id), eq(draws.version, version)))
          .run()
        mustChange(written, `draw ${id} is no longer at version ${version}`)
      },
      async addWitness(row) {
        db.insert(witnesses).values(row).run()
      },
    },
  }
}

function toDraw({ platform, chat, task: _, ...row }: DrawRow): Draw {
  return { ...row, chat: { platform, chat } }
}

function found(row: DrawRow | undefined): Draw | undefined {
  return row && toDraw(row)
}
