/** Frozen files in the file store: whole, compressed, read back by key. */
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { FileStore } from '../../db/files.js'
import type { FrozenKeys } from '../../db/store.js'

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** @returns the key under which the text lies. */
export async function keepText(files: FileStore, text: string): Promise<string> {
  return files.put(await pack(text, { level: 1 }))
}

export async function readText(files: FileStore, key: string): Promise<string> {
  return (await unpack(await files.get(key))).toString('utf8')
}

/** The recusals behind the seals, by firm; firms without any are absent. */
export async function readRecused(files: FileStore, keys: FrozenKeys): Promise<Map<string, string[]>> {
  const lines = (await readText(files, keys.recused)).split('\n').filter((line) => line !== '')
  return new Map(lines.map((line) => JSON.parse(line) as [string, string[]]))
}
