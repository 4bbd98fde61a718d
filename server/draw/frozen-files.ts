/** Frozen files in the file store: whole, compressed, read back by key. */
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { FileStore } from '../../db/files.js'

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** @returns the key under which the text lies. */
export async function keepText(files: FileStore, text: string): Promise<string> {
  return files.put(await pack(text, { level: 1 }))
}

export async function readText(files: FileStore, key: string): Promise<string> {
  return (await unpack(await files.get(key))).toString('utf8')
}
