/** The store on an SQLite file: one connection that writes, a few that read, each read with a snapshot of its own. */

import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Store } from '../store.js'
import { type Connection, openConnection } from './connection.js'
import { migrate } from './migrate.js'
import { createTx } from './nouns.js'
import { createSnapshots } from './snapshots.js'
import { createWriteQueue } from './write-queue.js'

/**
 * @param path of the database file, which is made (with its folder) unless `readonly`
 * @throws when the file cannot be opened or does not hold the settings that the house relies on
 */
export function openSqlite(path: string, options: { readonly?: boolean } = {}): Store {
  return options.readonly ? openForReading(path) : openForWriting(path)
}

function openForReading(path: string): Store {
  const open = () => openConnection(path, { readonly: true })
  open().raw.close()
  const snapshots = createSnapshots(open)
  return {
    read: snapshots.read,
    async write() {
      throw new Error('this store was opened for reading only')
    },
    async copyTo(target) {
      const source = open()
      // In one read transaction: otherwise every commit of the process that writes makes the copy start anew.
      source.raw.exec('BEGIN; SELECT 1 FROM sqlite_master')
      await copy(source, target).finally(() => source.raw.close())
    },
    async close() {
      snapshots.close()
    },
  }
}

function openForWriting(path: string): Store {
  mkdirSync(dirname(path), { recursive: true })
  const writer = openConnection(path, { readonly: false })
  migrate(writer)
  const queue = createWriteQueue(writer, createTx(writer))
  const snapshots = createSnapshots(() => openConnection(path, { readonly: true }))
  return {
    async read(work) {
      queue.assertOutside()
      return snapshots.read(work)
    },
    write: queue.write,
    async copyTo(target) {
      // Through the writing connection changes made meanwhile reach the copy; through another one it would start anew.
      await copy(writer, target)
    },
    async close() {
      await queue.drained()
      snapshots.close()
      writer.raw.close()
    },
  }
}

async function copy(source: Connection, target: string): Promise<void> {
  if (existsSync(target)) throw new Error(`${target} is there already`)
  await source.raw.backup(target)
}
