/** Which plans a person may draw now, and why not the others. */

import type { Day, Draw, DrawState, Person, Plan, Tx } from '../db/store.js'
import { type Context, Refusal } from './command.js'
import { messages } from './messages.js'
import type { Calendar } from './rules/calendar.js'
import { readPlanNo } from './rules/numbers.js'
import { checkPlan } from './rules/plan-law.js'

/** Draws that have not ended. */
const RUNNING: DrawState[] = ['requested', 'committed', 'witnessed', 'closed']

/** The sentences that forbid the draw; none when it may be done. */
export async function findObstacles(tx: Tx, plan: Plan, caller: Person, today: Day): Promise<string[]> {
  const lead = await tx.departments.get(plan.leadDepartment)
  const own = await tx.departments.get(caller.department)
  if (caller.department !== plan.leadDepartment && !own?.leading) {
    return [messages.draw.notLead(plan, lead?.name ?? plan.leadDepartment)]
  }
  const said: string[] = []
  if (!plan.approvedAt) said.push(messages.draw.notApproved(plan.no))
  if (!plan.filingNo) said.push(messages.draw.notFiled(plan.no))
  if (today < plan.from || today > plan.to) said.push(messages.draw.outOfPeriod(plan))
  const faults = checkPlan(plan, await tx.items.many(plan.items), today)
  if (faults.length > 0) said.push(messages.draw.faults(plan.no, faults.map(messages.draw.fault)))
  const running = (await tx.draws.ofPlan(plan.no)).find((draw) => RUNNING.includes(draw.state))
  if (running) said.push(messages.draw.running(plan.no, running.state, running.no))
  return said
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
