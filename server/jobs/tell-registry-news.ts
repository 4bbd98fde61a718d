/** Tells of closed firms with visits to come, of inspectors off the roll who hold seats, and of plans that wait for approval. */
import { deliver } from '../../bot/delivery.js'
import type { Content, Notice } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import { findApprovers } from '../../commands/plans/find-approvers.js'
import { findLeaders } from '../../commands/visits/find-leaders.js'
import type { Plan, Tx, Visit } from '../../db/store.js'
import { clearNews, isOpen, readNews } from '../import/registry-news.js'
import { findImportUnderWay } from '../import/under-way.js'
import type { PeriodicJob } from './due-work.js'

/** Once for each change, however it came in; what a restart finds untold is told then. */
export const tellRegistryNews: PeriodicJob = async ({ store, platforms }, now) => {
  if (!(await store.read(readNews))) return
  await store.write(async (tx) => {
    // Half of an import says half of it.
    if (await findImportUnderWay(tx)) return
    const news = await readNews(tx)
    if (news === null) return
    const notices: Notice[] = []
    for (const code of news.firms) notices.push(...(await tellClosedFirm(tx, code)))
    for (const person of news.people) notices.push(...(await tellGoneInspector(tx, person)))
    notices.push(...(await tellPlans(tx, news.plans)))
    await clearNews(tx)
    await deliver(tx, platforms, notices, now)
  })
}

/** Nobody hears of what has been undone or recorded meanwhile. */
async function tellClosedFirm(tx: Tx, code: string): Promise<Notice[]> {
  const firm = (await tx.firms.get(code))!
  const visits = (await tx.visits.ofFirm(code)).filter(({ state }) => state === 'pending')
  if (isOpen(firm) || visits.length === 0) return []
  const content: Content = { text: messages.news.closedFirm(firm.name, firm.status, visits) }
  const people = new Set<string>()
  for (const { no } of visits) for (const { person } of await tx.visits.assignments(no)) people.add(person)
  const inspectors = [...people].map((person): Notice => ({ to: { person }, content }))
  return [...(await tellPlaces(tx, visits, content)), ...inspectors]
}

async function tellGoneInspector(tx: Tx, id: string): Promise<Notice[]> {
  const person = (await tx.people.get(id))!
  const entry = await tx.inspectors.ofPerson(id)
  const visits = await tx.visits.ofPerson(id, 'pending')
  if ((person.active && entry?.active) || visits.length === 0) return []
  const content: Content = { text: messages.news.goneInspector(person.name, visits) }
  const leaders = await findLeaders(tx, person.department, new Set([id]))
  return [
    ...(await tellPlaces(tx, visits, content)),
    ...leaders.map((leader): Notice => ({ to: { person: leader.id }, content })),
  ]
}

/** The office, and the departments that lead the plans of these visits. */
async function tellPlaces(tx: Tx, visits: Visit[], content: Content): Promise<Notice[]> {
  const departments = new Set<string>()
  for (const { draw } of visits) departments.add((await tx.draws.byNo(draw))!.frozenPlan!.leadDepartment)
  return [
    { to: { group: 'office' }, content },
    ...[...departments].map((department): Notice => ({ to: { department }, content })),
  ]
}

/** One message for each leader who may approve some of them; whoever handed a plan in may not. */
async function tellPlans(tx: Tx, nos: string[]): Promise<Notice[]> {
  const byLeader = new Map<string, Plan[]>()
  for (const no of nos) {
    const plan = await tx.plans.get(no)
    if (!plan || plan.approvedAt !== null) continue
    for (const { id } of await findApprovers(tx, plan))
      if (id !== plan.importedBy) byLeader.set(id, [...(byLeader.get(id) ?? []), plan])
  }
  return [...byLeader].map(([person, plans]) => ({ to: { person }, content: askForApproval(plans) }))
}

const MOST_BUTTONS = 8

function askForApproval(plans: Plan[]): Content {
  const { approve, news } = messages
  const buttons = plans
    .slice(0, MOST_BUTTONS)
    .map(({ no }) => [{ label: approve.viewLabel(no), send: `/approve ${no}` }])
  return { text: news.plans(plans), buttons }
}
