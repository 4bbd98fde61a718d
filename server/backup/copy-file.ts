/** Copies one file, and tells what was really written. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'

interface Measure {
  sha256: string
  size: number
}

/** The copy is on the disk when it answers. @throws when `to` is there already */
export async function copyFile(from: string, to: string): Promise<Measure> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  const target = await open(to, 'wx', 0o600)
  try {
    const measure = await readThrough(from, (chunk) => target.writeFile(chunk))
    await target.sync()
    return measure
  } finally {
    await target.close()
  }
}

export function measureFile(path: string): Promise<Measure> {
  return readThrough(path, async () => {})
}

async function readThrough(path: string, each: (chunk: Buffer) => Promise<void>): Promise<Measure> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    size += chunk.length
    await each(chunk)
  }
  return { sha256: hash.digest('hex'), size }
}

/** New names survive a power cut only once their folder is on the disk. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
