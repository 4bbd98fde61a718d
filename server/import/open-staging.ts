/** A folder for what an import keeps on its way; one that a crash left behind is taken away by the next start or import. */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const NAME = /^ssj-import-(\d+)-/
/** Milliseconds after which no import is still at work in its folder: longer than the largest takes to be checked and applied. */
const LEFT_BEHIND = 6 * 3_600_000
/** Those of this process: a dead one may have had the same number, in a container it always has. */
const own = new Set<string>()

/** Readable by nobody else: the records are personal data. */
export async function openStaging(dir: string): Promise<string> {
  await sweepStaging(dir)
  const path = await mkdtemp(join(dir, `ssj-import-${process.pid}-`))
  own.add(path)
  return path
}

/** Takes away what imports of processes that are no more left in `dir`. */
export async function sweepStaging(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    const path = join(dir, name)
    const pid = NAME.exec(name)?.[1]
    if (pid === undefined || own.has(path)) continue
    if (!isAlive(Number(pid)) || (await isOld(path))) await rm(path, { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function isOld(path: string): Promise<boolean> {
  // Another import may be taking its own folder away at this moment.
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return null
  })
  return found !== null && Date.now() - found.mtimeMs > LEFT_BEHIND
}
