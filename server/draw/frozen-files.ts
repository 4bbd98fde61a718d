/** Frozen files in the file store: whole, compressed, read back by key. */
import { createHash, type Hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { createGzip, gunzip } from 'node:zlib'
import type { FileStore } from '../../db/files.js'
import type { FrozenKeys } from '../../db/store.js'

const unpack = promisify(gunzip)

/** Bytes that the compressor gives and takes at a time. */
const CHUNK = 1 << 18

/** @returns the key under which the text lies, and F of the text. */
export async function keepText(
  files: FileStore,
  text: Iterable<string>,
): Promise<{ key: string; hash: string }> {
  const sum = createHash('sha256')
  // While one chunk is compressed on another thread, the next one is written here.
  const source = Readable.from(hashed(text, sum), { objectMode: false, highWaterMark: CHUNK })
  const packed = source.pipe(createGzip({ level: 1, chunkSize: CHUNK }))
  source.once('error', (error) => packed.destroy(error))
  const parts: Buffer[] = []
  for await (const part of packed) parts.push(part)
  return { key: await files.put(Buffer.concat(parts)), hash: sum.digest('hex') }
}

function* hashed(text: Iterable<string>, sum: Hash): Generator<Buffer> {
  for (const chunk of text) {
    const bytes = Buffer.from(chunk)
    sum.update(bytes)
    yield bytes
  }
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
