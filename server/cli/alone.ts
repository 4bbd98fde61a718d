/** For work that only one process of an installation may do at a time. */
import { takeLock } from '../lock.js'
import { Failure } from './failure.js'

/** @param busy what to tell when the bot, or another such command, is at work. @throws Failure */
export async function alone(dataDir: string, busy: string, work: () => Promise<void>): Promise<void> {
  const release = takeLock(dataDir)
  if (!release) throw new Failure(busy)
  try {
    await work()
  } finally {
    release()
  }
}
