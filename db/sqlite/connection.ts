/** One connection to an SQLite file, refused unless every commit survives a power cut. */

import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { defineFirmWords } from './firm-words.js'

export interface Connection {
  raw: Database.Database
  db: BetterSQLite3Database
}

/** The driver's own default, synchronous=NORMAL under WAL, loses acknowledged rows in a power cut. */
const PRAGMAS = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['recursive_triggers', 'ON', 1],
  ['busy_timeout', '5000', 5000],
  // In pages: at the usual 1,000 a busy hour writes the same pages back again and again.
  ['wal_autocheckpoint', '4000', 4000],
] as const

/** @throws when the file cannot be opened or a setting that the house relies on does not hold */
export function openConnection(path: string, options: { readonly: boolean }): Connection {
  const raw = new Database(path, { readonly: options.readonly, fileMustExist: options.readonly })
  try {
    for (const [name, value, expected] of PRAGMAS) {
      if (!(options.readonly && name === 'journal_mode')) raw.pragma(`${name} = ${value}`)
      const actual = raw.pragma(name, { simple: true })
      if (actual !== expected)
        throw new Error(`${path}: SQLite keeps ${name} = ${actual}, ${expected} is needed`)
    }
  } catch (error) {
    raw.close()
    throw error
  }
  if (!options.readonly) defineFirmWords(raw)
  return { raw, db: drizzle({ client: raw }) }
}
