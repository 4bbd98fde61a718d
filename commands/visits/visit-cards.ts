/** Visits as their inspectors see them, gathered from the store. */

import type { Day, Draw, Firm, View, Visit } from '../../db/store.js'
import type { VisitCard } from '../messages/visit-card.js'
import type { Calendar } from '../rules/calendar.js'
import { emptySeats } from '../seats/empty-seats.js'

export interface CardOptions {
  /** The person who reads it: left out of the colleagues. */
  reader: string | null
  today: Day
  calendar: Calendar
  /** Phones and the firm's credit are shown in private chats only. */
  phones: boolean
}

export async function loadCards(view: View, visits: Visit[], options: CardOptions): Promise<VisitCard[]> {
  const cards: VisitCard[] = []
  const draws = new Map<string, Draw>()
  for (const visit of visits) {
    const draw = draws.get(visit.draw) ?? (await view.draws.byNo(visit.draw))!
    draws.set(visit.draw, draw)
    cards.push(await loadCard(view, visit, draw, options))
  }
  return cards
}

async function loadCard(view: View, visit: Visit, draw: Draw, options: CardOptions): Promise<VisitCard> {
  const firm = await view.firms.get(visit.firm)
  const items = await view.items.many(visit.items)
  const assignments = await view.visits.assignments(visit.no)
  const others = assignments.map((one) => one.person).filter((person) => person !== options.reader)
  return {
    no: visit.no,
    firm: firm?.name ?? visit.firm,
    address: firm?.address ?? '',
    phone: options.phones ? (firm?.phone ?? null) : null,
    credit: options.phones && firm ? await loadCredit(view, firm) : null,
    items: items.map((item) => item.name),
    colleagues: await namesByDepartment(view, others),
    due: visit.due,
    daysLeft: options.calendar.between(options.today, visit.due),
    waiting: (await emptySeats(view, visit, draw)).length,
    estimated: !options.calendar.isKnown(visit.due),
    acked: assignments.some((one) => one.person === options.reader && one.ackedAt !== null),
  }
}

async function loadCredit(view: View, { code, creditClass }: Firm): Promise<VisitCard['credit']> {
  const standing = (await view.listings.ofFirm(code)).filter(({ leftOn }) => leftOn === null)
  return { code, class: creditClass, lists: standing.map(({ list }) => list) }
}

/** One text a department, in the order of their first people: 张三、李四（工商分局） */
export async function namesByDepartment(view: View, people: string[]): Promise<string[]> {
  const names = new Map<string, string[]>()
  for (const id of people) {
    const person = await view.people.get(id)
    const department = person && (await view.departments.get(person.department))
    const shortName = department?.shortName ?? ''
    names.set(shortName, [...(names.get(shortName) ?? []), person?.name ?? id])
  }
  return [...names].map(([department, own]) => `${own.join('、')}（${department}）`)
}

/** The names of those who hold a seat of the visit. */
export async function inspectorNames(view: View, visit: string): Promise<string[]> {
  const names: string[] = []
  for (const one of await view.visits.assignments(visit)) {
    names.push((await view.people.get(one.person))?.name ?? one.person)
  }
  return names
}

/** 李四（工商分局） */
export async function inspectorName(view: View, inspector: string): Promise<string> {
  const found = await view.inspectors.get(inspector)
  const [name = inspector] = found ? await namesByDepartment(view, [found.person]) : []
  return name
}
