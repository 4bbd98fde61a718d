/** Writes a leave into the roll, and tells whom it concerns. */
import type { Inspector, Leave } from '../../db/store.js'
import { type BoundContext, type Notice, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { joinLeave, type LeaveSpan } from '../rules/leave-span.js'
import { findLeaveMeets } from './leave-meets.js'

/** @throws Refusal when the roll holds another leave that is not over and lies apart from this one. */
export function mustJoin(ctx: BoundContext, entry: Inspector, name: string, span: LeaveSpan): LeaveSpan {
  const joined = joinLeave(entry, span, ctx.today)
  if (!joined) throw new Refusal(messages.leave.apart(name, entry.leaveFrom!, entry.leaveTo!))
  return joined
}

/** The roll's entry with another leave or none; what it was before is kept. */
export async function putLeave(ctx: BoundContext, entry: Inspector, span: LeaveSpan | null): Promise<void> {
  const { tx, caller, now } = ctx
  const change = { replacedAt: now.toISOString(), by: caller.id, through: { command: 'leave' } }
  await tx.versions.keep({ kind: 'inspectors', key: entry.id, ...change, record: entry })
  await tx.inspectors.put({ ...entry, leaveFrom: span?.from ?? null, leaveTo: span?.to ?? null })
}

/** A leave that somebody else than its holder has granted or entered takes effect. */
export async function enterLeave(ctx: BoundContext, entry: Inspector, leave: LeaveSpan): Promise<Outcome> {
  const { tx, caller, today } = ctx
  const person = (await tx.people.get(entry.person))!
  await putLeave(ctx, entry, mustJoin(ctx, entry, person.name, leave))
  const met = await findLeaveMeets(tx, entry, leave, today)
  const { from, to } = leave
  const text = messages.leave.entered(person.name, from, to, met)
  const told = messages.leave.tellEntered(from, to, caller.name, met)
  const notices: Notice[] = [{ to: { person: person.id }, content: { text: told } }]
  const matters = met.visits.length + met.draws.length > 0
  for (const clerk of matters ? await tx.people.withRole('office', entry.department) : []) {
    const isTold = clerk.id === caller.id || clerk.id === person.id
    if (!isTold) notices.push({ to: { person: clerk.id }, content: { text } })
  }
  return { reply: { text }, notices }
}

/** Keeps the leave under an id for the ledger, which says neither the days nor why. */
export async function keepLeave(
  ctx: BoundContext,
  entry: Inspector,
  { from, to }: LeaveSpan,
  reason: string,
  kind: 'leave.asked' | 'leave.entered',
): Promise<Leave['id']> {
  const { tx, caller, now } = ctx
  const askedAt = now.toISOString()
  const id = await tx.leaves.ask({ inspector: entry.id, from, to, reason, askedBy: caller.id, askedAt })
  await tx.ledger.append(kind, caller.id, { leave: id, inspector: entry.id }, askedAt)
  return id
}
