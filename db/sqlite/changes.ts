/** What changes the registries one by one, in SQLite: earlier versions, an upper platform's events, leaves. */

import { and, desc, eq, sql } from 'drizzle-orm'
import type { Tx, View } from '../store.js'
import type { Connection } from './connection.js'
import { leaves, registryEvents, registryVersions } from './schema/changes.js'
import { mustChange, prepareInsert, whenNeeded } from './statements.js'

type Nouns = 'versions' | 'registryEvents' | 'leaves'

export function readChanges({ db }: Connection): Pick<View, Nouns> {
  return {
    versions: {
      of: async (kind, key) =>
        db
          .select()
          .from(registryVersions)
          .where(and(eq(registryVersions.kind, kind), eq(registryVersions.key, key)))
          .orderBy(desc(registryVersions.n))
          .all(),
    },
    registryEvents: {
      get: async (id) => db.select().from(registryEvents).where(eq(registryEvents.id, id)).get(),
    },
    leaves: {
      get: async (id) => db.select().from(leaves).where(eq(leaves.id, id)).get(),
      openOf: async (inspector) =>
        db
          .select()
          .from(leaves)
          .where(and(eq(leaves.inspector, inspector), eq(leaves.state, 'asked')))
          .get(),
    },
  }
}

export function writeChanges(connection: Connection): Pick<Tx, Nouns> {
  const { db } = connection
  const reads = readChanges(connection)
  const event = prepareInsert(connection, registryEvents)
  const version = prepareInsert(connection, registryVersions)
  const last = whenNeeded(() =>
    db
      .select({ n: registryVersions.n })
      .from(registryVersions)
      .where(
        and(
          eq(registryVersions.kind, sql.placeholder('kind')),
          eq(registryVersions.key, sql.placeholder('key')),
        ),
      )
      .orderBy(desc(registryVersions.n))
      .limit(1)
      .prepare(),
  )
  return {
    versions: {
      ...reads.versions,
      keep: async (row) => void version({ ...row, n: (last().get(row)?.n ?? 0) + 1 }),
    },
    registryEvents: { ...reads.registryEvents, add: async (row) => void event(row) },
    leaves: {
      ...reads.leaves,
      async ask(row) {
        const values = { ...row, state: 'asked' } as const
        return Number(db.insert(leaves).values(values).run().lastInsertRowid)
      },
      async decide(id, state, decidedBy) {
        const open = and(eq(leaves.id, id), eq(leaves.state, 'asked'))
        const written = db.update(leaves).set({ state, decidedBy }).where(open).run()
        mustChange(written, `leave ${id} is not open`)
      },
    },
  }
}
