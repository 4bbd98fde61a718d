/** Bindings of accounts to people, and single-use codes, in SQLite. */

import { and, count, desc, eq, gte, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { PlatformName, Tx, View } from '../store.js'
import type { Connection } from './connection.js'
import { bindCodes, bindFailures, bindings } from './schema/identity.js'
import { mustChange, prepareUpsert, whenNeeded } from './statements.js'

type Nouns = 'bindings' | 'bindCodes'

export function readIdentity(connection: Connection): Pick<View, Nouns> {
  const { db } = connection
  const binding = whenNeeded(() =>
    db
      .select()
      .from(bindings)
      .where(
        and(
          eq(bindings.platform, sql.placeholder('platform')),
          eq(bindings.account, sql.placeholder('account')),
        ),
      )
      .prepare(),
  )
  const ofPerson = whenNeeded(() =>
    db
      .select()
      .from(bindings)
      .where(eq(bindings.person, sql.placeholder('person')))
      .orderBy(desc(bindings.preferredAt), desc(bindings.boundAt), desc(sql`rowid`))
      .prepare(),
  )
  return {
    bindings: {
      get: async (platform, account) => binding().get({ platform, account }),
      ofPerson: async (person) => ofPerson().all({ person }),
      unreachable: async () =>
        db.select().from(bindings).where(isNotNull(bindings.unreachable)).orderBy(bindings.person).all(),
    },
    bindCodes: {
      async failures(platform, account, since) {
        const query = db.select({ times: count() }).from(bindFailures)
        const failed = and(isOf(bindFailures, platform, account), gte(bindFailures.at, since))
        return query.where(failed).get()?.times ?? 0
      },
    },
  }
}

export function writeIdentity(connection: Connection): Pick<Tx, Nouns> {
  const reads = readIdentity(connection)
  return {
    bindings: { ...reads.bindings, ...changeBindings(connection) },
    bindCodes: { ...reads.bindCodes, ...changeCodes(connection) },
  }
}

function changeBindings(connection: Connection): Omit<Tx['bindings'], keyof View['bindings']> {
  const { db } = connection
  const put = prepareUpsert(connection, bindings, bindings.platform, bindings.account)
  return {
    put: async (row) => void put({ ...row, preferredAt: null }),
    async prefer(platform, account, at) {
      const written = db
        .update(bindings)
        .set({ preferredAt: at })
        .where(isOf(bindings, platform, account))
        .run()
      mustChange(written, `no binding of ${platform} ${account}`)
    },
    async remove(platform, account) {
      db.delete(bindings)
        .where(isOf(bindings, platform, account))
        .run()
    },
    async removeAll(platform) {
      db.delete(bindings).where(eq(bindings.platform, platform)).run()
    },
    async setUnreachable(platform, account, unreachable) {
      db.update(bindings)
        .set({ unreachable })
        .where(isOf(bindings, platform, account))
        .run()
    },
  }
}

function changeCodes({ db }: Connection): Omit<Tx['bindCodes'], keyof View['bindCodes']> {
  return {
    async put(row) {
      db.delete(bindCodes).where(eq(bindCodes.person, row.person)).run()
      db.insert(bindCodes).values(row).run()
    },
    async take(hash, now) {
      const taken = db.delete(bindCodes).where(eq(bindCodes.hash, hash)).returning().get()
      return taken && taken.expiresAt > now ? taken : undefined
    },
    async fail(platform, account, at) {
      db.insert(bindFailures).values({ platform, account, at }).run()
    },
  }
}

function isOf(
  table: { platform: SQLiteColumn; account: SQLiteColumn },
  platform: PlatformName,
  account: string,
): SQL | undefined {
  return and(eq(table.platform, platform), eq(table.account, account))
}
