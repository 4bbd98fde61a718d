/** The groups that the office has bound, in SQLite. */

import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { PlatformName, Tx, View } from '../store.js'
import type { Connection } from './connection.js'
import { UNSENT } from './outbox.js'
import { draws } from './schema/draws.js'
import { groups } from './schema/identity.js'
import { outbox } from './schema/messages.js'
import { prepareUpsert, whenNeeded } from './statements.js'

const OPEN_DRAW = ['requested', 'committed', 'witnessed', 'closed'] as const

export function readGroups({ db }: Connection): Pick<View, 'groups'> {
  const select = () => db.select().from(groups)
  const byRef = whenNeeded(() =>
    select()
      .where(and(eq(groups.platform, sql.placeholder('platform')), eq(groups.chat, sql.placeholder('chat'))))
      .prepare(),
  )
  const order = [asc(groups.platform), asc(groups.chat)]
  const ofKind = whenNeeded(() =>
    select()
      .where(eq(groups.kind, sql.placeholder('kind')))
      .orderBy(...order)
      .prepare(),
  )
  const all = whenNeeded(() =>
    select()
      .orderBy(...order)
      .prepare(),
  )
  return {
    groups: {
      get: async ({ platform, chat }) => byRef().get({ platform, chat }),
      async ofKind(kind, department) {
        const rows = ofKind().all({ kind })
        return department === undefined ? rows : rows.filter((row) => row.department === department)
      },
      all: async () => all().all(),
    },
  }
}

export function writeGroups(connection: Connection): Pick<Tx, 'groups'> {
  return { groups: { ...readGroups(connection).groups, ...changeGroups(connection) } }
}

function changeGroups(connection: Connection): Omit<Tx['groups'], keyof View['groups']> {
  const { db } = connection
  const put = prepareUpsert(connection, groups, groups.platform, groups.chat)
  const at = (platform: PlatformName, chat: string) =>
    and(eq(groups.platform, platform), eq(groups.chat, chat))
  return {
    put: async (row) => void put(row),
    async remove({ platform, chat }) {
      db.delete(groups).where(at(platform, chat)).run()
    },
    async migrate(platform, from, to) {
      const group = db.delete(groups).where(at(platform, from)).returning().get()
      if (group) put({ ...group, chat: to })
      const messages = and(eq(outbox.platform, platform), eq(outbox.chat, from), UNSENT)
      db.update(outbox).set({ chat: to }).where(messages).run()
      const open = and(
        eq(draws.platform, platform),
        eq(draws.chat, from),
        inArray(draws.state, [...OPEN_DRAW]),
      )
      db.update(draws).set({ chat: to }).where(open).run()
    },
  }
}
