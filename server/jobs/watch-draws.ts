/** Draws that wait: remembered after ten minutes, ended after a day, or when their public number may be known (dr1 §3). */
import { deliver } from '../../bot/delivery.js'
import type { Notice } from '../../commands/command.js'
import { awaitsBeacon, expectedAt } from '../../commands/draws/draw-beacon.js'
import { isUnconfirmed } from '../../commands/draws/drawable.js'
import { numberToWrite } from '../../commands/draws/waiting-draws.js'
import { DRAW_ENDS_AFTER } from '../../commands/draws/witness.js'
import { messages } from '../../commands/messages.js'
import type { Draw, DrawState, Tx } from '../../db/store.js'
import { endDraw, tellEnd } from '../draw/end-draw.js'
import type { PeriodicJob } from './due-work.js'
import { beaconStepOf, type Step } from './watch-beacons.js'

const REMEMBER_AFTER = 10 * 60_000
const WAITING: DrawState[] = ['requested', 'committed', 'witnessed', 'closed']

export const watchDraws: PeriodicJob = async ({ store, platforms, office }, now) => {
  const waiting = await store.read((view) => view.draws.inStates(WAITING))
  if (!waiting.some((draw) => stepOf(draw, now))) return
  await store.write(async (tx) => {
    const notices: Notice[] = []
    for (const draw of await tx.draws.inStates(WAITING)) {
      const step = stepOf(draw, now)
      if (step) notices.push(...(await step(tx, draw, now, office.zone)))
    }
    await deliver(tx, platforms, notices, now)
  })
}

/** What is due for a draw that waits; undefined when nothing is. */
function stepOf(draw: Draw, now: Date): Step | undefined {
  const since = (at: string) => now.getTime() - Date.parse(at)
  if (draw.state === 'requested') {
    return isUnconfirmed(draw) && since(draw.requestedAt) >= DRAW_ENDS_AFTER ? lapse : undefined
  }
  if (draw.state === 'closed') return awaitsBeacon(draw) ? beaconStepOf(draw, now) : undefined
  const expected = expectedAt(draw)
  if (expected !== null && Date.parse(expected) <= now.getTime()) return endUnwitnessed
  if (since(draw.committedAt!) >= DRAW_ENDS_AFTER) return end
  return draw.remindedAt === null && since(draw.committedAt!) >= REMEMBER_AFTER ? remember : undefined
}

async function lapse(tx: Tx, draw: Draw): Promise<Notice[]> {
  const text = messages.draw.lapsed(draw.plan)
  await tx.draws.advance(draw.id, draw.version, { state: 'refused', cause: text })
  return [{ to: { chat: draw.chat }, content: { text } }]
}

async function remember(tx: Tx, draw: Draw, now: Date): Promise<Notice[]> {
  await tx.draws.advance(draw.id, draw.version, { remindedAt: now.toISOString() })
  const given = (await tx.draws.witnesses(draw.id)).length
  const missing = Number(draw.commit!.witnesses) - given
  const text = messages.draw.reminder(draw.no!, missing, await numberToWrite(tx, draw))
  return [{ to: { chat: draw.chat }, content: { text } }]
}

async function end(tx: Tx, draw: Draw, now: Date, zone: string): Promise<Notice[]> {
  const cause = { void: messages.void.expiredReason, failed: messages.void.failedCause }
  return tellEnd(tx, draw, await endDraw(tx, draw, cause, now), zone)
}

/** The number may be known by now: whoever spoke after this could choose his words by it. */
async function endUnwitnessed(tx: Tx, draw: Draw, now: Date, zone: string): Promise<Notice[]> {
  const cause = { void: messages.beacon.expiredReason, failed: messages.beacon.tooFewCause }
  return tellEnd(tx, draw, await endDraw(tx, draw, cause, now), zone)
}
