/** A folder for what an import keeps on its way; one that a crash left behind is taken away by the next import. */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const PREFIX = 'ssj-import-'
/** Milliseconds after which no import is still at work in its folder: longer than the largest takes to be checked and applied. */
const LEFT_BEHIND = 6 * 3_600_000

/** Readable by nobody else: the records are personal data. */
export async function openStaging(dir: string): Promise<string> {
  for (const name of await readdir(dir)) {
    if (name.startsWith(PREFIX)) await removeLeftBehind(join(dir, name))
  }
  return mkdtemp(join(dir, PREFIX))
}

async function removeLeftBehind(path: string): Promise<void> {
  // Another import may be taking its own folder away at this moment.
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return null
  })
  if (found && Date.now() - found.mtimeMs > LEFT_BEHIND) await rm(path, { recursive: true, force: true })
}
