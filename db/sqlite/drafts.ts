/** Unfinished records in SQLite. */

import { and, desc, eq, lt } from 'drizzle-orm'
import type { DraftsTx, DraftsView } from '../nouns/drafts.js'
import type { Connection } from './connection.js'
import { recordDrafts as table } from './schema/records.js'

const one = (visit: string, person: string) => and(eq(table.visit, visit), eq(table.person, person))

export function readDrafts({ db }: Connection): DraftsView {
  return {
    drafts: {
      get: async (visit, person) => db.select().from(table).where(one(visit, person)).get(),
      ofPerson: async (person) =>
        db.select().from(table).where(eq(table.person, person)).orderBy(desc(table.at)).all(),
    },
  }
}

export function writeDrafts(connection: Connection): DraftsTx {
  const { db } = connection
  return {
    drafts: {
      ...readDrafts(connection).drafts,
      async put(row) {
        const { state, at } = row
        const target = [table.visit, table.person]
        db.insert(table).values(row).onConflictDoUpdate({ target, set: { state, at } }).run()
      },
      remove: async (visit, person) => void db.delete(table).where(one(visit, person)).run(),
      forget: async (before) => void db.delete(table).where(lt(table.at, before)).run(),
    },
  }
}
