/** Files kept under the SHA-256 of their bytes: written whole or not at all, and checked when read. */

import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface FileStore {
  readonly dir: string
  /** Keeps the bytes and answers their hash, 64 hex characters; they are on the disk when it answers. */
  put(bytes: Buffer): Promise<string>
  /** The same for bytes that come in parts and are never whole in memory. @throws what the parts throw; nothing is kept then */
  putParts(parts: AsyncIterable<Buffer>): Promise<KeptBytes>
  /** @throws when there is no such file, or when its bytes no longer have this hash */
  get(hash: string): Promise<Buffer>
  /** Where the file is or would be. @throws for anything but 64 lowercase hex characters */
  path(hash: string): string
}

export interface KeptBytes {
  /** Of the bytes, 64 hex characters. */
  hash: string
  /** Bytes. */
  size: number
}

/** @param dir is made when missing; no other program may write there. Drafts that a crash left there are removed. */
export function createFileStore(dir: string): FileStore {
  // In the background: a draft takes up room and does no other harm.
  void sweepDrafts(dir).catch(() => {})
  const path = (hash: string) => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error(`not a file hash: ${hash}`)
    return join(dir, hash.slice(0, 2), hash)
  }
  async function putParts(parts: AsyncIterable<Buffer> | Buffer[]): Promise<KeptBytes> {
    await mkdir(dir, { recursive: true })
    const draft = join(dir, `${randomUUID()}${DRAFT}`)
    try {
      const kept = await writeSynced(draft, parts)
      await moveInto(path(kept.hash), draft)
      return kept
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
  }

  return {
    dir,
    path,
    putParts,
    put: async (bytes) => (await putParts([bytes])).hash,
    async get(hash) {
      const bytes = await readFile(path(hash))
      if (sha256(bytes) !== hash) throw new Error(`file ${hash} is damaged: its bytes have another hash`)
      return bytes
    },
  }
}

const DRAFT = '.tmp'
/** A younger draft may still be being written, by the main process or a worker (milliseconds). */
const DRAFT_LEFT_OVER = 60 * 60_000

async function sweepDrafts(dir: string): Promise<void> {
  const names = await readdir(dir, { recursive: true })
  for (const name of names.filter((one) => one.endsWith(DRAFT))) {
    const draft = join(dir, name)
    if (Date.now() - (await stat(draft)).mtimeMs > DRAFT_LEFT_OVER) await rm(draft, { force: true })
  }
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

async function writeSynced(path: string, parts: AsyncIterable<Buffer> | Buffer[]): Promise<KeptBytes> {
  const file = await open(path, 'wx')
  const sum = createHash('sha256')
  let size = 0
  try {
    for await (const part of parts) {
      sum.update(part)
      await file.writeFile(part)
      size += part.length
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { hash: sum.digest('hex'), size }
}

/** A file that is there already is replaced by the same bytes, which also heals a damaged one. */
async function moveInto(path: string, draft: string): Promise<void> {
  const folder = dirname(path)
  const made = await mkdir(folder, { recursive: true })
  await rename(draft, path)
  await syncFolder(folder)
  if (made) await syncFolder(dirname(folder))
}

/** A new name survives a power cut only once its folder is on the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
