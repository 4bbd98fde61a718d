/** Opens the empty seats of a visit, or of a whole draw, to the lot (dr1 §6, end): nobody leaves, so nobody confirms. */
import type { Draw, Visit } from '../../db/store.js'
import { type BoundContext, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { VACANT } from '../rules/leave-reasons.js'
import { emptySeats } from './empty-seats.js'
import { askForWitness, enterLeaving, evidenceHash, openReplacements } from './enter-leaving.js'

/** @param visits pending ones of the draw. @throws Refusal when none of their seats waits to be filled. */
export async function fillVacancies(
  ctx: BoundContext,
  draw: Draw,
  visits: Visit[],
  asFor: string,
): Promise<Outcome> {
  if (draw.elsewhere) throw new Refusal(messages.platform.noReplacement(draw.no!))
  const waiting = new Set(
    (await openReplacements(ctx.tx, draw.no!)).map((one) => seatKey(one.visit, one.seat)),
  )
  const entered = []
  for (const visit of visits) {
    for (const seat of await emptySeats(ctx.tx, visit, draw)) {
      if (!waiting.has(seatKey(visit.no, seat))) entered.push(await openSeat(ctx, visit, seat))
    }
  }
  if (entered.length === 0) throw new Refusal(messages.replace.noVacancy(asFor))
  return {
    reply: { text: messages.replace.filling(entered.length) },
    notices: [await askForWitness(ctx.tx, draw, entered)],
  }
}

const seatKey = (visit: string, seat: number) => `${visit}/${seat}`

async function openSeat(ctx: BoundContext, visit: Visit, seat: number) {
  const evidenceSalt = ctx.randomHex(16)
  const id = await ctx.tx.replacements.ask({
    ...{ draw: visit.draw, visit: visit.no, seat, leaver: null, reason: VACANT },
    ...{ explanation: '', files: [], evidence: evidenceHash(evidenceSalt, '', []), evidenceSalt },
    ...{ askedBy: ctx.caller.id, askedAt: ctx.now.toISOString() },
  })
  return enterLeaving(ctx, id)
}
