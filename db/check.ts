/** Asks a database file whether it is sound. */
import { databasePath } from './open.js'
import { openConnection } from './sqlite/connection.js'

/**
 * What is wrong, in the engine's own words; empty when nothing is. `quick` skips comparing the indexes with the tables.
 * @param url as for `openStore`; the database must be there
 */
export function checkDatabase(url: string, depth: 'quick' | 'full'): string[] {
  try {
    const { raw } = openConnection(databasePath(url), { readonly: true })
    try {
      const rows = raw.pragma(depth === 'full' ? 'integrity_check' : 'quick_check')
      return (rows as Record<string, string>[]).flatMap(Object.values).filter((line) => line !== 'ok')
    } finally {
      raw.close()
    }
  } catch (error) {
    return [(error as Error).message]
  }
}
