/** Departments, people, the roll of inspectors and recusals in SQLite. */

import { and, asc, between, count, desc, eq, gte, inArray, lt, or, sql } from 'drizzle-orm'
import type { Tx, View } from '../store.js'
import type { Connection } from './connection.js'
import { assignments, draws, visits } from './schema/draws.js'
import { departments, inspectors, people, recusals } from './schema/registries.js'
import { prepareUpsert, whenNeeded } from './statements.js'
import { prepareVisitsOf, prepareVisitTotals } from './visit-totals.js'

type Nouns = 'departments' | 'people' | 'inspectors' | 'recusals'

export function readRegistries(connection: Connection): Pick<View, Nouns> {
  return {
    departments: readDepartments(connection),
    people: readPeople(connection),
    inspectors: readInspectors(connection),
    recusals: readRecusals(connection),
  }
}

export function writeRegistries(connection: Connection): Pick<Tx, Nouns> {
  const reads = readRegistries(connection)
  const department = prepareUpsert(connection, departments, departments.code)
  const person = prepareUpsert(connection, people, people.id)
  const inspector = prepareUpsert(connection, inspectors, inspectors.id)
  const counted = prepareVisitTotals(connection)
  const visitsOf = prepareVisitsOf(connection)
  const recusal = prepareUpsert(connection, recusals, recusals.inspector, recusals.firm)
  return {
    departments: { ...reads.departments, put: async (row) => void department(row) },
    people: { ...reads.people, put: async (row) => void person(row) },
    inspectors: {
      ...reads.inspectors,
      async put(row) {
        const before = await reads.inspectors.get(row.id)
        const moved = before !== undefined && before.department !== row.department
        counted(moved ? visitsOf(row.id) : [], () => inspector(row))
      },
    },
    recusals: { ...reads.recusals, put: async (row) => void recusal(row) },
  }
}

function readDepartments({ db }: Connection): View['departments'] {
  const byCode = whenNeeded(() =>
    db
      .select()
      .from(departments)
      .where(eq(departments.code, sql.placeholder('code')))
      .prepare(),
  )
  const all = whenNeeded(() => db.select().from(departments).orderBy(asc(departments.code)).prepare())
  return {
    get: async (code) => byCode().get({ code }),
    all: async () => all().all(),
  }
}

function readPeople({ db }: Connection): View['people'] {
  const byId = whenNeeded(() =>
    db
      .select()
      .from(people)
      .where(eq(people.id, sql.placeholder('id')))
      .prepare(),
  )
  return {
    get: async (id) => byId().get({ id }),
    all: async () => db.select().from(people).orderBy(asc(people.id)).all(),
    /** Only those who are still active: roles are asked for to give authority or work. */
    async withRole(role, department) {
      const holds = sql`exists (select 1 from json_each(${people.roles}) where value = ${role})`
      const there = department === undefined ? undefined : eq(people.department, department)
      const query = db
        .select()
        .from(people)
        .where(and(holds, there, eq(people.active, true)))
      return query.orderBy(asc(people.id)).all()
    },
    async find(word) {
      const query = db
        .select()
        .from(people)
        .where(or(eq(people.id, word), eq(people.name, word)))
      return query.orderBy(asc(people.id)).all()
    },
  }
}

function readInspectors({ db }: Connection): View['inspectors'] {
  const byId = whenNeeded(() =>
    db
      .select()
      .from(inspectors)
      .where(eq(inspectors.id, sql.placeholder('id')))
      .prepare(),
  )
  const ofPerson = whenNeeded(() =>
    db
      .select()
      .from(inspectors)
      .where(eq(inspectors.person, sql.placeholder('person')))
      .orderBy(desc(inspectors.active), desc(inspectors.certifiedUntil))
      .limit(1)
      .prepare(),
  )
  return {
    get: async (id) => byId().get({ id }),
    /** Of several entries, such as an old certificate and a new one, the active one. */
    ofPerson: async (person) => ofPerson().get({ person }),
    async ofDepartments(codes) {
      const query = db.select().from(inspectors).where(inArray(inspectors.department, codes))
      return query.orderBy(asc(inspectors.id)).all()
    },
    async expiring(from, to) {
      const within = between(inspectors.certifiedUntil, from, to)
      const query = db
        .select()
        .from(inspectors)
        .where(and(eq(inspectors.active, true), within))
      return query.orderBy(asc(inspectors.certifiedUntil), asc(inspectors.id)).all()
    },
    async loads(from, to) {
      const rows = db
        .select({ inspector: assignments.inspector, held: count() })
        .from(draws)
        .innerJoin(visits, eq(visits.draw, draws.no))
        .innerJoin(assignments, eq(assignments.visit, visits.no))
        .where(and(eq(draws.state, 'drawn'), gte(draws.closedAt, from), lt(draws.closedAt, to)))
        .groupBy(assignments.inspector)
        .all()
      return new Map(rows.map(({ inspector, held }) => [inspector, held]))
    },
  }
}

function readRecusals({ db }: Connection): View['recusals'] {
  return {
    async ofInspectors(ids) {
      const query = db.select().from(recusals).where(inArray(recusals.inspector, ids))
      return query.orderBy(asc(recusals.inspector), asc(recusals.firm)).all()
    },
  }
}
