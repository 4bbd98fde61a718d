/** One process an installation: whoever works on the data directory alone holds its lock. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { lockFile } from '../db/lock.js'

/** Answers what lets go again; null while another process works there. @throws when the directory cannot be written */
export function takeLock(dataDir: string): (() => void) | null {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  return lockFile(join(dataDir, 'ssj.lock'))
}
