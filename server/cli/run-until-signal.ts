/** Runs a system until the operator or the service manager ends it. */
import { setTimeout as wait } from 'node:timers/promises'
import type { System } from '../main.js'

/** Nothing is lost after that: what was not finished is found again at the next start. */
const PATIENCE = 10_000

/**
 * Resolves when the system has stopped, at the latest 10 s after SIGTERM or SIGINT; a second signal ends at once.
 * A signal during the start is obeyed after it.
 */
export async function runUntilSignal(start: () => Promise<Pick<System, 'stop'>>): Promise<void> {
  const signalled = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
  const system = await start()
  await signalled
  const stopped = system.stop().then(() => true)
  if (!(await Promise.race([stopped, wait(PATIENCE, false)])))
    console.error('有工作 10 秒内没有做完，下次启动时继续。')
}
