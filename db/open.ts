/** Opens the store that an address names. */

import { fileURLToPath } from 'node:url'
import { openSqlite } from './sqlite/open-sqlite.js'
import type { Store } from './store.js'

/**
 * @param url a plain path, or a `file:` or `sqlite:` address with a relative or absolute path
 * @param options `readonly` for a worker: nothing is migrated, `write` throws
 * @throws when no engine fits the address, or when the database cannot be trusted with every commit
 */
export async function openStore(url: string, options: { readonly?: boolean } = {}): Promise<Store> {
  return openSqlite(databasePath(url), options)
}

/** The file that an address names. @throws as `openStore` */
export function databasePath(url: string): string {
  const [, scheme, rest = ''] = /^(?:([a-z][a-z0-9+.-]+):)?(.*)$/is.exec(url) ?? []
  const known = scheme === undefined || scheme === 'file' || scheme === 'sqlite'
  if (!known) throw new Error(`no database engine for ${scheme}: addresses; give the path of an SQLite file`)
  if (rest === '' || rest.startsWith(':')) throw new Error('the database address names no file')
  return scheme && rest.startsWith('//') ? fileURLToPath(`file:${rest}`) : rest
}
