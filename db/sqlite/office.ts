/** Jobs, the ledger, the calendar, settings, imports and running numbers in SQLite. */

import { and, asc, between, desc, eq, inArray, like, lt, sql } from 'drizzle-orm'
import { GENESIS, nextEntry } from '../ledger.js'
import { subjectsOf } from '../ledger-subjects.js'
import type { LedgerEntry, Tx, View } from '../store.js'
import type { Connection } from './connection.js'
import {
  calendarOverrides,
  counters,
  imports,
  jobs,
  ledger,
  ledgerSubjects,
  settings,
} from './schema/office.js'
import { mustChange, prepareInsert, prepareUpsert, whenNeeded } from './statements.js'

type Nouns = 'jobs' | 'ledger' | 'calendar' | 'settings' | 'imports'

function prepareHead({ db }: Connection) {
  const head = whenNeeded(() =>
    db.select({ n: ledger.n, hash: ledger.hash }).from(ledger).orderBy(desc(ledger.n)).limit(1).prepare(),
  )
  return () => head().get() ?? GENESIS
}

/** A worker's result or a corrected clock may come with an earlier moment; the ledger never goes back (dr1 §9). */
function prepareMoment({ db }: Connection) {
  const last = whenNeeded(() =>
    db.select({ at: ledger.at }).from(ledger).orderBy(desc(ledger.n)).limit(1).prepare(),
  )
  return (now: string) => {
    const before = last().get()?.at ?? ''
    return before > now ? before : now
  }
}

export function readOffice(connection: Connection): Pick<View, Nouns> {
  const { db } = connection
  const head = prepareHead(connection)
  const queued = whenNeeded(() =>
    db.select().from(jobs).where(sql`"state" = 'queued'`).orderBy(asc(jobs.id)).prepare(),
  )
  const overrides = whenNeeded(() =>
    db.select().from(calendarOverrides).orderBy(asc(calendarOverrides.day)).prepare(),
  )
  const setting = whenNeeded(() =>
    db
      .select()
      .from(settings)
      .where(eq(settings.key, sql.placeholder('key')))
      .prepare(),
  )
  return {
    jobs: {
      get: async (id) => db.select().from(jobs).where(eq(jobs.id, id)).get(),
      queued: async () => queued().all(),
    },
    ledger: {
      head: async () => head(),
      entries: async (from, to) =>
        db
          .select()
          .from(ledger)
          .where(between(ledger.n, from, to))
          .orderBy(asc(ledger.n))
          .all(),
      async about(subjects, before, limit) {
        const named = db
          .selectDistinct({ n: ledgerSubjects.n })
          .from(ledgerSubjects)
          .where(and(inArray(ledgerSubjects.subject, subjects), lt(ledgerSubjects.n, before)))
          .orderBy(desc(ledgerSubjects.n))
          .limit(limit)
        return db.select().from(ledger).where(inArray(ledger.n, named)).orderBy(desc(ledger.n)).all()
      },
    },
    calendar: {
      overrides: async () => overrides().all(),
    },
    settings: {
      get: async (key) => setting().get({ key })?.value,
    },
    imports: {
      seen: async (kind, fileHash) =>
        db
          .select()
          .from(imports)
          .where(and(eq(imports.kind, kind), eq(imports.fileHash, fileHash)))
          .get(),
    },
  }
}

/** The end of a seat's handing over names only the entry that began it: it is about the same visit. */
function preparePlaces({ db }: Connection) {
  const begun = whenNeeded(() =>
    db
      .select({ subject: ledgerSubjects.subject })
      .from(ledgerSubjects)
      .where(and(eq(ledgerSubjects.n, sql.placeholder('n')), like(ledgerSubjects.subject, 'place:%')))
      .prepare(),
  )
  return ({ kind, body }: LedgerEntry): string[] =>
    kind === 'visit.replaced' && typeof body.entry === 'number'
      ? begun()
          .all({ n: body.entry })
          .map((row) => row.subject)
      : []
}

export function writeOffice(connection: Connection): Pick<Tx, Nouns | 'counters'> {
  const reads = readOffice(connection)
  const head = prepareHead(connection)
  const moment = prepareMoment(connection)
  const entry = prepareInsert(connection, ledger)
  const subject = prepareInsert(connection, ledgerSubjects)
  const places = preparePlaces(connection)
  const override = prepareUpsert(connection, calendarOverrides, calendarOverrides.day)
  const setting = prepareUpsert(connection, settings, settings.key)
  const receipt = prepareUpsert(connection, imports, imports.kind, imports.fileHash)
  return {
    jobs: { ...reads.jobs, ...changeJobs(connection) },
    ledger: {
      ...reads.ledger,
      moment: async (now) => moment(now),
      async append(kind, actor, body, at) {
        const next = nextEntry(head(), { kind, actor, body, at: moment(at) })
        entry(next)
        for (const word of [...subjectsOf(next), ...places(next)]) subject({ subject: word, n: next.n })
        return next
      },
    },
    calendar: { ...reads.calendar, put: async (row) => void override(row) },
    settings: { ...reads.settings, set: async (key, value) => void setting({ key, value }) },
    imports: { ...reads.imports, add: async (row) => void receipt(row) },
    counters: countUp(connection),
  }
}

function changeJobs(connection: Connection): Omit<Tx['jobs'], keyof View['jobs']> {
  const { db } = connection
  const insert = prepareInsert(connection, jobs)
  return {
    async add(kind, subject, payload, at) {
      const job = { kind, subject, payload: payload ?? null, state: 'queued', attempts: 0 } as const
      return Number(insert({ ...job, createdAt: at }).lastInsertRowid)
    },
    async end(id, state) {
      mustChange(db.update(jobs).set({ state }).where(eq(jobs.id, id)).run(), `no job ${id}`)
    },
    async failed(id) {
      const attempts = sql`${jobs.attempts} + 1`
      const job = db.update(jobs).set({ attempts }).where(eq(jobs.id, id)).returning().get()
      if (!job) throw new Error(`no job ${id}`)
      return job.attempts
    },
  }
}

function countUp({ db }: Connection): Tx['counters'] {
  const next = whenNeeded(() =>
    db
      .insert(counters)
      .values({ key: sql.placeholder('key'), value: 1 })
      .onConflictDoUpdate({ target: counters.key, set: { value: sql`${counters.value} + 1` } })
      .returning({ value: counters.value })
      .prepare(),
  )
  return {
    next: async (key) => next().get({ key }).value,
  }
}
