/** The seats of one visit of a plan: at least two, at least one for each department that takes part (四(二)1). */

export interface PlanSeat {
  name: string
  department: string
  tags: string[]
}

export interface SeatedPlan {
  leadDepartment: string
  departments: string[]
  inspectorsPerVisit: number
  inspectorTags: string[]
}

/** The leading department's seats come first and ask for the plan's tags; every other department has one. */
export function seatsOf(plan: SeatedPlan): PlanSeat[] {
  const others = plan.departments.filter((code) => code !== plan.leadDepartment)
  const leading = Math.max(1, Math.max(2, plan.inspectorsPerVisit) - others.length)
  const seats: PlanSeat[] = []
  for (let i = 1; i <= leading; i++) {
    const name = leading === 1 ? plan.leadDepartment : `${plan.leadDepartment}-${i}`
    seats.push({ name, department: plan.leadDepartment, tags: [...plan.inspectorTags].sort() })
  }
  for (const code of others) seats.push({ name: code, department: code, tags: [] })
  return seats
}
