/** The caller's own visits: which are open, and whether one is his. */
import type { Visit } from '../../db/store.js'
import { type BoundContext, type Context, Refusal } from '../command.js'
import { messages } from '../messages.js'

/** Open visits, the nearest due day first. */
export async function openVisits({ tx, caller }: Context): Promise<Visit[]> {
  if (!caller) return []
  const visits = await tx.visits.ofPerson(caller.id, 'pending')
  return visits.sort((a, b) => (a.due === b.due ? a.no.localeCompare(b.no) : a.due < b.due ? -1 : 1))
}

/** A visit number for an example: the caller's most urgent one, else one that only looks like it. */
export async function exampleVisit(ctx: Context): Promise<string> {
  return (await openVisits(ctx))[0]?.no ?? 'RW2026-003-07'
}

/** @throws Refusal when there is no such visit or the caller holds no seat of it. */
export async function getOwnVisit({ tx, caller }: BoundContext, no: string): Promise<Visit> {
  const visit = await tx.visits.get(no)
  if (!visit) throw new Refusal(messages.record.unknownVisit(no))
  const assignments = await tx.visits.assignments(no)
  if (!assignments.some((one) => one.person === caller.id)) throw new Refusal(messages.record.notYours(no))
  return visit
}
