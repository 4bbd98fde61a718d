/** A lock on a file that one process holds, and that ends with the process however that ends: a crash leaves nothing to clear. */
import Database from 'better-sqlite3'

/** Long enough for another process that only looks whether the lock is free. */
const PATIENCE = 1_000

/**
 * Answers what lets go again, to be kept as long as the lock is wanted; null while another process holds it.
 * @throws when the file cannot be made
 */
export function lockFile(path: string): (() => void) | null {
  const lock = new Database(path, { timeout: PATIENCE })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return null
    throw error
  }
  return () => lock.close()
}
