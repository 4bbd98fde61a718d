/** Who may approve an import: clerks and leaders of the department that leads them all, as the registers are its own. */
import type { ImportRequest, Person, View } from '../../db/store.js'

/** Registers that say who may do what. */
const OF_RIGHTS = ['people', 'departments']

/**
 * Nobody approves what he sent himself, save a clerk of that department: keeping the registers is his very work. But
 * nobody at all makes himself a leader.
 */
export async function mayDecide(
  view: View,
  person: Person,
  request: Pick<ImportRequest, 'askedBy' | 'kind'>,
): Promise<boolean> {
  const department = await view.departments.get(person.department)
  if (!person.active || department?.leading !== true) return false
  const { roles } = person
  if (person.id !== request.askedBy) return roles.includes('office') || roles.includes('leader')
  return roles.includes('office') && !givesRights(request)
}

export function givesRights({ kind }: Pick<ImportRequest, 'kind'>): boolean {
  return OF_RIGHTS.includes(kind)
}

/** Everybody else than the asker who may. */
export async function otherDeciders(view: View, request: ImportRequest): Promise<Person[]> {
  const leading = (await view.departments.all()).find((one) => one.leading)
  if (!leading) return []
  const people = [
    ...(await view.people.withRole('office', leading.code)),
    ...(await view.people.withRole('leader', leading.code)),
  ]
  const others = new Map(people.map((person) => [person.id, person]))
  others.delete(request.askedBy)
  return [...others.values()]
}
