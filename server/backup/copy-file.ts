/** Copies one file, and tells what was really written. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The copy is on the disk when it answers. @throws when `to` is there already */
export async function copyFile(from: string, to: string): Promise<{ sha256: string; size: number }> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  const target = await open(to, 'wx', 0o600)
  try {
    const hash = createHash('sha256')
    let size = 0
    for await (const chunk of createReadStream(from) as AsyncIterable<Buffer>) {
      hash.update(chunk)
      size += chunk.length
      await target.writeFile(chunk)
    }
    await target.sync()
    return { sha256: hash.digest('hex'), size }
  } finally {
    await target.close()
  }
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
