/** Which plans a person may draw now, and why not the others. */

import type { Day, Draw, DrawState, Person, Plan, Tx, View } from '../../db/store.js'
import { type Context, Refusal } from '../command.js'
import { isRatingFirms } from '../credit/rate-firm.js'
import { messages } from '../messages.js'
import type { Calendar } from '../rules/calendar.js'
import { readPlanNo } from '../rules/numbers.js'
import { checkPlan } from '../rules/plan-law.js'

/** Draws whose lists are fixed and out of which no firm has been taken yet. */
export const FROZEN: DrawState[] = ['committed', 'witnessed', 'closed']

/** Draws that have not ended. */
export const RUNNING: DrawState[] = ['requested', ...FROZEN]

/**
 * The sentences that forbid a draw; none when it may be done.
 * @param own the draw itself, when it has already been asked for
 */
export async function findObstacles(
  view: View,
  plan: Plan,
  starter: Person,
  today: Day,
  own: number | null = null,
): Promise<string[]> {
  const lead = await view.departments.get(plan.leadDepartment)
  const department = await view.departments.get(starter.department)
  if (starter.department !== plan.leadDepartment && !department?.leading) {
    return [messages.draw.notLead(plan, lead?.name ?? plan.leadDepartment)]
  }
  const said: string[] = []
  if (await isRatingFirms(view)) said.push(messages.creditRules.rating)
  if (!plan.approvedAt) said.push(messages.draw.notApproved(plan.no))
  if (!plan.filingNo) said.push(messages.draw.notFiled(plan.no))
  if (today < plan.from || today > plan.to) said.push(messages.draw.outOfPeriod(plan))
  const faults = checkPlan(plan, await view.items.many(plan.items), today)
  if (faults.length > 0) said.push(messages.draw.faults(plan.no, faults.map(messages.draw.fault)))
  return [...said, ...(await findRivals(view, plan, own))]
}

/** Other draws under way of the same plan, or of one with the same items: together they could pass a yearly cap. */
async function findRivals(view: View, plan: Plan, own: number | null): Promise<string[]> {
  const said: string[] = []
  for (const draw of await view.draws.inStates(RUNNING)) {
    if (draw.id === own) continue
    if (draw.plan === plan.no) said.push(messages.draw.running(plan.no, draw))
    else {
      const other = draw.frozenPlan ?? (await view.plans.get(draw.plan))
      const shared = plan.items.filter((item) => other?.items.includes(item))
      if (shared.length > 0) said.push(messages.draw.sharesItems(plan.no, draw, shared))
    }
  }
  return said
}

/** A second draw that still waits for a supervisor. */
export function isUnconfirmed(draw: Draw): boolean {
  return draw.state === 'requested' && draw.reason !== null && draw.confirmedBy === null
}

/** Whether a clerk's department started the draw, or may draw every plan. */
export async function isOwnDraw(view: View, clerk: Person, draw: Draw): Promise<boolean> {
  const department = await view.departments.get(clerk.department)
  const starter = await view.people.get(draw.startedBy)
  return department?.leading === true || starter?.department === clerk.department
}

/** How many draws of the plan got as far as a commit; each of them counts for ever. */
export function countCommits(draws: Draw[]): number {
  return draws.filter((draw) => draw.no !== null).length
}

/** The plans that the caller may draw now for the first time, by number. */
export async function listDrawable(tx: Tx, caller: Person, today: Day): Promise<Plan[]> {
  const plans: Plan[] = []
  for (const plan of await tx.plans.all()) {
    const drawn = countCommits(await tx.draws.ofPlan(plan.no))
    if (drawn === 0 && (await findObstacles(tx, plan, caller, today)).length === 0) plans.push(plan)
  }
  return plans
}

/** @throws Refusal when there is no such plan. */
export async function getPlan(tx: Tx, word: string): Promise<Plan> {
  const no = readPlanNo(word)
  const plan = no ? await tx.plans.get(no) : undefined
  if (!plan) throw new Refusal(messages.draw.unknownPlan(word))
  return plan
}

/** A plan's number for an example: one the caller may draw, else any. */
export async function examplePlan({ tx, caller, today }: Context): Promise<string> {
  const drawable = caller ? await listDrawable(tx, caller, today) : []
  return drawable[0]?.no ?? (await tx.plans.all())[0]?.no ?? 'JH2026-01'
}

/** The visits' last day: so many working days after the draw, within the plan's period. */
export function dueOf(plan: Plan, today: Day, calendar: Calendar): { day: Day; estimated: boolean } {
  const counted = calendar.add(today, plan.workingDays)
  return counted.day <= plan.to ? counted : { day: plan.to, estimated: false }
}
