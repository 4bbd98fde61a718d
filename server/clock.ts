/** The office's clock: real time, or in the demo real time moved forward, which a restart keeps. */
import type { Store } from '../db/store.js'

export interface Clock {
  now(): Date
}

export interface MovableClock extends Clock {
  /** @throws RangeError when `to` lies before now. */
  moveTo(to: Date): Promise<void>
}

/** Milliseconds by which the demo's clock is ahead of (or behind) the machine's. */
const OFFSET = 'demo.clock-offset'

export const realClock: Clock = { now: () => new Date() }

/** @param start the moment shown at the demo's very first start. */
export async function openDemoClock(store: Store, start: Date): Promise<MovableClock> {
  const kept = await store.read((view) => view.settings.get(OFFSET))
  let offset = kept === undefined ? start.getTime() - Date.now() : Number(kept)
  const keep = () => store.write((tx) => tx.settings.set(OFFSET, String(offset)))
  if (kept === undefined) await keep()
  const now = () => new Date(Date.now() + offset)
  return {
    now,
    async moveTo(to) {
      if (to < now()) throw new RangeError('the clock moves forward only')
      offset = to.getTime() - Date.now()
      await keep()
    },
  }
}
