/** A plan with everything that is told of it: names instead of codes, its state and its draws. */
import type { Day, Plan, View } from '../../db/store.js'
import { RUNNING } from '../draws/drawable.js'
import type { PlanCard } from '../messages/planning.js'
import { type PlanState, planState } from '../rules/plan-state.js'

export async function loadPlanCard(view: View, plan: Plan, today: Day): Promise<PlanCard> {
  const names: string[] = []
  for (const code of plan.departments) names.push((await view.departments.get(code))?.name ?? code)
  const [lead = plan.leadDepartment, ...others] = names
  const draws = (await view.draws.statesOfPlan(plan.no)).flatMap(({ no }) => no ?? [])
  const state = await findPlanState(view, plan, today)
  return { plan, lead, others, items: await view.items.many(plan.items), state, draws }
}

export async function findPlanState(view: View, plan: Plan, today: Day): Promise<PlanState> {
  const draws = await view.draws.statesOfPlan(plan.no)
  const running = draws.some(({ state }) => RUNNING.includes(state))
  const course = {
    ...{ approved: plan.approvedAt !== null, filed: plan.filingNo !== null, from: plan.from, to: plan.to },
    begun: running || draws.some(({ state }) => state === 'drawn'),
  }
  // Only what was drawn has visits.
  return planState({ ...course, open: running || (await view.visits.anyPending(plan.no)) }, today)
}
