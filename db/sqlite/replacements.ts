/** Seats that change hands after a draw, and recusals asked for before one, in SQLite. */

import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Tx, View } from '../store.js'
import type { Connection } from './connection.js'
import { replacements } from './schema/draws.js'
import { recusalRequests } from './schema/registries.js'
import { mustChange } from './statements.js'

type Nouns = 'replacements' | 'recusalRequests'

export function readReplacements({ db }: Connection): Pick<View, Nouns> {
  const select = () => db.select().from(replacements)
  return {
    replacements: {
      get: async (id) => select().where(eq(replacements.id, id)).get(),
      ofDraw: async (drawNo) =>
        select().where(eq(replacements.draw, drawNo)).orderBy(asc(replacements.id)).all(),
      inStates: async (states) =>
        select().where(inArray(replacements.state, states)).orderBy(asc(replacements.id)).all(),
    },
    recusalRequests: {
      get: async (id) => db.select().from(recusalRequests).where(eq(recusalRequests.id, id)).get(),
      open: async () =>
        db
          .select()
          .from(recusalRequests)
          .where(eq(recusalRequests.state, 'asked'))
          .orderBy(asc(recusalRequests.id))
          .all(),
    },
  }
}

export function writeReplacements(connection: Connection): Pick<Tx, Nouns> {
  const { db } = connection
  const reads = readReplacements(connection)
  return {
    replacements: {
      ...reads.replacements,
      async ask(row) {
        const values = { ...row, state: 'asked', version: 1 } as const
        return Number(db.insert(replacements).values(values).run().lastInsertRowid)
      },
      async advance(id, version, change) {
        const written = db
          .update(replacements)
          .set({ ...change, version: version + 1 })
          .where(and(eq(replacements.id, id), eq(replacements.version, version)))
          .run()
        mustChange(written, `replacement ${id} is no longer at version ${version}`)
      },
    },
    recusalRequests: {
      ...reads.recusalRequests,
      async ask(row) {
        const values = { ...row, state: 'asked' } as const
        return Number(db.insert(recusalRequests).values(values).run().lastInsertRowid)
      },
      async decide(id, state, decidedBy) {
        const open = and(eq(recusalRequests.id, id), eq(recusalRequests.state, 'asked'))
        const written = db.update(recusalRequests).set({ state, decidedBy }).where(open).run()
        mustChange(written, `recusal request ${id} is not open`)
      },
    },
  }
}
