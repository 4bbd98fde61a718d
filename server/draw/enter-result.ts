/** Enters a run's result: visits and assignments, the ledger entry, the inspectors' messages; the groups hear of it next. */

import type { Notice } from '../../commands/command.js'
import type { Calendar } from '../../commands/rules/calendar.js'
import { firstStageDay } from '../../commands/rules/deadlines.js'
import { resultHash } from '../../commands/rules/draw/seed.js'
import { visitNo } from '../../commands/rules/numbers.js'
import type { Assignment, Day, Draw, Plan, Tx, Visit } from '../../db/store.js'
import type { RunResult } from './run.js'
import { tellInspector } from './tell-inspector.js'

export interface ResultContext {
  now: Date
  today: Day
  calendar: Calendar
}

export async function enterResult(
  tx: Tx,
  draw: Draw,
  result: RunResult,
  ctx: ResultContext,
): Promise<Notice[]> {
  const at = await tx.ledger.moment(ctx.now.toISOString())
  const { seed, selected, roster, refusal } = result
  await tx.draws.advance(draw.id, draw.version, {
    ...{ state: 'drawn', drawnAt: at },
    ...{ seed, selected, roster, refusal },
  })
  const body = { draw: draw.no, secret: draw.secret, seed, result: resultHash(selected, roster) }
  await tx.ledger.append('draw.drawn', 'system', body, at)
  const plan = draw.frozenPlan!
  const visits = await addVisits(tx, draw, plan, result, ctx)
  await tx.jobs.add('announce', String(draw.id), null, at)
  return assign(tx, draw, visits, ctx)
}

async function addVisits(
  tx: Tx,
  draw: Draw,
  plan: Plan,
  { selected, roster, seats }: RunResult,
  { today, calendar }: ResultContext,
): Promise<Visit[]> {
  const visits: Visit[] = []
  const remindOn = firstStageDay(today, draw.due!, calendar)
  for (const [index, [, , , firm]] of selected.entries()) {
    const no = visitNo(draw.no!, index, selected.length)
    const visit: Visit = {
      ...{ no, draw: draw.no!, plan: plan.no, index, firm, items: plan.items },
      ...{ due: draw.due!, state: 'pending', remindOn },
    }
    const held = (roster ?? []).slice(index * seats.length, (index + 1) * seats.length)
    const assignments: Omit<Assignment, 'visit'>[] = []
    for (const [seat, [, seatName, inspector]] of held.entries()) {
      const person = (await tx.inspectors.get(inspector))!.person
      assignments.push({ seat, seatName, inspector, person, ackedAt: null })
    }
    await tx.visits.add(visit, assignments)
    visits.push(visit)
  }
  return visits
}

/** One private message for each inspector, with all his visits of this draw. */
export async function assign(
  tx: Tx,
  draw: Draw,
  visits: Visit[],
  ctx: Omit<ResultContext, 'now'>,
): Promise<Notice[]> {
  const byPerson = new Map<string, Visit[]>()
  for (const visit of visits) {
    for (const { person } of await tx.visits.assignments(visit.no)) {
      byPerson.set(person, [...(byPerson.get(person) ?? []), visit])
    }
  }
  const notices: Notice[] = []
  for (const [person, own] of byPerson) notices.push(await tellInspector(tx, draw, person, own, ctx))
  return notices
}
