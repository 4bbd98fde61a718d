/** Whom a word of a draw from elsewhere means: an inspector by certificate, or by name among the plan's departments. */
import { messages } from '../../commands/messages.js'
import type { Inspector, View } from '../../db/store.js'

export async function findInspector(
  view: View,
  word: string,
  departments: string[],
): Promise<Inspector | { why: string }> {
  const known = await view.inspectors.get(word)
  if (known) return known
  const found: Inspector[] = []
  for (const { id } of await view.people.find(word)) {
    const inspector = await view.inspectors.ofPerson(id)
    if (inspector) found.push(inspector)
  }
  const theirs = found.filter(({ department }) => departments.includes(department))
  const [first, second] = theirs.length > 0 ? theirs : found
  if (first === undefined) return { why: messages.platform.unknownInspector }
  return second ? { why: messages.platform.sameName(found.map(({ id }) => id)) } : first
}
