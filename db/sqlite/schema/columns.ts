/** The kinds of column and check that several tables share. */

import { sql } from 'drizzle-orm'
import { check, integer, text } from 'drizzle-orm/sqlite-core'

export const PLATFORMS = ['room', 'telegram', 'wechat', 'wecom'] as const

export const flag = () => integer({ mode: 'boolean' }).notNull()
export const json = () => text({ mode: 'json' })
export const strings = () => json().$type<string[]>().notNull()
export const platform = () => text({ enum: PLATFORMS }).notNull()
/** An id that is never given twice, not even after a deletion. */
export const runningId = () => integer().primaryKey({ autoIncrement: true })

/** The CHECK of a column that holds one of a few words; the words are ours, never a user's. */
export function oneOf(name: string, column: string, words: readonly string[]) {
  const list = words.map((word) => `'${word}'`).join(', ')
  return check(name, sql.raw(`"${column}" in (${list})`))
}
