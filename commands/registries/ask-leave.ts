/** An inspector's own wish to be away, and the leader's decision with one tap. */
import type { Inspector, Leave } from '../../db/store.js'
import { type BoundContext, type Notice, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import type { LeaveSpan } from '../rules/leave-span.js'
import { findLeaders } from '../visits/find-leaders.js'
import { enterLeave, keepLeave, mustJoin } from './enter-leave.js'
import { findLeaveMeets } from './leave-meets.js'

export async function askLeave(
  ctx: BoundContext,
  entry: Inspector,
  span: LeaveSpan,
  reason: string,
): Promise<Outcome> {
  const { tx, caller, today } = ctx
  if (await tx.leaves.openOf(entry.id)) throw new Refusal(messages.leave.waiting)
  mustJoin(ctx, entry, caller.name, span)
  const leaders = await findDeciders(ctx, entry)
  if (leaders.length === 0) throw new Refusal(messages.leave.noLeader)
  const id = await keepLeave(ctx, entry, span, reason, 'leave.asked')
  const met = await findLeaveMeets(tx, entry, span, today)
  const content = {
    text: messages.leave.request(caller.name, span.from, span.to, reason, met),
    buttons: [
      [
        { label: messages.leave.grantLabel, send: `/leave 同意 ${id}` },
        { label: messages.leave.refuseLabel, send: `/leave 不同意 ${id}` },
      ],
    ],
  }
  const notices: Notice[] = leaders.map((leader) => ({ to: { person: leader.id }, content }))
  const whom = leaders.map(({ name }) => name).join('、')
  return { reply: { text: messages.leave.asked(span.from, span.to, whom, met) }, notices }
}

export async function decideLeave(ctx: BoundContext, id: number, granted: boolean): Promise<Outcome> {
  const { leave, entry } = await findOpen(ctx, id)
  const { tx, caller, now } = ctx
  await tx.leaves.decide(id, granted ? 'granted' : 'refused', caller.id)
  const body = { leave: id, inspector: entry.id, granted }
  await tx.ledger.append('leave.decided', caller.id, body, now.toISOString())
  if (granted) return enterLeave(ctx, entry, leave)
  const person = (await tx.people.get(entry.person))!
  const told = messages.leave.tellRefused(leave.from, leave.to, caller.name)
  return {
    reply: { text: messages.leave.refused(person.name) },
    notices: [{ to: { person: person.id }, content: { text: told } }],
  }
}

function findDeciders({ tx }: BoundContext, { department, person }: Inspector) {
  return findLeaders(tx, department, new Set([person]))
}

async function findOpen(ctx: BoundContext, id: number): Promise<{ leave: Leave; entry: Inspector }> {
  const leave = await ctx.tx.leaves.get(id)
  if (!leave) throw new Refusal(messages.leave.unknown)
  const entry = (await ctx.tx.inspectors.get(leave.inspector))!
  const deciders = await findDeciders(ctx, entry)
  if (!deciders.some((one) => one.id === ctx.caller.id)) throw new Refusal(messages.leave.notLeader)
  if (leave.state !== 'asked') throw new Refusal(messages.leave.decided)
  return { leave, entry }
}
