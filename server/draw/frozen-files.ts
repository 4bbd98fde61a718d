/** Frozen files in the file store: whole, compressed, read back by key. */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { createGunzip, createGzip, gunzip } from 'node:zlib'
import type { FileStore } from '../../db/files.js'
import type { FrozenKeys } from '../../db/store.js'

const unpack = promisify(gunzip)

/** Bytes that the compressor gives at a time, and that may wait for it. */
const CHUNK = 1 << 18
const WAITING = 1 << 20

/** @returns the key under which the text lies, its bytes there, and F of the text. */
export async function keepText(
  files: FileStore,
  text: Iterable<string> | AsyncIterable<string>,
): Promise<{ key: string; size: number; hash: string }> {
  const sum = createHash('sha256')
  // While one chunk is compressed on another thread, the next one is written here.
  const source = Readable.from(hashed(text, sum), { objectMode: false, highWaterMark: WAITING })
  const packed = createGzip({ level: 1, chunkSize: CHUNK })
  const parts: Buffer[] = []
  await pipeline(source, packed, async (found: AsyncIterable<Buffer>) => {
    for await (const part of found) parts.push(part)
  })
  const bytes = Buffer.concat(parts)
  return { key: await files.put(bytes), size: bytes.length, hash: sum.digest('hex') }
}

async function* hashed(text: Iterable<string> | AsyncIterable<string>, sum: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of text) {
    const bytes = Buffer.from(chunk)
    sum.update(bytes)
    yield bytes
    // Otherwise the compressor, whose answers come between turns, would stand still while we go on.
    await setImmediate()
  }
}

/** The text in chunks, never whole in memory. @throws at its end unless F of it is `hash` */
export async function* readChunks(files: FileStore, key: string, hash: string): AsyncGenerator<string> {
  const sum = createHash('sha256')
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const source = createReadStream(files.path(key), { highWaterMark: CHUNK })
  const unpacked = source.pipe(createGunzip({ chunkSize: CHUNK }))
  source.once('error', (error) => unpacked.destroy(error))
  for await (const bytes of unpacked) {
    sum.update(bytes)
    yield decoder.decode(bytes, { stream: true })
  }
  if (sum.digest('hex') !== hash) throw new Error(`frozen file ${key} is damaged: its text has another hash`)
}

export async function readBytes(files: FileStore, key: string): Promise<Buffer> {
  const packed = await files.get(key)
  // gzip ends with the length of what it holds: one buffer takes it all, instead of many that are joined.
  return unpack(packed, { chunkSize: packed.readUInt32LE(packed.length - 4) + CHUNK })
}

export async function readText(files: FileStore, key: string): Promise<string> {
  return (await readBytes(files, key)).toString('utf8')
}

/** The recusals behind the seals, by firm; firms without any are absent. */
export async function readRecused(files: FileStore, keys: FrozenKeys): Promise<Map<string, string[]>> {
  const lines = (await readText(files, keys.recused)).split('\n').filter((line) => line !== '')
  return new Map(lines.map((line) => JSON.parse(line) as [string, string[]]))
}
