/** Whom an inspector's request goes to: the leaders of his department, where it has none those of the leading one. */
import type { Person, View } from '../../db/store.js'

/** @param barred who may not decide it, since it is theirs. */
export async function findLeaders(
  view: View,
  department: string | undefined,
  barred: ReadonlySet<string>,
): Promise<Person[]> {
  const leading = (await view.departments.all()).find((one) => one.leading)
  for (const code of [department, leading?.code]) {
    if (code === undefined) continue
    const leaders = await view.people.withRole('leader', code)
    const free = leaders.filter((leader) => !barred.has(leader.id))
    if (free.length > 0) return free
  }
  return []
}

/** The same, and the supervisors where no leader is left. */
export async function findLeadersOrSupervisors(
  view: View,
  department: string,
  barred: ReadonlySet<string>,
): Promise<Person[]> {
  const leaders = await findLeaders(view, department, barred)
  if (leaders.length > 0) return leaders
  return (await view.people.withRole('supervisor')).filter((one) => !barred.has(one.id))
}

/** Whether a person may decide what these people were asked: one of them, or any supervisor whom nothing bars. */
export function mayDecide(person: Person, asked: Person[], barred: ReadonlySet<string>): boolean {
  if (barred.has(person.id)) return false
  return person.roles.includes('supervisor') || asked.some((one) => one.id === person.id)
}
