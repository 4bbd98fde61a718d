/** Credit files, tables of rules and lists in SQLite. */

import { and, asc, desc, eq, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { CreditTx, CreditView } from '../nouns/credit.js'
import type { Connection } from './connection.js'
import { creditEntries, creditStandings, creditTables, listings } from './schema/credit.js'
import { mustChange, prepareInsert, prepareUpsert, whenNeeded } from './statements.js'

const WITH_FILE = `
  SELECT firm FROM (
    SELECT firm FROM results UNION SELECT firm FROM credit_entries
    UNION SELECT firm FROM listings UNION SELECT firm FROM credit_standings
  ) WHERE firm > ? ORDER BY firm LIMIT ?`

export function readCredit({ db, raw }: Connection): CreditView {
  const tables = () => db.select().from(creditTables)
  const entries = (where: SQL | undefined) =>
    db.select().from(creditEntries).where(where).orderBy(asc(creditEntries.id)).all()
  const listed = (where: SQL | undefined) =>
    db.select().from(listings).where(where).orderBy(desc(listings.id)).all()
  const withFile = whenNeeded(() => raw.prepare(WITH_FILE))
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
      ofFirm: async (code) => entries(eq(creditEntries.firm, code)),
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
      get: async (firm) => db.select().from(creditStandings).where(eq(creditStandings.firm, firm)).get(),
      firmsWithFile: async (after, limit) =>
        (withFile().all(after, limit) as { firm: string }[]).map(({ firm }) => firm),
    },
    listings: {
      get: async (id) => listed(eq(listings.id, id))[0],
      ofFirm: async (code) => listed(eq(listings.firm, code)),
      standing: async (list) =>
        listed(and(isNull(listings.leftOn), list === undefined ? undefined : eq(listings.list, list))),
      over: async (today) => listed(and(isNull(listings.leftOn), lt(listings.until, today))),
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
