/** What departments answer for on their visits, what they decided and made public, in SQLite. */

import { and, asc, eq, inArray, lte } from 'drizzle-orm'
import type { Tx, View } from '../store.js'
import type { Connection } from './connection.js'
import { preparePublishing } from './publish.js'
import { decisions, disclosures, results } from './schema/results.js'
import { mustChange, prepareInsert, prepareUpsert } from './statements.js'

type Nouns = 'results' | 'decisions' | 'disclosures'

export function readResults({ db }: Connection): Pick<View, Nouns> {
  const select = () => db.select().from(results)
  return {
    results: {
      get: async (visit, department) =>
        select()
          .where(and(eq(results.visit, visit), eq(results.department, department)))
          .get(),
      ofVisit: async (visit) =>
        select().where(eq(results.visit, visit)).orderBy(asc(results.department)).all(),
      async inStates(states, department) {
        const own = department === undefined ? undefined : eq(results.department, department)
        const query = select().where(and(inArray(results.state, states), own))
        return query.orderBy(asc(results.inspectedOn), asc(results.visit)).all()
      },
      remindBy: async (day) =>
        select().where(lte(results.remindOn, day)).orderBy(asc(results.remindOn), asc(results.visit)).all(),
    },
    decisions: {
      get: async (id) => db.select().from(decisions).where(eq(decisions.id, id)).get(),
      async of(visit, department) {
        const own = and(eq(decisions.visit, visit), eq(decisions.department, department))
        return db.select().from(decisions).where(own).orderBy(asc(decisions.id)).all()
      },
      remindBy: async (day) =>
        db.select().from(decisions).where(lte(decisions.remindOn, day)).orderBy(asc(decisions.id)).all(),
    },
    disclosures: {
      async of(visit, department) {
        const own = and(eq(disclosures.visit, visit), eq(disclosures.department, department))
        return db.select().from(disclosures).where(own).orderBy(asc(disclosures.version)).all()
      },
    },
  }
}

const NOTHING_YET = { recheck: null, nextCheckOn: null, revoked: null }

export function writeResults(connection: Connection): Pick<Tx, Nouns> {
  const { db } = connection
  const reads = readResults(connection)
  const result = prepareUpsert(connection, results, results.visit, results.department)
  const decision = prepareInsert(connection, decisions)
  const disclosure = prepareInsert(connection, disclosures)
  const publish = preparePublishing(connection)
  return {
    results: { ...reads.results, put: async (row) => void result(row) },
    decisions: {
      ...reads.decisions,
      add: async (row) => Number(decision({ ...row, ...NOTHING_YET }).lastInsertRowid),
      async change(id, change) {
        const written = db.update(decisions).set(change).where(eq(decisions.id, id)).run()
        mustChange(written, `no decision ${id}`)
      },
    },
    disclosures: {
      ...reads.disclosures,
      async add(row) {
        disclosure(row)
        publish(row)
      },
    },
  }
}
