/** Hands events to the intake one after another, for platforms that push each of them only once: they are retried here. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { IncomingEvent } from './chat.js'

const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 30_000

/** Resolves once the event is durable; rejects only when that failed and the platform is being stopped. */
export type HandIn = (event: IncomingEvent) => Promise<void>

export interface Handover {
  /** Runs a task after all earlier ones, so that events keep the order in which the platform told them. */
  add(task: (handIn: HandIn) => Promise<void>): void
  /** Gives what is still waiting one last try; later tasks are not taken. */
  stop(): Promise<void>
}

/** @param store stores one event, throws when it could not; @param onFault hears of every failure. */
export function createHandover(store: HandIn, onFault: (error: unknown) => void): Handover {
  const stopping = new AbortController()
  let last = Promise.resolve()

  async function handIn(event: IncomingEvent): Promise<void> {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        return await store(event)
      } catch (error) {
        if (stopping.signal.aborted) throw error
        onFault(error)
        await sleep(wait, undefined, { signal: stopping.signal }).catch(() => undefined)
      }
    }
  }

  return {
    add(task) {
      if (!stopping.signal.aborted) last = last.then(() => task(handIn)).catch(onFault)
    },
    async stop() {
      stopping.abort()
      await last
    },
  }
}
