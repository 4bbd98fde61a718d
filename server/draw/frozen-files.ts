/** Frozen files in the file store: whole, compressed, read back by key. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { constants, createGunzip, createGzip, gunzip } from 'node:zlib'
import { createSheetReader, type SheetColumns } from '../../commands/rules/draw/sheet.js'
import type { FileStore } from '../../db/files.js'
import type { FrozenKeys } from '../../db/store.js'

const unpack = promisify(gunzip)

/** Bytes that are read at a time. */
const CHUNK = 1 << 18
/** Bytes that the compressor gives at a time, and that may wait for it: each round of it takes a turn of ours. */
const PACKED = 1 << 20
const WAITING = 1 << 24

/** The key under which a text lies, its bytes there, and F of the text. */
export interface Kept {
  key: string
  size: number
  hash: string
}

export interface Packer {
  /** Resolves when there is room for more. */
  add(text: string): Promise<void>
  /** Nothing is on the disk before. */
  keep(files: FileStore): Promise<Kept>
}

/**
 * Packs a text as it is written: while one part is compressed on another thread, the next one is made on this.
 * @param strategy of zlib
 */
export function createPacker(strategy = constants.Z_DEFAULT_STRATEGY): Packer {
  const sum = createHash('sha256')
  const gzip = createGzip({ level: 1, chunkSize: PACKED, strategy })
  const parts: Buffer[] = []
  gzip.on('data', (part: Buffer) => parts.push(part))
  return {
    async add(text) {
      const bytes = Buffer.from(text)
      sum.update(bytes)
      gzip.write(bytes)
      // The compressor's answers come between turns.
      await (gzip.writableLength > WAITING ? once(gzip, 'drain') : setImmediate())
    },
    async keep(files) {
      gzip.end()
      await finished(gzip)
      const bytes = Buffer.concat(parts)
      return { key: await files.put(bytes), size: bytes.length, hash: sum.digest('hex') }
    },
  }
}

export async function keepText(
  files: FileStore,
  text: Iterable<string> | AsyncIterable<string>,
): Promise<Kept> {
  const packer = createPacker()
  for await (const chunk of text) await packer.add(chunk)
  return packer.keep(files)
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
  const unpacked = source.pipe(createGunzip({ chunkSize: CHUNK }))
  source.once('error', (error) => unpacked.destroy(error))
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
