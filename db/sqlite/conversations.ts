/** Open questions and the built-in room in SQLite. */

import { and, asc, eq, gt, lt, max, sql } from 'drizzle-orm'
import type { ChatRef, Tx, View } from '../store.js'
import type { Connection } from './connection.js'
import { dialogues, roomMessages } from './schema/messages.js'
import { prepareInsertNew, prepareUpsert, whenNeeded } from './statements.js'

type Nouns = 'dialogues' | 'room'

export function readConversations({ db }: Connection): Pick<View, Nouns> {
  const dialogue = whenNeeded(() =>
    db
      .select()
      .from(dialogues)
      .where(
        and(
          eq(dialogues.platform, sql.placeholder('platform')),
          eq(dialogues.chat, sql.placeholder('chat')),
          eq(dialogues.account, sql.placeholder('account')),
        ),
      )
      .prepare(),
  )
  return {
    dialogues: {
      get: async ({ platform, chat }, account) => dialogue().get({ platform, chat, account }),
    },
    room: {
      async after(chat, id) {
        const later = and(eq(roomMessages.chat, chat), gt(roomMessages.id, id))
        const rows = db.select().from(roomMessages).where(later).orderBy(asc(roomMessages.id)).all()
        return rows.map(({ ref: _, ...message }) => message)
      },
      async latest() {
        const query = db.select({ chat: roomMessages.chat, id: max(roomMessages.id) }).from(roomMessages)
        const rows = query.groupBy(roomMessages.chat).all()
        return Object.fromEntries(rows.map(({ chat, id }) => [chat, id ?? 0]))
      },
    },
  }
}

export function writeConversations(connection: Connection): Pick<Tx, Nouns> {
  const { db } = connection
  const reads = readConversations(connection)
  const putDialogue = prepareUpsert(
    connection,
    dialogues,
    dialogues.platform,
    dialogues.chat,
    dialogues.account,
  )
  const say = prepareInsertNew(connection, roomMessages)
  const idOf = whenNeeded(() =>
    db
      .select({ id: roomMessages.id })
      .from(roomMessages)
      .where(eq(roomMessages.ref, sql.placeholder('ref')))
      .prepare(),
  )
  return {
    dialogues: {
      ...reads.dialogues,
      put: async (row) => void putDialogue(row),
      async remove(ref, account) {
        db.delete(dialogues).where(isOf(ref, account)).run()
      },
      async forget(now) {
        db.delete(dialogues).where(lt(dialogues.expiresAt, now)).run()
      },
    },
    room: {
      ...reads.room,
      async add(row, ref) {
        const written = say({ ...row, ref })
        return written.changes ? Number(written.lastInsertRowid) : (idOf().get({ ref })?.id ?? 0)
      },
    },
  }
}

function isOf({ platform, chat }: ChatRef, account: string) {
  return and(eq(dialogues.platform, platform), eq(dialogues.chat, chat), eq(dialogues.account, account))
}
