/** Steps around seats that change hands. */
import type { Person, Visit } from '../../db/store.js'
import type { Office } from './office.js'
import { tell } from './steps.js'

export async function personOf(office: Office, id: string): Promise<Person> {
  return (await office.store.read((view) => view.people.get(id)))!
}

export async function visitOf(office: Office, no: string): Promise<Visit> {
  return (await office.store.read((view) => view.visits.get(no)))!
}

/** Says something in the office's group and answers the bot's first words there. */
export async function inGroup(office: Office, person: string, text: string): Promise<string> {
  return (await office.say(person, 'office', text))[0]?.text ?? ''
}

/** What the two buttons under the newest request in somebody's private chat send. */
export async function decisionsOf(office: Office, person: string): Promise<[grant: string, refuse: string]> {
  const asked = (await office.read(`private:${person}`)).filter((one) => one.buttons[0]?.length === 2).at(-1)
  const [grant, refuse] = asked!.buttons[0]!.map((button) => button.send)
  return [grant!, refuse!]
}

/** A clerk asks that somebody be replaced, and the department's leader agrees. */
export async function openSeat(
  office: Office,
  who: { clerk: string; leader: string },
  { visit, person }: { visit: string; person: string },
): Promise<void> {
  await tell(office, who.clerk, `/replace ${visit} ${person} 原因=请假`)
  const [grant] = await decisionsOf(office, who.leader)
  await tell(office, who.leader, grant)
}
