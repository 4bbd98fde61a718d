/** Where an installation keeps things. */
import { join } from 'node:path'
import type { Config } from './config.js'

type Places = Pick<Config, 'DATA_DIR' | 'DATABASE_URL'>

export function databaseUrl({ DATA_DIR, DATABASE_URL }: Places): string {
  return DATABASE_URL ?? join(DATA_DIR, 'shuangsuiji.db')
}

export function filesDir({ DATA_DIR }: Places): string {
  return join(DATA_DIR, 'files')
}

export function backupDir({ DATA_DIR }: Places): string {
  return join(DATA_DIR, 'backups')
}
