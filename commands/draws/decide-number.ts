/** What becomes of an entered public number: a supervisor confirms it, and the draw runs, or finds it wrong. */
import type { ArrivedBeacon, Draw } from '../../db/store.js'
import { type BoundContext, type Notice, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { isSameChat } from '../same-chat.js'
import { BEACON_ENDS_AFTER, beaconDueAt } from './draw-beacon.js'

type EnteredNumber = ArrivedBeacon & { kind: 'number' }

/** @param typed the number on the button, which may be an old one; empty where it was left out */
export async function decideNumber(
  ctx: BoundContext,
  found: Draw,
  act: 'confirm' | 'decline',
  typed: string,
): Promise<Outcome> {
  const entered = found.beacon
  if (entered?.kind !== 'number') throw new Refusal(messages.beacon.nothingEntered(found.no!))
  if (typed !== '' && typed !== entered.value) {
    throw new Refusal(messages.beacon.otherValue(found.no!, entered.value))
  }
  return act === 'confirm' ? confirm(ctx, found, entered) : decline(ctx, found, entered)
}

async function confirm(ctx: BoundContext, found: Draw, entered: EnteredNumber): Promise<Outcome> {
  const { tx, caller, now } = ctx
  const { name, value, enteredBy } = entered
  if (enteredBy === caller.id) throw new Refusal(messages.beacon.selfConfirm)
  const at = await tx.ledger.moment(now.toISOString())
  if (Date.parse(at) - beaconDueAt(found) >= BEACON_ENDS_AFTER) {
    throw new Refusal(messages.beacon.tooLate(found.no!))
  }
  await tx.draws.advance(found.id, found.version, { beacon: { ...entered, confirmedBy: caller.id } })
  const body = { draw: found.no, value, confirmedBy: caller.id }
  await tx.ledger.append('draw.beacon', enteredBy, body, at)
  await ctx.startJob('run', String(found.id))
  return tell(ctx, found, enteredBy, messages.beacon.confirmed(found.no!, name, value))
}

async function decline(ctx: BoundContext, found: Draw, entered: EnteredNumber): Promise<Outcome> {
  await ctx.tx.draws.advance(found.id, found.version, { beacon: null })
  return tell(ctx, found, entered.enteredBy, messages.beacon.declined(found.no!, entered.value))
}

/** The supervisor, the draw's group and the clerk, each once. */
function tell({ chat }: BoundContext, found: Draw, clerk: string, text: string): Outcome {
  const content = { text }
  const notices: Notice[] = [{ to: { person: clerk }, content }]
  if (!isSameChat(found.chat, chat)) notices.push({ to: { chat: found.chat }, content })
  return { reply: content, notices }
}
