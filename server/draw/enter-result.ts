/** Enters a run's result: visits and assignments, the ledger entry, and what everybody is told. */

import type { Content, Notice } from '../../commands/command.js'
import type { ResultLine } from '../../commands/messages/drawing.js'
import { messages } from '../../commands/messages.js'
import { opensLater } from '../../commands/proven-draw.js'
import type { Calendar } from '../../commands/rules/calendar.js'
import { firstStageDay } from '../../commands/rules/deadlines.js'
import { resultHash } from '../../commands/rules/draw/seed.js'
import { visitNo } from '../../commands/rules/numbers.js'
import { namesByDepartment } from '../../commands/visit-cards.js'
import type { Assignment, Day, Draw, Plan, Tx, Visit } from '../../db/store.js'
import { hearsResult } from './result-chats.js'
import type { RunResult } from './run.js'
import { tellInspector } from './tell-inspector.js'

export interface ResultContext {
  now: Date
  today: Day
  calendar: Calendar
  publicUrl: string | null
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
  return [
    ...(await announce(tx, draw, plan, visits, result, ctx)),
    ...(await assign(tx, draw, visits, ctx)),
    ...(await admitImpossible(tx, draw, result)),
  ]
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

/** The full result to the group of the draw, the office and the plan's departments; a short one to all others. */
async function announce(
  tx: Tx,
  draw: Draw,
  plan: Plan,
  visits: Visit[],
  result: RunResult,
  { publicUrl, today }: ResultContext,
): Promise<Notice[]> {
  const check = messages.proof.howToCheck(draw.no!, publicUrl, opensLater(draw, today))
  const lines: ResultLine[] = []
  for (const visit of visits) {
    const firm = await tx.firms.get(visit.firm)
    const people = (await tx.visits.assignments(visit.no)).map((one) => one.person)
    const inspectors = await namesByDepartment(tx, people)
    lines.push({ visit: visit.no, firm: firm?.name ?? visit.firm, inspectors })
  }
  const name = `${plan.no} ${plan.name}`
  const full: Content = {
    text: messages.draw.result(draw.no!, draw.nth, name, lines, draw.due!, check),
    files: [...result.pictures.result, ...result.papers],
  }
  const lead = (await tx.departments.get(plan.leadDepartment))?.name ?? plan.leadDepartment
  const short: Content = {
    text: messages.draw.resultElsewhere(draw.no!, draw.nth, name, visits.length, lead, check),
    files: result.pictures.qr ? [result.pictures.qr] : [],
  }
  return (await tx.groups.all()).map((group) => ({
    to: { chat: { platform: group.platform, chat: group.chat } },
    content: hearsResult(draw, group) ? full : short,
  }))
}

/** One private message for each inspector, with all his visits of this draw. */
async function assign(tx: Tx, draw: Draw, visits: Visit[], ctx: ResultContext): Promise<Notice[]> {
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

/** dr1 §6: the firms stand, and what cannot be staffed is said openly. */
async function admitImpossible(tx: Tx, draw: Draw, { refusal, seats }: RunResult): Promise<Notice[]> {
  if (!refusal) return []
  const codes = new Set(refusal.seats.map((q) => seats[q % seats.length]!.department))
  const names: string[] = []
  for (const code of codes) if (code) names.push((await tx.departments.get(code))?.name ?? code)
  const text = messages.draw.impossible(draw.no!, refusal.seats.length, refusal.room, names)
  return [
    { to: { chat: draw.chat }, content: { text } },
    { to: { group: 'office' }, content: { text } },
  ]
}
