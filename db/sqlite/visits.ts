/** Visits and who goes on them in SQLite. */

import { and, asc, count, eq, gte, inArray, lt, lte, ne, type SQL, sql } from 'drizzle-orm'
import type { Day, Tx, View } from '../store.js'
import type { Connection } from './connection.js'
import { assignments, draws, visitItems, visits } from './schema/draws.js'
import { records } from './schema/records.js'
import { mustChange, prepareInsert, whenNeeded } from './statements.js'
import { prepareProgress, prepareVisitTotals } from './visit-totals.js'

export function readVisits(connection: Connection): Pick<View, 'visits'> {
  const { db } = connection
  const select = () => db.select().from(visits)
  const byNo = whenNeeded(() =>
    select()
      .where(eq(visits.no, sql.placeholder('no')))
      .prepare(),
  )
  const seats = whenNeeded(() =>
    db
      .select()
      .from(assignments)
      .where(eq(assignments.visit, sql.placeholder('visit')))
      .orderBy(asc(assignments.seat))
      .prepare(),
  )
  const ofFirm = whenNeeded(() =>
    select()
      .where(eq(visits.firm, sql.placeholder('firm')))
      .orderBy(asc(visits.due), asc(visits.no))
      .prepare(),
  )
  const { progress, totals } = prepareProgress(connection)
  return {
    visits: {
      get: async (no) => byNo().get({ no }),
      ofDraw: async (drawNo) => select().where(eq(visits.draw, drawNo)).orderBy(asc(visits.index)).all(),
      async ofPerson(person, state) {
        const held = db
          .select({ visit: assignments.visit })
          .from(assignments)
          .where(eq(assignments.person, person))
        const query = select().where(
          and(inArray(visits.no, held), state ? eq(visits.state, state) : undefined),
        )
        return query.orderBy(asc(visits.due), asc(visits.no)).all()
      },
      ofFirm: async (firm) => ofFirm().all({ firm }),
      async anyPending(plan) {
        const query = db.select({ no: visits.no }).from(visits)
        return (
          query
            .where(and(eq(visits.plan, plan), sql`"state" = 'pending'`))
            .limit(1)
            .get() !== undefined
        )
      },
      remindBy: async (day) =>
        select().where(lte(visits.remindOn, day)).orderBy(asc(visits.remindOn), asc(visits.no)).all(),
      async overdue(today) {
        const query = select().where(and(sql`"state" = 'pending'`, lt(visits.due, today)))
        return query.orderBy(asc(visits.due), asc(visits.no)).all()
      },
      countsByFirm: async (item, year) => countsByFirm(connection, item, year),
      countsOfPlan: async (plan, year) => countsOfPlan(connection, plan, year),
      engagedFirms: async (plan, since) => engagedFirms(connection, plan, since),
      progress: async (today, weekEnd) => progress({ today, weekEnd }),
      totals: async (today, weekEnd) => totals({ today, weekEnd }),
      assignments: async (visit) => seats().all({ visit }),
      assignmentsOfDraw: async (drawNo) =>
        db
          .select({ assignment: assignments })
          .from(assignments)
          .innerJoin(visits, eq(visits.no, assignments.visit))
          .where(eq(visits.draw, drawNo))
          .orderBy(asc(visits.index), asc(assignments.seat))
          .all()
          .map((row) => row.assignment),
    },
  }
}

export function writeVisits(connection: Connection): Pick<Tx, 'visits'> {
  const { db } = connection
  const insertVisit = prepareInsert(connection, visits)
  const insertItem = prepareInsert(connection, visitItems)
  const insertSeat = prepareInsert(connection, assignments)
  const counted = prepareVisitTotals(connection)
  const changing = prepareChanges(connection)
  return {
    visits: {
      ...readVisits(connection).visits,
      async add(visit, seats) {
        insertVisit(visit)
        for (const item of visit.items) insertItem({ item, visit: visit.no })
        counted([visit.no], () => {
          for (const seat of seats) insertSeat({ ...seat, visit: visit.no })
        })
      },
      async reseat(visit, seat, holder) {
        counted([visit], () => {
          db.delete(assignments)
            .where(and(eq(assignments.visit, visit), eq(assignments.seat, seat)))
            .run()
          if (holder) insertSeat({ ...holder, visit, seat })
        })
      },
      async change(no, change) {
        mustChange(changing(Object.keys(change)).run({ ...change, no }), `no visit ${no}`)
      },
      /** The first acknowledgement stands. */
      async ack(visit, person, at) {
        const written = db
          .update(assignments)
          .set({ ackedAt: sql`coalesce(${assignments.ackedAt}, ${at})` })
          .where(and(eq(assignments.visit, visit), eq(assignments.person, person)))
          .run()
        mustChange(written, `${person} holds no seat of visit ${visit}`)
      },
    },
  }
}

/** One statement for each choice of fields. */
function prepareChanges({ db }: Connection) {
  const prepare = (fields: string[]) =>
    db
      .update(visits)
      .set(Object.fromEntries(fields.map((field) => [field, sql.placeholder(field)])))
      .where(eq(visits.no, sql.placeholder('no')))
      .prepare()
  const kept = new Map<string, ReturnType<typeof prepare>>()
  return (fields: string[]) => {
    const key = fields.join()
    const statement = kept.get(key) ?? prepare(fields)
    kept.set(key, statement)
    return statement
  }
}

function countsByFirm({ db }: Connection, item: string, year: number): Map<string, number> {
  const rows = db
    .select({ firm: visits.firm, held: count() })
    .from(visitItems)
    .innerJoin(visits, eq(visits.no, visitItems.visit))
    .innerJoin(draws, eq(draws.no, visits.draw))
    .where(and(eq(visitItems.item, item), drawnIn(year)))
    .groupBy(visits.firm)
    .all()
  return new Map(rows.map(({ firm, held }) => [firm, held]))
}

function countsOfPlan({ db }: Connection, plan: string, year: number): Map<string, number> {
  const rows = db
    .select({ firm: visits.firm, held: count() })
    .from(draws)
    .innerJoin(visits, eq(visits.draw, draws.no))
    .where(and(eq(draws.plan, plan), drawnIn(year)))
    .groupBy(visits.firm)
    .all()
  return new Map(rows.map(({ firm, held }) => [firm, held]))
}

/** Calendar years are the office's, at UTC+8 (dr1 §1). */
function drawnIn(year: number): SQL | undefined {
  const yearStart = (y: number) => `${y - 1}-12-31T16:00:00.000Z`
  return and(
    eq(draws.state, 'drawn'),
    gte(draws.closedAt, yearStart(year)),
    lt(draws.closedAt, yearStart(year + 1)),
  )
}

/** Two queries, so that each has its index. */
function engagedFirms({ db }: Connection, plan: string, since: Day): Set<string> {
  const others = ne(visits.plan, plan)
  const pending = db
    .select({ firm: visits.firm })
    .from(visits)
    .where(and(sql`"state" = 'pending'`, others))
    .all()
  const newest = sql`(select max(version) from records newer where newer.visit = ${records.visit})`
  const inspected = db
    .select({ firm: visits.firm })
    .from(records)
    .innerJoin(visits, eq(visits.no, records.visit))
    .where(and(gte(records.inspectedOn, since), eq(records.version, newest), others))
    .all()
  return new Set([...pending, ...inspected].map(({ firm }) => firm))
}
