/** Frozen files in the file store: whole, compressed, read back by key. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createGunzip, gunzip } from 'node:zlib'
import { createSheetReader, type SheetColumns } from '../../commands/rules/draw/sheet.js'
import type { FileStore } from '../../db/files.js'
import type { FrozenKeys } from '../../db/store.js'
import { createPacker, type Kept } from './packer.js'

const unpack = promisify(gunzip)

/** Bytes that are read at a time. */
const CHUNK = 1 << 18
/** Bytes that are unpacked on another thread while those before are read. */
const AHEAD = 1 << 22
export async function keepText(
  files: FileStore,
  text: Iterable<string> | AsyncIterable<string>,
): Promise<Kept> {
  const packer = createPacker(files)
  try {
    for await (const chunk of text) await packer.add(chunk)
  } catch (error) {
    await packer.cancel()
    throw error
  }
  return packer.end()
}

/** The text in chunks, never whole in memory. @throws at its end unless F of it is `hash` */
export async function* readChunks(files: FileStore, key: string, hash: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  for await (const bytes of readBytes(files, key, hash)) yield decoder.decode(bytes, { stream: true })
}

/** The columns of a sheet, which is read while it is unpacked. @throws unless F of its text is `hash` */
export async function readSheet(files: FileStore, key: string, hash: string): Promise<SheetColumns> {
  const reader = createSheetReader(await unpackedSize(files, key))
  for await (const bytes of readBytes(files, key, hash)) reader.take(bytes)
  return reader.end()
}

async function* readBytes(files: FileStore, key: string, hash: string): AsyncGenerator<Buffer> {
  const sum = createHash('sha256')
  const source = createReadStream(files.path(key), { highWaterMark: CHUNK })
  const unpacked = new PassThrough({ highWaterMark: AHEAD })
  // What fails is thrown by the reading.
  pipeline(source, createGunzip({ chunkSize: CHUNK }), unpacked).catch(() => {})
  for await (const bytes of unpacked) {
    sum.update(bytes)
    yield bytes
  }
  if (sum.digest('hex') !== hash) throw new Error(`frozen file ${key} is damaged: its text has another hash`)
}

/** gzip ends with the length of what it holds. */
async function unpackedSize(files: FileStore, key: string): Promise<number> {
  const file = await open(files.path(key))
  try {
    const { size } = await file.stat()
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, size - 4)
    return buffer.readUInt32LE()
  } finally {
    await file.close()
  }
}

export async function readText(files: FileStore, key: string): Promise<string> {
  return (await unpack(await files.get(key))).toString('utf8')
}

/** The recusals behind the seals, by firm; firms without any are absent. */
export async function readRecused(files: FileStore, keys: FrozenKeys): Promise<Map<string, string[]>> {
  const lines = (await readText(files, keys.recused)).split('\n').filter((line) => line !== '')
  return new Map(lines.map((line) => JSON.parse(line) as [string, string[]]))
}
