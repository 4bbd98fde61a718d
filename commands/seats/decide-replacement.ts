/** A leader or a supervisor decides whether an inspector is replaced; granted, the seat is opened in the ledger. */
import type { Replacement } from '../../db/store.js'
import { type BoundContext, type Notice, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { reasonOf } from '../rules/leave-reasons.js'
import { mayConfirm } from './ask-replacement.js'
import { askForWitness, enterLeaving } from './enter-leaving.js'

/** @throws Refusal when it is not the caller's to decide, or decided. */
export async function decideReplacement(ctx: BoundContext, id: number, granted: boolean): Promise<Outcome> {
  const asked = await findAsked(ctx, id)
  const { tx, caller } = ctx
  const leaver = (await tx.inspectors.get(asked.leaver!))!
  const name = (await tx.people.get(leaver.person))?.name ?? leaver.id
  const notices = granted ? await grant(ctx, asked) : await decline(ctx, asked)
  const tell = granted ? messages.replace.tellGranted : messages.replace.tellDeclined
  for (const person of new Set([asked.askedBy, leaver.person])) {
    const text = tell(asked.visit, person === leaver.person ? null : name, caller.name)
    notices.push({ to: { person }, content: { text } })
  }
  const reply = granted
    ? messages.replace.granted(asked.visit, name)
    : messages.replace.declined(asked.visit, name)
  return { reply: { text: reply }, notices }
}

async function findAsked({ tx, caller }: BoundContext, id: number): Promise<Replacement> {
  const found = await tx.replacements.get(id)
  // An empty seat is never asked for, only filled.
  if (!found?.leaver) throw new Refusal(messages.replace.unknown)
  if (!(await mayConfirm(tx, caller, found))) throw new Refusal(messages.replace.notDecider)
  if (found.state !== 'asked') throw new Refusal(messages.replace.decided)
  if ((await tx.visits.get(found.visit))?.state !== 'pending') {
    throw new Refusal(messages.replace.recorded(found.visit))
  }
  return found
}

async function grant(ctx: BoundContext, asked: Replacement): Promise<Notice[]> {
  const { tx } = ctx
  const reason = reasonOf(asked.reason)
  if (reason.conflict) {
    const { firm } = (await tx.visits.get(asked.visit))!
    await tx.recusals.put({ inspector: asked.leaver!, firm, reason: reason.words[0] })
  }
  const entered = await enterLeaving(ctx, asked.id)
  const draw = (await tx.draws.byNo(asked.draw))!
  return [await askForWitness(tx, draw, [entered])]
}

async function decline({ tx, caller, now }: BoundContext, asked: Replacement): Promise<Notice[]> {
  await tx.replacements.advance(asked.id, asked.version, { state: 'declined', decidedBy: caller.id })
  const body = { visit: asked.visit, replacement: asked.id }
  await tx.ledger.append('replacement.declined', caller.id, body, now.toISOString())
  return []
}
