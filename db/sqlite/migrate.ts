/** Brings a database file to the newest form of the tables. */

import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { migrate as runMigrations } from 'drizzle-orm/better-sqlite3/migrator'
import type { Connection } from './connection.js'

/**
 * A table that others refer to can only be made anew while references are not enforced, which no statement inside a
 * migration can bring about; so they are looked at afterwards.
 * @throws when a migration left a reference to nothing
 */
export function migrate({ db, raw }: Connection): void {
  const before = raw.pragma('schema_version', { simple: true })
  raw.pragma('foreign_keys = OFF')
  runMigrations(db, { migrationsFolder: join(packageRoot(), 'db', 'migrations') })
  raw.pragma('foreign_keys = ON')
  if (raw.pragma('schema_version', { simple: true }) === before) return
  const [broken] = raw.pragma('foreign_key_check') as unknown[]
  if (broken)
    throw new Error(`the migrated tables refer to rows that are not there: ${JSON.stringify(broken)}`)
}

/** The same folder whether this runs as a source or, one level deeper, from dist/. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('the package that holds db/migrations was not found')
    folder = parent
  }
  return folder
}
