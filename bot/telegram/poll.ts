/** Long polling that confirms updates to Telegram only once they are durable here. */
import type { Update } from 'telegraf/types'
import type { Api } from './api.js'
import { untilDone } from './backoff.js'
import { UPDATE_KINDS } from './read-update.js'

/** Seconds that Telegram may hold an empty answer back. */
const HOLD = 30
/** Seconds on top of it until the connection counts as dead. */
const GRACE = 15

export interface Watch {
  fine(): void
  failed(error: unknown): void
}

/** Polls until `signal` aborts. `take` resolves once the updates are durable; while it throws, they come again. */
export async function poll(
  api: Api,
  take: (updates: Update[]) => Promise<void>,
  watch: Watch,
  signal: AbortSignal,
): Promise<void> {
  let offset: number | undefined
  const turn = async (failures: number) => {
    // After a failure an answer without delay tells at once whether things are well again.
    const timeout = failures === 0 ? HOLD : 0
    const ask = { timeout, allowed_updates: UPDATE_KINDS, ...(offset !== undefined && { offset }) }
    const updates = await api.call('getUpdates', ask, { timeout: (timeout + GRACE) * 1_000, signal })
    await take(updates)
    // An empty answer means that all is confirmed. Then the offset is dropped: after a quiet week Telegram
    // starts from a random update_id, and one below an old offset would be lost.
    const last = updates.at(-1)
    offset = last === undefined ? undefined : last.update_id + 1
    watch.fine()
  }
  while (!signal.aborted) await untilDone(turn, watch.failed, signal)
}
