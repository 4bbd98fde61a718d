/** The outbox in SQLite: what is to be said, in order within each chat. */

import {
  and,
  asc,
  count,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  lt,
  lte,
  min,
  ne,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { PlatformName, Tx, View } from '../store.js'
import type { Connection } from './connection.js'
import { noteFailures, readStuck } from './first-failures.js'
import { outbox } from './schema/messages.js'
import { mustChange, prepareInsert, whenNeeded } from './statements.js'

const ITS_ID = eq(outbox.id, sql.placeholder('id'))
const QUEUED = sql`"state" = 'queued'`
const SENDING = sql`"state" = 'sending'`
/** Written as in the partial index: SQLite uses one only for a condition that it can see. */
export const UNSENT = sql`"state" in ('queued', 'sending')`

export function readOutbox(connection: Connection): Pick<View, 'outbox'> {
  const { db } = connection
  const select = () => db.select().from(outbox)
  const limit = sql.placeholder('limit')
  const byId = whenNeeded(() => select().where(ITS_ID).prepare())
  const byRef = whenNeeded(() =>
    select()
      .where(eq(outbox.ref, sql.placeholder('ref')))
      .prepare(),
  )
  const isIn = eq(outbox.state, sql.placeholder('state'))
  const inState = whenNeeded(() => select().where(isIn).orderBy(asc(outbox.id)).limit(limit).prepare())
  const howMany = whenNeeded(() => db.select({ rows: count() }).from(outbox).where(isIn).prepare())
  const awaited = whenNeeded(() =>
    db
      .select({ id: outbox.id })
      .from(outbox)
      .where(
        and(
          eq(outbox.platform, sql.placeholder('platform')),
          eq(outbox.chat, sql.placeholder('chat')),
          UNSENT,
          eq(outbox.quiet, false),
          lte(outbox.createdAt, sql.placeholder('until')),
        ),
      )
      .limit(1)
      .prepare(),
  )
  const lost = whenNeeded(() =>
    db
      .select({ id: outbox.id })
      .from(outbox)
      .where(
        and(
          sql`"state" = 'dead'`,
          eq(outbox.platform, sql.placeholder('platform')),
          eq(outbox.chat, sql.placeholder('chat')),
          gte(outbox.createdAt, sql.placeholder('from')),
          lte(outbox.createdAt, sql.placeholder('until')),
        ),
      )
      .limit(1)
      .prepare(),
  )
  const doubtful = whenNeeded(() =>
    select().where(sql`"doubtful" = 1`).orderBy(desc(outbox.id)).limit(limit).prepare(),
  )
  return {
    outbox: {
      get: async (id) => byId().get({ id }),
      byRef: async (ref) => byRef().get({ ref }),
      ...readDue(connection),
      inState: async (state, most) => inState().all({ state, limit: most }),
      count: async (state) => howMany().get({ state })?.rows ?? 0,
      doubtful: async (most) => doubtful().all({ limit: most }),
      awaits: async ({ platform, chat }, until) => awaited().get({ platform, chat, until }) !== undefined,
      lost: async ({ platform, chat }, from, until) =>
        lost().get({ platform, chat, from, until }) !== undefined,
      ...readStuck(connection),
    },
  }
}

/**
 * A chat whose first unsent row is being sent, or is not due, gives nothing: its later rows wait behind that one. Rows
 * for the day are a line of their own, so that nobody waits until the morning for an answer.
 */
function readDue({ db }: Connection): Pick<View['outbox'], 'due' | 'nextAt'> {
  const unsent = alias(outbox, 'unsent')
  const heads = db
    .select({ id: min(unsent.id) })
    .from(unsent)
    .where(and(eq(unsent.platform, sql.placeholder('platform')), UNSENT))
    .groupBy(unsent.chat, unsent.quiet)
  const queuedHead = and(inArray(outbox.id, heads), QUEUED)
  const due = whenNeeded(() =>
    db
      .select()
      .from(outbox)
      .where(and(queuedHead, lte(outbox.notBefore, sql.placeholder('now'))))
      .orderBy(asc(outbox.id))
      .limit(sql.placeholder('limit'))
      .prepare(),
  )
  const next = whenNeeded(() =>
    db
      .select({ at: min(outbox.notBefore) })
      .from(outbox)
      .where(queuedHead)
      .prepare(),
  )
  return {
    due: async (platform, now, limit) => due().all({ platform, now, limit }),
    nextAt: async (platform) => next().get({ platform })?.at ?? undefined,
  }
}

export function writeOutbox(connection: Connection): Pick<Tx, 'outbox'> {
  const insert = prepareInsert(connection, outbox)
  return {
    outbox: {
      ...readOutbox(connection).outbox,
      async add(row, at) {
        const waiting = { state: 'queued', doubtful: false, attempts: 0, createdAt: at } as const
        const unsent = { ...waiting, sentAt: null, messageId: null, error: null }
        const written = insert({ ...row, ...unsent, secret: row.secret ?? false })
        return Number(written.lastInsertRowid)
      },
      ...changeOutbox(connection),
      ...noteFailures(connection),
      forget: async (texts, rows) => forget(connection, texts, rows),
    },
  }
}

type Changes = Omit<Tx['outbox'], keyof View['outbox'] | 'add' | 'failed' | 'forget'>

function changeOutbox(connection: Connection): Changes {
  const { db } = connection
  const set = (values: Parameters<ReturnType<typeof db.update<typeof outbox>>['set']>[0], from: SQL) => {
    const statement = whenNeeded(() => db.update(outbox).set(values).where(and(ITS_ID, from)).prepare())
    return (given: Record<string, unknown> & { id: number }) =>
      mustChange(statement().run(given), `outbox row ${given.id} is not in the state for this change`)
  }
  const given = (name: string) => sql`${sql.placeholder(name)}`
  const error = given('error')
  const doubtful = sql`max(${outbox.doubtful}, ${sql.placeholder('doubtful')})`
  const sending = set({ state: 'sending', attempts: sql`${outbox.attempts} + 1` }, QUEUED)
  const text = sql`case when ${outbox.secret} then '' else ${outbox.text} end`
  const sent = set(
    { state: 'sent', messageId: given('messageId'), sentAt: given('at'), error: null, text },
    SENDING,
  )
  const retry = set({ state: 'queued', error, notBefore: given('notBefore'), doubtful }, UNSENT)
  const end = set({ state: given('state'), error, text }, UNSENT)
  return {
    sending: async (id) => sending({ id }),
    sent: async (id, messageId, at) => sent({ id, messageId, at }),
    retry: async (id, why, notBefore, inDoubt) =>
      retry({ id, error: why, notBefore, doubtful: Number(inDoubt) }),
    end: async (id, state, why) => end({ id, state, error: why }),
    recover: async (harmless) => recover(connection, harmless),
  }
}

/** Where a second send is harmless nothing is in doubt: what was being sent is simply sent again. */
function recover({ db }: Connection, harmless: PlatformName[]): number {
  const again = or(inArray(outbox.platform, harmless), eq(outbox.onDoubt, 'resend'))
  return db
    .update(outbox)
    .set({
      state: sql`case when ${again} then 'queued' else 'dropped' end`,
      doubtful: sql`${outbox.doubtful} or ${notInArray(outbox.platform, harmless)}`,
    })
    .where(SENDING)
    .run().changes
}

/** Rows that one call forgets at most of each sort, so that the write stays short. */
const FORGOTTEN_AT_ONCE = 500

function forget({ db }: Connection, texts: string, rows: string): number {
  const oldest = (which: SQL | undefined) =>
    db.select({ id: outbox.id }).from(outbox).where(which).orderBy(asc(outbox.id)).limit(FORGOTTEN_AT_ONCE)
  const ended = inArray(outbox.state, ['sent', 'dropped'])
  const deleted = db
    .delete(outbox)
    .where(inArray(outbox.id, oldest(and(ended, lt(outbox.createdAt, rows)))))
    .run()
  const said = and(
    eq(outbox.state, 'sent'),
    isNotNull(outbox.person),
    ne(outbox.text, ''),
    lt(outbox.sentAt, texts),
  )
  const blanked = db
    .update(outbox)
    .set({ text: '', buttons: [] })
    .where(inArray(outbox.id, oldest(said)))
    .run()
  return deleted.changes + blanked.changes
}
