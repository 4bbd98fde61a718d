/** Files that somebody wants to have imported, in SQLite. */

import { and, asc, eq } from 'drizzle-orm'
import type { Tx, View } from '../store.js'
import type { Connection } from './connection.js'
import { importRequests } from './schema/imports.js'
import { mustChange } from './statements.js'

type Nouns = 'importRequests'

export function readImportRequests({ db }: Connection): Pick<View, Nouns> {
  const select = () => db.select().from(importRequests)
  return {
    importRequests: {
      get: async (id) => select().where(eq(importRequests.id, id)).get(),
      inState: async (state) =>
        select().where(eq(importRequests.state, state)).orderBy(asc(importRequests.id)).all(),
    },
  }
}

export function writeImportRequests(connection: Connection): Pick<Tx, Nouns> {
  const { db } = connection
  return {
    importRequests: {
      ...readImportRequests(connection).importRequests,
      async ask(row) {
        const values = { ...row, state: 'checking', version: 1 } as const
        return Number(db.insert(importRequests).values(values).run().lastInsertRowid)
      },
      async advance(id, version, change) {
        const written = db
          .update(importRequests)
          .set({ ...change, version: version + 1 })
          .where(and(eq(importRequests.id, id), eq(importRequests.version, version)))
          .run()
        mustChange(written, `import request ${id} is no longer at version ${version}`)
      },
    },
  }
}
