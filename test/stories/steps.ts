/** Steps that several stories take: a draw up to its result, who holds which visit, and what the database then holds. */
import type { Assignment, Role, View } from '../../db/store.js'
import type { Office } from './office.js'

export interface Seat {
  visit: string
  person: string
}

/** Draws a plan in the office's group and answers the draw's number. */
export async function drawPlan(office: Office, plan: string): Promise<string> {
  const clerk = await office.who('office', 'SCQ-FZ')
  const leader = await office.who('leader', 'SCQ-GS')
  const [posted] = await office.say(clerk, 'office', `/draw ${plan}`)
  const no = /CQ\d{4}-\d{3}/.exec(posted?.text ?? '')?.[0]
  if (!no) throw new Error(`no draw: ${posted?.text}`)
  await office.say(leader, 'office', '/witness 春天来了')
  return no
}

/** Gives each plan firms of a credit class of its own, so that they may be drawn side by side. */
export async function setApart(office: Office, plans: string[]): Promise<void> {
  const classes = ['A', 'B', 'C', 'D'] as const
  await office.store.write(async (tx) => {
    for (const [i, no] of plans.entries()) {
      const plan = (await tx.plans.get(no))!
      await tx.plans.put({ ...plan, scope: { ...plan.scope, classes: [classes[i]!] } })
    }
  })
}

export async function seatsOf(office: Office, draw: string): Promise<Assignment[]> {
  return office.store.read((view) => view.visits.assignmentsOfDraw(draw))
}

/** Says something in the person's private chat and answers the bot's words there. */
export async function tell(office: Office, person: string, text: string): Promise<string> {
  return (await office.say(person, `private:${person}`, text)).map((one) => one.text).join('\n')
}

/** Says one thing after the other without waiting, and answers all that the bot then said there. */
export async function sayAll(
  office: Office,
  person: string,
  chat: string,
  texts: string[],
): Promise<string[]> {
  const ids: number[] = []
  for (const text of texts) {
    const response = await office.request('/room/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat, person, text }),
    })
    ids.push(((await response.json()) as { id: number }).id)
  }
  await office.system.settle()
  const said = (await office.read(chat)).filter(({ id, from }) => from === 'bot' && id > ids[0]!)
  return said.map(({ text }) => text)
}

/** One person of each role, all of the same department where it has them. */
export async function oneOfEach(office: Office): Promise<Record<Role, string>> {
  return {
    office: await office.who('office', 'SCQ-GS'),
    inspector: await office.who('inspector', 'SCQ-GS'),
    leader: await office.who('leader', 'SCQ-GS'),
    supervisor: await office.who('supervisor'),
    admin: await office.who('admin'),
  }
}

/** Everything that a command could change, as text: equal before and after means that nothing happened. */
export async function businessOf(office: Office): Promise<string> {
  return office.store.read(async (view) => JSON.stringify(await everything(view)))
}

async function everything(view: View): Promise<unknown> {
  const draws = await view.draws.inStates([
    ...(['requested', 'refused', 'committed', 'witnessed'] as const),
    ...(['closed', 'drawn', 'void', 'failed'] as const),
  ])
  const visits: unknown[] = []
  for (const draw of draws) {
    for (const visit of draw.no ? await view.visits.ofDraw(draw.no) : []) {
      const { no } = visit
      visits.push(visit, await view.visits.assignments(no), await view.records.ofVisit(no))
      visits.push(await view.records.attachments(no), await view.extensions.openOf(no))
    }
  }
  const people = await view.people.all()
  const bindings: unknown[] = []
  for (const person of people) bindings.push(await view.bindings.ofPerson(person.id))
  const open = await view.replacements.inStates(['asked', 'declined', 'leaving', 'witnessed', 'replaced'])
  const leaving = [open, await view.recusalRequests.open()]
  const rest = [leaving, await view.ledger.head(), await view.groups.all(), await view.jobs.queued()]
  return [draws.map((draw) => [draw.id, draw.version]), visits, people, bindings, rest]
}
