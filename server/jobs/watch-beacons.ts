/** Closed draws whose public value does not come: remembered when a number is due, failed after a day (dr1 §3). */
import type { Notice } from '../../commands/command.js'
import { announcedBeacon, BEACON_ENDS_AFTER, beaconDueAt, roundOf } from '../../commands/draws/draw-beacon.js'
import { messages } from '../../commands/messages.js'
import { formatMoment } from '../../commands/rules/office-time.js'
import type { Draw, Tx } from '../../db/store.js'
import { endDraw, tellEnd } from '../draw/end-draw.js'

export type Step = (tx: Tx, draw: Draw, now: Date, zone: string) => Promise<Notice[]>

/** What is due for a draw that waits for its beacon; undefined when nothing is. */
export function beaconStepOf(draw: Draw, now: Date): Step | undefined {
  const late = now.getTime() - beaconDueAt(draw)
  if (late >= BEACON_ENDS_AFTER) return fail
  const remembered = draw.remindedAt !== null || draw.beacon !== null
  return announcedBeacon(draw)?.kind === 'number' && late >= 0 && !remembered ? remember : undefined
}

async function fail(tx: Tx, draw: Draw, now: Date, zone: string): Promise<Notice[]> {
  const beacon = announcedBeacon(draw)!
  const cause =
    beacon.kind === 'drand'
      ? messages.beacon.drandCause(roundOf(draw)!)
      : messages.beacon.numberCause(beacon.name)
  return tellEnd(tx, draw, await endDraw(tx, draw, { void: cause, failed: cause }, now), zone)
}

async function remember(tx: Tx, draw: Draw, now: Date, zone: string): Promise<Notice[]> {
  const beacon = announcedBeacon(draw)
  if (beacon?.kind !== 'number') return []
  await tx.draws.advance(draw.id, draw.version, { remindedAt: now.toISOString() })
  const until = formatMoment(new Date(beaconDueAt(draw) + BEACON_ENDS_AFTER), zone)
  const text = messages.beacon.reminder({ draw: draw.no!, ...beacon }, until)
  return [{ to: { chat: draw.chat }, content: { text } }]
}
