/** Draws that wait for witnesses: remembered after ten minutes, after a day void, or failed once somebody has witnessed (dr1 §3). */
import { deliver } from '../../bot/delivery.js'
import type { Notice } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import type { Draw, Tx } from '../../db/store.js'
import type { PeriodicJob } from './due-work.js'

const REMEMBER_AFTER = 10 * 60_000
const ENDS_AFTER = 24 * 60 * 60_000

export const watchDraws: PeriodicJob = async ({ store, platforms }, now) => {
  const waiting = await store.read((view) => view.draws.inStates(['committed', 'witnessed']))
  if (!waiting.some((draw) => isDue(draw, now))) return
  await store.write(async (tx) => {
    const notices: Notice[] = []
    for (const draw of await tx.draws.inStates(['committed', 'witnessed'])) {
      if (age(draw, now) >= ENDS_AFTER) notices.push(...(await end(tx, draw, now)))
      else if (isDue(draw, now)) notices.push(await remember(tx, draw, now))
    }
    await deliver(tx, platforms, notices, now)
  })
}

function age(draw: Draw, now: Date): number {
  return now.getTime() - Date.parse(draw.committedAt!)
}

function isDue(draw: Draw, now: Date): boolean {
  return age(draw, now) >= ENDS_AFTER || (draw.remindedAt === null && age(draw, now) >= REMEMBER_AFTER)
}

async function remember(tx: Tx, draw: Draw, now: Date): Promise<Notice> {
  await tx.draws.advance(draw.id, draw.version, { remindedAt: now.toISOString() })
  const given = (await tx.draws.witnesses(draw.id)).length
  const missing = Number(draw.commit!.witnesses) - given
  return { to: { chat: draw.chat }, content: { text: messages.draw.reminder(draw.no!, missing) } }
}

async function end(tx: Tx, draw: Draw, now: Date): Promise<Notice[]> {
  const at = now.toISOString()
  const failed = draw.state === 'witnessed'
  const cause = failed ? messages.void.failedCause : messages.void.expiredReason
  await tx.draws.advance(draw.id, draw.version, { state: failed ? 'failed' : 'void', cause })
  if (failed)
    await tx.ledger.append('draw.failed', 'system', { draw: draw.no, cause, secret: draw.secret }, at)
  else await tx.ledger.append('draw.voided', 'system', { draw: draw.no, reason: cause }, at)
  const text = failed ? messages.void.failed(draw.no!, draw.secret!) : messages.void.expired(draw.no!)
  const supervisors = await tx.people.withRole('supervisor')
  return [
    { to: { chat: draw.chat }, content: { text } },
    ...supervisors.map((one) => ({ to: { person: one.id }, content: { text } })),
  ]
}
