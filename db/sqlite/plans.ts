/** Items and plans in SQLite. */

import { asc, eq, lte, sql } from 'drizzle-orm'
import type { Tx, View } from '../store.js'
import type { Connection } from './connection.js'
import { items, plans } from './schema/registries.js'
import { prepareUpsert, whenNeeded } from './statements.js'

export function readPlans({ db }: Connection): Pick<View, 'items' | 'plans'> {
  // One statement for any number of codes: building one anew costs several times the look.
  const many = whenNeeded(() =>
    db
      .select()
      .from(items)
      .where(sql`${items.code} in (select value from json_each(${sql.placeholder('codes')}))`)
      .orderBy(asc(items.code))
      .prepare(),
  )
  const published = whenNeeded(() =>
    db
      .select({ code: items.code, name: items.name })
      .from(items)
      .where(lte(items.publishedOn, sql.placeholder('today')))
      .orderBy(asc(items.code))
      .prepare(),
  )
  const planByNo = whenNeeded(() =>
    db
      .select()
      .from(plans)
      .where(eq(plans.no, sql.placeholder('no')))
      .prepare(),
  )
  return {
    items: {
      get: async (code) => db.select().from(items).where(eq(items.code, code)).get(),
      many: async (codes) => many().all({ codes: JSON.stringify(codes) }),
      all: async () => db.select().from(items).orderBy(asc(items.code)).all(),
      published: async (today) => published().all({ today }),
    },
    plans: {
      get: async (no) => planByNo().get({ no }),
      all: async () => db.select().from(plans).orderBy(asc(plans.no)).all(),
    },
  }
}

export function writePlans(connection: Connection): Pick<Tx, 'items' | 'plans'> {
  const reads = readPlans(connection)
  const item = prepareUpsert(connection, items, items.code)
  const plan = prepareUpsert(connection, plans, plans.no)
  return {
    items: { ...reads.items, put: async (row) => void item(row) },
    plans: { ...reads.plans, put: async (row) => void plan(row) },
  }
}
