/** Brings a database file to the newest form of the tables. */

import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { migrate as runMigrations } from 'drizzle-orm/better-sqlite3/migrator'
import type { Connection } from './connection.js'

export function migrate({ db }: Connection): void {
  runMigrations(db, { migrationsFolder: join(packageRoot(), 'db', 'migrations') })
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
