/** A witness's words for the seats of a draw that wait to be taken over: one utterance serves them all (dr1 §7). */
import type { Draw, Replacement } from '../../db/store.js'
import { type BoundContext, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { witnessLine } from '../rules/draw/seed.js'

/** @param text well-formed, 1–500 code points. @throws Refusal when the caller may not witness one of them. */
export async function witnessReplacements(ctx: BoundContext, draw: Draw, text: string): Promise<Outcome> {
  const waiting = (await ctx.tx.replacements.ofDraw(draw.no!)).filter((one) => one.state === 'leaving')
  await checkWitness(ctx, draw, waiting)
  for (const one of waiting) await keep(ctx, one, text)
  await ctx.startJob('replace', String(draw.id))
  return { reply: { text: messages.replace.witnessed(draw.no!, waiting.length) } }
}

async function checkWitness({ tx, caller }: BoundContext, draw: Draw, waiting: Replacement[]): Promise<void> {
  if (draw.startedBy === caller.id) throw new Refusal(messages.replace.isStarter)
  if (caller.roles.includes('admin')) throw new Refusal(messages.witness.isAdmin)
  const shown = waiting.map((one) => one.enteredAt!).sort()
  if (await tx.outbox.awaits(draw.chat, shown.at(-1)!))
    throw new Refusal(messages.replace.notDelivered(draw.no!))
  for (const { visit, leaver, askedBy, decidedBy } of waiting) {
    const person = leaver && (await tx.inspectors.get(leaver))?.person
    if (person === caller.id) throw new Refusal(messages.replace.isLeaver(visit))
    if (askedBy === caller.id) throw new Refusal(messages.replace.isAsker(visit))
    if (decidedBy === caller.id) throw new Refusal(messages.replace.isDecider(visit))
    const seats = await tx.visits.assignments(visit)
    if (seats.some((seat) => seat.person === caller.id))
      throw new Refusal(messages.replace.isColleague(visit))
  }
}

async function keep({ tx, caller, now }: BoundContext, one: Replacement, text: string): Promise<void> {
  const line = witnessLine(one.entry!.hash, caller.id, text)
  const body = { draw: one.draw, line, last: true }
  await tx.ledger.append('draw.witnessed', caller.id, body, now.toISOString())
  const witness = { person: caller.id, text, line }
  await tx.replacements.advance(one.id, one.version, { state: 'witnessed', witness })
}
