/** Who may approve a plan: leaders of the leading department, where it has none those of the plan's own (四(二)1). */
import type { Person, Plan, View } from '../../db/store.js'

/** Whose leaders they are. */
export async function approvingDepartment(view: View, { leadDepartment }: Plan): Promise<string> {
  const leading = (await view.departments.all()).find((one) => one.leading)
  const leaders = leading ? await view.people.withRole('leader', leading.code) : []
  return leading && leaders.length > 0 ? leading.code : leadDepartment
}

/** Whoever handed the plan in is not left out here: he must be told why he may not. */
export async function findApprovers(view: View, plan: Plan): Promise<Person[]> {
  return view.people.withRole('leader', await approvingDepartment(view, plan))
}
