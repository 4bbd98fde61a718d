/** What is said once seats have changed hands: to the group, those who left and came, their colleagues and leaders. */
import type { Notice } from '../../commands/command.js'
import type { SeatChange } from '../../commands/messages/replacing.js'
import { messages } from '../../commands/messages.js'
import { inspectorName } from '../../commands/visits/visit-cards.js'
import type { Draw, View } from '../../db/store.js'
import type { EnterContext, EnteredSeat } from './enter-replacements.js'
import { listResultChats } from './result-chats.js'
import { tellInspector } from './tell-inspector.js'

/** What each person hears of, in the order of the seats. */
type Told = Map<string, SeatChange[]>

/** @param entered all of one draw, with the store as it now stands. */
export async function tellReplaced(
  view: View,
  draw: Draw,
  entered: EnteredSeat[],
  ctx: EnterContext,
): Promise<Notice[]> {
  const changes: SeatChange[] = []
  const leavers: Told = new Map()
  const others: Told = new Map()
  const newcomers = new Map<string, string[]>()
  for (const seat of entered) {
    const change = await describe(view, seat)
    changes.push(change)
    const [left, came] = [await personOf(view, seat.leaver), await personOf(view, seat.inspector)]
    if (left) note(leavers, left, change)
    if (came) newcomers.set(came, [...(newcomers.get(came) ?? []), seat.visit])
    for (const person of await onlookers(view, seat)) {
      if (person !== left && person !== came) note(others, person, change)
    }
  }
  return [
    ...(await tellGroups(view, draw, changes)),
    ...(await tellEmpty(view, draw, changes)),
    ...[...leavers].map(([person, own]) => toPerson(person, messages.replace.left(own))),
    ...(await tellNewcomers(view, draw, newcomers, ctx)),
    ...[...others].map(([person, own]) => toPerson(person, messages.replace.changed(own))),
  ]
}

const toPerson = (person: string, text: string): Notice => ({ to: { person }, content: { text } })

function note(told: Told, person: string, change: SeatChange): void {
  told.set(person, [...(told.get(person) ?? []), change])
}

async function describe(view: View, { visit: no, leaver, inspector }: EnteredSeat): Promise<SeatChange> {
  const visit = (await view.visits.get(no))!
  return {
    visit: no,
    firm: (await view.firms.get(visit.firm))?.name ?? visit.firm,
    leaver: leaver && (await inspectorName(view, leaver)),
    newcomer: inspector && (await inspectorName(view, inspector)),
  }
}

async function personOf(view: View, inspector: string | null): Promise<string | undefined> {
  return inspector === null ? undefined : (await view.inspectors.get(inspector))?.person
}

/** The colleagues of the visit, and the leaders of the departments that the seat passes between. */
async function onlookers(view: View, { visit, leaver, inspector }: EnteredSeat): Promise<Set<string>> {
  const people = new Set((await view.visits.assignments(visit)).map((one) => one.person))
  for (const id of [leaver, inspector]) {
    const department = id && (await view.inspectors.get(id))?.department
    if (!department) continue
    for (const leader of await view.people.withRole('leader', department)) people.add(leader.id)
  }
  return people
}

/** Names and numbers only: a group may hold people who are not to know the firm. */
async function tellGroups(view: View, draw: Draw, changes: SeatChange[]): Promise<Notice[]> {
  const bare = changes.map(({ firm: _, ...rest }) => rest)
  const content = { text: messages.replace.result(draw.no!, bare) }
  return (await listResultChats(view, draw)).map((chat) => ({ to: { chat }, content }))
}

async function tellEmpty(view: View, draw: Draw, changes: SeatChange[]): Promise<Notice[]> {
  const empty = changes.filter((change) => change.newcomer === null)
  if (empty.length === 0) return []
  const bare = empty.map(({ firm: _, ...rest }) => rest)
  const content = { text: messages.replace.stillEmpty(draw.no!, bare) }
  const supervisors = await view.people.withRole('supervisor')
  return [
    { to: { group: 'office' }, content },
    ...supervisors.map((one) => ({ to: { person: one.id }, content })),
  ]
}

async function tellNewcomers(
  view: View,
  draw: Draw,
  newcomers: Map<string, string[]>,
  ctx: EnterContext,
): Promise<Notice[]> {
  const notices: Notice[] = []
  for (const [person, nos] of newcomers) {
    const visits = []
    for (const no of nos) visits.push((await view.visits.get(no))!)
    const notice = await tellInspector(view, draw, person, visits, ctx)
    const text = `${messages.replace.newcomer(draw.no!)}${notice.content.text}`
    notices.push({ ...notice, content: { ...notice.content, text } })
  }
  return notices
}
