/** A bound on work that may never answer, as puppets sometimes do. */
import { setTimeout as sleep } from 'node:timers/promises'

/** @throws Error when the work has not settled after `ms` milliseconds; the work itself goes on. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const settled = new AbortController()
  const late = sleep(ms, undefined, { signal: settled.signal }).then(() => {
    throw new Error(`no answer within ${ms} ms`)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    settled.abort()
  }
}
