/** Finds the one person that a word means. */
import type { Person, Tx } from '../../db/store.js'
import { Refusal, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'

/** @param word a person's id or exact name. @throws Refusal when nobody or more than one is meant. */
export async function findPerson(tx: Tx, word: string): Promise<Person> {
  const found = await tx.people.find(word.normalize('NFKC').trim())
  if (found.length === 0) throw new UsageRefusal(messages.find.noPerson(word))
  if (found.length === 1) return found[0]!
  const lines: string[] = []
  for (const one of found) {
    const department = await tx.departments.get(one.department)
    lines.push(messages.find.personLine(one.id, one.name, department?.name ?? one.department))
  }
  throw new Refusal(messages.find.manyPeople(lines))
}
