/** Certificates that end within 30 days: told once a week to the clerks, sooner when one is new, and once to its holder. */
import { deliver } from '../../bot/delivery.js'
import type { Notice } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import { addDays, officeDay, weekEnd } from '../../commands/rules/office-time.js'
import type { Day, Inspector, Person, Tx, View } from '../../db/store.js'
import type { PeriodicJob } from './due-work.js'

const DAYS_AHEAD = 30
const TOLD = 'certificates.told'

/** What was told already; kept as JSON. */
interface Told {
  /** The last day of the week of the last digest. */
  week: Day
  /** Certificates and their last days. */
  certificates: Record<string, Day>
}

interface Ending {
  inspector: Inspector
  person: Person
  department: string
  /** Not told yet with this last day. */
  isNew: boolean
}

export const watchCertificates: PeriodicJob = async ({ store, platforms, office }, now) => {
  const today = officeDay(now, office.zone)
  if ((await store.read((view) => findDue(view, today))).due.length === 0) return
  await store.write(async (tx) => {
    const { due, ending } = await findDue(tx, today)
    const certificates = Object.fromEntries(
      ending.map(({ inspector }) => [inspector.id, inspector.certifiedUntil]),
    )
    await tx.settings.set(TOLD, JSON.stringify({ week: weekEnd(today), certificates } satisfies Told))
    await deliver(tx, platforms, [...tellHolders(due), ...(await tellClerks(tx, due))], now)
  })
}

/** All of them in a new week, else those that are new. */
async function findDue(view: View, today: Day): Promise<{ due: Ending[]; ending: Ending[] }> {
  const inspectors = await view.inspectors.expiring(today, addDays(today, DAYS_AHEAD))
  const told = JSON.parse((await view.settings.get(TOLD)) ?? '{}') as Partial<Told>
  const ending: Ending[] = []
  for (const inspector of inspectors) {
    const person = await view.people.get(inspector.person)
    if (!person?.active) continue
    const department = (await view.departments.get(inspector.department))?.shortName ?? inspector.department
    const isNew = told.certificates?.[inspector.id] !== inspector.certifiedUntil
    ending.push({ inspector, person, department, isNew })
  }
  const due = told.week === weekEnd(today) ? ending.filter(({ isNew }) => isNew) : ending
  return { due, ending }
}

function tellHolders(due: Ending[]): Notice[] {
  return due
    .filter(({ isNew }) => isNew)
    .map(({ person, inspector }) => {
      const text = messages.certificates.own(inspector.id, inspector.certifiedUntil)
      return { to: { person: person.id }, content: { text }, quiet: true }
    })
}

/** The leading office's clerks hear of all, a department's of its own. */
async function tellClerks(tx: Tx, due: Ending[]): Promise<Notice[]> {
  const leading = (await tx.departments.all()).find((one) => one.leading)?.code
  const notices: Notice[] = []
  for (const clerk of await tx.people.withRole('office')) {
    const theirs = due.filter(
      ({ inspector }) => clerk.department === leading || clerk.department === inspector.department,
    )
    if (theirs.length === 0) continue
    const lines = theirs.map(({ inspector, person, department }) =>
      messages.certificates.line(department, person.name, inspector.id, inspector.certifiedUntil),
    )
    const text = messages.certificates.digest(lines)
    notices.push({ to: { person: clerk.id }, content: { text }, quiet: true })
  }
  return notices
}
