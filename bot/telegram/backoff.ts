/** Tries until it works or is told to stop, waiting longer after each failure and never in step with others. */
import { setTimeout as wait } from 'node:timers/promises'
import { SendError } from '../chat.js'

const FIRST_WAIT = 1_000
const LONGEST_WAIT = 60_000

/**
 * The result of `work`, which is told how many times in a row it has failed; undefined once `signal` aborted.
 * Each failure goes to `failed`.
 */
export async function untilDone<T>(
  work: (failures: number) => Promise<T>,
  failed: (error: unknown) => void,
  signal: AbortSignal,
): Promise<T | undefined> {
  for (let failures = 0; !signal.aborted; ) {
    try {
      return await work(failures)
    } catch (error) {
      if (signal.aborted) return undefined
      failures += 1
      failed(error)
      // The wait rejects only when the signal aborts, and then the loop ends by itself.
      await wait(pause(failures, error), undefined, { signal }).catch(() => undefined)
    }
  }
  return undefined
}

function pause(failures: number, error: unknown): number {
  const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(failures - 1, 10))
  const asked = error instanceof SendError ? error.retryAfter * 1_000 : 0
  return asked + longest * (0.5 + Math.random() / 2)
}
