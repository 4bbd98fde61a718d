/** 销假: a request is taken back, a leave ends because its holder is there again. */
import type { Inspector } from '../../db/store.js'
import { type BoundContext, type Notice, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { endLeaveOn } from '../rules/leave-span.js'
import { putLeave } from './enter-leave.js'

export async function endLeave(ctx: BoundContext, entry: Inspector): Promise<Outcome> {
  const { tx, caller, today, now } = ctx
  const person = (await tx.people.get(entry.person))!
  const open = await tx.leaves.openOf(entry.id)
  const runs = entry.leaveFrom !== null && (entry.leaveTo === null || entry.leaveTo >= today)
  if (!open && !runs) throw new Refusal(messages.leave.nothing(person.name))
  const lines: string[] = []
  if (open) {
    await tx.leaves.decide(open.id, 'withdrawn', caller.id)
    await tx.ledger.append(
      'leave.withdrawn',
      caller.id,
      { leave: open.id, inspector: entry.id },
      now.toISOString(),
    )
    lines.push(messages.leave.withdrawn)
  }
  if (runs) {
    await putLeave(ctx, entry, endLeaveOn(today, entry.leaveFrom!))
    await tx.ledger.append('leave.ended', caller.id, { inspector: entry.id }, now.toISOString())
    lines.push(messages.leave.ended(person.name))
  }
  const told = runs ? messages.leave.tellEnded(caller.name) : messages.leave.withdrawn
  const own = person.id === caller.id
  const notices: Notice[] = own ? [] : [{ to: { person: person.id }, content: { text: told } }]
  return { reply: { text: lines.join('\n') }, notices }
}
