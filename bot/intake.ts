/** The durable inbox: events of every platform are stored, many in one commit, before they are acknowledged. */
import type { PlatformName, Store, Tx } from '../db/store.js'
import type { IncomingEvent, Intake } from './chat.js'

/** The lane in which an event is handled: one chat, in order. */
export function laneOf(platform: PlatformName, event: IncomingEvent): string {
  if (event.kind === 'message') return `${platform}:${event.chat.id}`
  return event.kind === 'login-ended' ? `${platform}:` : `${platform}:${event.chat}`
}

/** Stores events inside a transaction; answers the lanes that have something new. */
export async function storeEvents(
  tx: Tx,
  platform: PlatformName,
  events: IncomingEvent[],
  receivedAt: string,
): Promise<string[]> {
  const lanes: string[] = []
  for (const event of events) {
    const lane = laneOf(platform, event)
    const id = await tx.inbox.add({ platform, key: event.key, lane, event, receivedAt })
    if (id !== undefined) lanes.push(lane)
  }
  return lanes
}

interface Waiting {
  platform: PlatformName
  events: IncomingEvent[]
  resolve: () => void
  reject: (error: unknown) => void
}

/**
 * @param wake called with a lane once its event is durable.
 * @returns an intake whose promise resolves after the commit and rejects when nothing was stored.
 */
export function createIntake(store: Store, now: () => Date, wake: (lane: string) => void): Intake {
  let waiting: Waiting[] = []
  let flushing = false

  async function flush(): Promise<void> {
    flushing = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      await storeBatch(batch)
    }
    flushing = false
  }

  async function storeBatch(batch: Waiting[]): Promise<void> {
    try {
      const at = now().toISOString()
      const lanes = await store.write(async (tx) => {
        const all: string[] = []
        for (const one of batch) all.push(...(await storeEvents(tx, one.platform, one.events, at)))
        return all
      })
      for (const one of batch) one.resolve()
      for (const lane of new Set(lanes)) wake(lane)
    } catch (error) {
      for (const one of batch) one.reject(error)
    }
  }

  return (platform, events) =>
    new Promise((resolve, reject) => {
      waiting.push({ platform, events, resolve, reject })
      // Everything that arrives in this turn of the event loop shares one commit.
      if (!flushing) {
        flushing = true
        setImmediate(() => void flush())
      }
    })
}
