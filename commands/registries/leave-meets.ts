/** What a leave meets: open visits that fall into it, and draws that were frozen without knowing of it. */
import type { Inspector, View } from '../../db/store.js'
import { FROZEN } from '../draws/drawable.js'
import type { LeaveMeets } from '../messages/roll.js'
import type { LeaveSpan } from '../rules/leave-span.js'

export async function findLeaveMeets(
  view: View,
  { person, department }: Inspector,
  { from, to }: LeaveSpan,
  today: string,
): Promise<LeaveMeets> {
  const visits: LeaveMeets['visits'] = []
  for (const { no, firm: code, due } of await view.visits.ofPerson(person, 'pending')) {
    // Once he is away, what is overdue waits for him as well.
    if (due > to || (due < from && from > today)) continue
    visits.push({ no, firm: (await view.firms.get(code))?.name ?? code, due })
  }
  const draws: string[] = []
  for (const { no, due, frozenPlan } of await view.draws.inStates(FROZEN)) {
    const takesPart = frozenPlan?.departments.includes(department) ?? false
    if (no !== null && takesPart && from <= (due ?? from)) draws.push(no)
  }
  return { visits, draws }
}
