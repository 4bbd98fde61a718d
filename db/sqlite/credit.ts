/** Credit files, tables of rules and lists in SQLite. */

import { and, asc, desc, eq, getTableColumns, isNotNull, isNull, lt, ne, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { CreditTx, CreditView, ListName } from '../nouns/credit.js'
import type { FirmInScope } from '../store.js'
import type { Connection } from './connection.js'
import { creditEntries, creditStandings, creditTables, listings } from './schema/credit.js'
import { firms } from './schema/registries.js'
import { mustChange, prepareInsert, prepareUpsert, whenNeeded } from './statements.js'

/** Merged from indices, so that a page costs the same however much lies behind it; results come from visits alone. */
const firmsIn = (tables: string[]) =>
  `${tables.map((table) => `SELECT firm FROM ${table} WHERE firm > @after`).join(' UNION ')} ORDER BY firm LIMIT @limit`
const FACTS = ['visits', 'credit_entries', 'listings']

const UNRATED = `
  SELECT code, status, creditClass, weight FROM firms
  WHERE code > ? AND NOT EXISTS (SELECT 1 FROM credit_standings WHERE firm = code)
  ORDER BY code LIMIT ?`

const GROUPS = `
  SELECT coalesce(s.base, f.creditClass) AS base, f.creditClass AS class, f.weight, count(*) AS firms
  FROM firms f LEFT JOIN credit_standings s ON s.firm = f.code GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`

type Group = Awaited<ReturnType<CreditView['creditStandings']['groups']>>[number]

const standingOf = (list?: ListName) =>
  and(isNull(listings.leftOn), list === undefined ? undefined : eq(listings.list, list))

export function readCredit({ db, raw }: Connection): CreditView {
  const tables = () => db.select().from(creditTables)
  const entries = (where: SQL | undefined) =>
    db.select().from(creditEntries).where(where).orderBy(asc(creditEntries.id)).all()
  const listed = (where: SQL | undefined) =>
    db.select().from(listings).where(where).orderBy(desc(listings.id)).all()
  const everyFile = whenNeeded(() =>
    raw.prepare<unknown[], string>(firmsIn([...FACTS, 'credit_standings'])).pluck(),
  )
  const everyFact = whenNeeded(() => raw.prepare<unknown[], string>(firmsIn(FACTS)).pluck())
  const unrated = whenNeeded(() => raw.prepare<unknown[], FirmInScope>(UNRATED))
  const ofFirm = <T extends SQLiteTable & { firm: SQLiteColumn }>(table: T) =>
    eq(table.firm, sql.placeholder('firm'))
  const standing = whenNeeded(() =>
    db.select().from(creditStandings).where(ofFirm(creditStandings)).prepare(),
  )
  const entriesOf = whenNeeded(() =>
    db.select().from(creditEntries).where(ofFirm(creditEntries)).orderBy(asc(creditEntries.id)).prepare(),
  )
  const listingsOf = whenNeeded(() =>
    db.select().from(listings).where(ofFirm(listings)).orderBy(desc(listings.id)).prepare(),
  )
  const approved = isNotNull(creditTables.approvedAt)
  return {
    creditTables: {
      inForce: async () => tables().where(approved).orderBy(desc(creditTables.version)).limit(1).get(),
      waiting: async () =>
        tables()
          .where(and(isNull(creditTables.approvedAt), eq(creditTables.declined, false)))
          .get(),
      approved: async () => tables().where(approved).orderBy(desc(creditTables.version)).all(),
    },
    creditEntries: {
      get: async (id) => entries(eq(creditEntries.id, id))[0],
      ofFirm: async (firm) => entriesOf().all({ firm }),
      openComplaints: async (department) =>
        entries(
          and(
            eq(creditEntries.state, 'open'),
            department === undefined ? undefined : eq(creditEntries.department, department),
          ),
        ),
      byDocument: async (firm, kind, documentNo) =>
        entries(
          and(
            eq(creditEntries.firm, firm),
            eq(creditEntries.kind, kind),
            eq(creditEntries.documentNo, documentNo),
            sql`"state" <> 'withdrawn'`,
          ),
        )[0],
    },
    creditStandings: {
      get: async (firm) => standing().get({ firm }),
      firmsWithFile: async (after, limit) => everyFile().all({ after, limit }),
      firmsWithFacts: async (after, limit) => everyFact().all({ after, limit }),
      groups: async () => raw.prepare<unknown[], Group>(GROUPS).all(),
      unrated: async (after, limit) => unrated().all(after, limit),
    },
    listings: {
      get: async (id) => listed(eq(listings.id, id))[0],
      ofFirm: async (firm) => listingsOf().all({ firm }),
      standing: async (list, page) => {
        const { limit, offset } = page ?? { limit: -1, offset: 0 }
        const query = db.select().from(listings).where(standingOf(list)).orderBy(desc(listings.id))
        return query.limit(limit).offset(offset).all()
      },
      count: async (list) => db.$count(listings, standingOf(list)),
      objected: async () =>
        db
          .select()
          .from(listings)
          .where(and(standingOf(), sql`"objection" <> 'null'`, sql`coalesce("outcome", 'null') = 'null'`))
          .orderBy(asc(listings.id))
          .all(),
      over: async (today) => listed(and(isNull(listings.leftOn), lt(listings.until, today))),
      fallen: async () =>
        db
          .select(getTableColumns(listings))
          .from(listings)
          .innerJoin(firms, eq(firms.code, listings.firm))
          .where(and(standingOf('green'), ne(firms.creditClass, 'A')))
          .orderBy(asc(listings.id))
          .all(),
    },
  }
}

export function writeCredit(connection: Connection): CreditTx {
  const { db } = connection
  const reads = readCredit(connection)
  const addTable = prepareInsert(connection, creditTables)
  const addEntry = prepareInsert(connection, creditEntries)
  const addListing = prepareInsert(connection, listings)
  const put = prepareUpsert(connection, creditStandings, creditStandings.firm)
  const changeTable = (version: number, change: object) =>
    mustChange(
      db.update(creditTables).set(change).where(eq(creditTables.version, version)).run(),
      `no table of credit rules ${version}`,
    )
  return {
    creditTables: {
      ...reads.creditTables,
      add: async (row) =>
        Number(addTable({ ...row, approvedBy: null, approvedAt: null, declined: false }).lastInsertRowid),
      approve: async (version, by, at) => changeTable(version, { approvedBy: by, approvedAt: at }),
      decline: async (version) => changeTable(version, { declined: true }),
    },
    creditEntries: {
      ...reads.creditEntries,
      add: async (row) => Number(addEntry({ ...row, decidedBy: null }).lastInsertRowid),
      async decide(id, state, decidedBy) {
        const written = db
          .update(creditEntries)
          .set({ state, decidedBy })
          .where(eq(creditEntries.id, id))
          .run()
        mustChange(written, `no credit entry ${id}`)
      },
    },
    creditStandings: { ...reads.creditStandings, put: async (row) => void put(row) },
    listings: {
      ...reads.listings,
      async add(row) {
        const open = { objection: null, outcome: null, leftOn: null, leftBy: null, leftReason: null }
        return Number(addListing({ ...row, ...open }).lastInsertRowid)
      },
      async change(id, change) {
        mustChange(db.update(listings).set(change).where(eq(listings.id, id)).run(), `no listing ${id}`)
      },
    },
  }
}
