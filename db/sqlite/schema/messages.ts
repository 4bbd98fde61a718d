/** The tables of what comes in, what goes out, what is being asked, and the built-in room. */

import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Button, FileRef } from '../../store.js'
import { flag, json, oneOf, PLATFORMS, platform, runningId } from './columns.js'

const INBOX_STATES = ['pending', 'done', 'dead'] as const
const OUTBOX_STATES = ['queued', 'sending', 'sent', 'dropped', 'dead'] as const
const DOUBTS = ['resend', 'drop'] as const

const buttons = () => json().$type<Button[][]>().notNull()

export const inbox = sqliteTable(
  'inbox',
  {
    id: runningId(),
    platform: platform(),
    key: text().notNull(),
    lane: text().notNull(),
    event: json().$type<unknown>(),
    receivedAt: text().notNull(),
    state: text({ enum: INBOX_STATES }).notNull(),
    attempts: integer().notNull(),
    error: text(),
  },
  (t) => [
    uniqueIndex('inbox_by_key').on(t.platform, t.key),
    index('inbox_by_lane').on(t.state, t.lane, t.id),
    oneOf('inbox_state', 'state', INBOX_STATES),
    oneOf('inbox_platform', 'platform', PLATFORMS),
  ],
)

export const outbox = sqliteTable(
  'outbox',
  {
    id: runningId(),
    platform: platform(),
    chat: text().notNull(),
    ref: text().notNull().unique(),
    person: text(),
    text: text().notNull(),
    buttons: buttons(),
    file: json().$type<FileRef>(),
    replyTo: text(),
    quiet: flag(),
    secret: flag().default(false),
    onDoubt: text({ enum: DOUBTS }).notNull(),
    notBefore: text().notNull(),
    state: text({ enum: OUTBOX_STATES }).notNull(),
    doubtful: flag(),
    attempts: integer().notNull(),
    createdAt: text().notNull(),
    sentAt: text(),
    messageId: text(),
    error: text(),
  },
  (t) => [
    index('outbox_unsent').on(t.platform, t.chat, t.id).where(sql`"state" in ('queued', 'sending')`),
    index('outbox_by_state').on(t.state, t.id),
    index('outbox_doubtful').on(t.id).where(sql`"doubtful" = 1`),
    oneOf('outbox_on_doubt', 'onDoubt', DOUBTS),
    oneOf('outbox_state', 'state', OUTBOX_STATES),
    oneOf('outbox_platform', 'platform', PLATFORMS),
  ],
)

export const dialogues = sqliteTable(
  'dialogues',
  {
    platform: platform(),
    chat: text().notNull(),
    account: text().notNull(),
    command: text().notNull(),
    token: text().notNull(),
    state: json().$type<unknown>(),
    expiresAt: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.platform, t.chat, t.account] }),
    oneOf('dialogues_platform', 'platform', PLATFORMS),
  ],
)

export const roomMessages = sqliteTable(
  'room_messages',
  {
    id: runningId(),
    ref: text().notNull().unique(),
    chat: text().notNull(),
    from: text().notNull(),
    to: text(),
    text: text().notNull(),
    buttons: buttons(),
    files: json().$type<FileRef[]>().notNull(),
    at: text().notNull(),
  },
  (t) => [index('room_messages_by_chat').on(t.chat, t.id)],
)
