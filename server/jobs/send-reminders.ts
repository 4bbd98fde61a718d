/** Reminders to the inspectors as deadlines near and once they are past; after downtime only the newest stage, marked late. */
import { deliver } from '../../bot/delivery.js'
import type { Notice } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import type { Calendar } from '../../commands/rules/calendar.js'
import { nextStageDay, type Stage, stageDay, stageOn } from '../../commands/rules/deadlines.js'
import { isQuiet, officeDay, officeTime } from '../../commands/rules/office-time.js'
import { emptySeats } from '../../commands/seats/empty-seats.js'
import { inspectorNames, loadCards } from '../../commands/visits/visit-cards.js'
import type { Day, Draw, Tx, Visit } from '../../db/store.js'
import type { PeriodicJob } from './due-work.js'

/** Reminders of a day go out from this time on; what is taken up in the quiet hours waits for the next day's stage. */
export const REMIND_FROM = '09:00'

interface DueVisit {
  visit: Visit
  stage: Stage
  late: boolean
}

export const sendReminders: PeriodicJob = async ({ store, platforms, office, calendar }, now) => {
  const today = officeDay(now, office.zone)
  if (officeTime(now, office.zone) < REMIND_FROM || isQuiet(now, office.zone)) return
  const waiting = await store.read((view) => view.visits.remindBy(today))
  if (waiting.length === 0) return
  await store.write(async (tx) => {
    const days = await calendar(tx)
    const due = await takeDue(tx, today, days)
    const notices = [
      ...(await remindInspectors(tx, due, today, days)),
      ...(await tellUnassigned(tx, due, today, days)),
      ...(await tellShortHanded(tx, due)),
      ...(await tellLeaders(tx, due)),
    ]
    await deliver(tx, platforms, notices, now)
  })
}

/** The visits whose stage has come; each is set to its next stage's day, so nothing is said twice. */
async function takeDue(tx: Tx, today: Day, calendar: Calendar): Promise<DueVisit[]> {
  const due: DueVisit[] = []
  for (const visit of await tx.visits.remindBy(today)) {
    const stage = stageOn(today, visit.due, calendar)
    await tx.visits.change(visit.no, { remindOn: nextStageDay(today, visit.due, calendar) })
    if (stage) due.push({ visit, stage, late: stageDay(stage, visit.due, calendar) < today })
  }
  return due
}

async function remindInspectors(tx: Tx, due: DueVisit[], today: Day, calendar: Calendar): Promise<Notice[]> {
  const byPerson = new Map<string, DueVisit[]>()
  for (const one of due) {
    for (const { person } of await tx.visits.assignments(one.visit.no)) {
      byPerson.set(person, [...(byPerson.get(person) ?? []), one])
    }
  }
  const notices: Notice[] = []
  for (const [person, own] of byPerson) {
    const groups = []
    for (const alike of groupAlike(own)) {
      const visits = alike.map((one) => one.visit)
      const cards = await loadCards(tx, visits, { reader: person, today, calendar, phones: false })
      groups.push({ stage: alike[0]!.stage, late: alike[0]!.late, cards })
    }
    const text = `${messages.reminder.text(groups)}\n${messages.reminder.advice}`
    const buttons = own
      .slice(0, 8)
      .map(({ visit }) => [{ label: `填报 ${visit.no}`, send: `/record ${visit.no}` }])
    notices.push({ to: { person }, content: { text, buttons }, quiet: true })
  }
  return notices
}

/** Where nobody is to be reminded, the office and the supervisors hear of every stage. */
async function tellUnassigned(tx: Tx, due: DueVisit[], today: Day, calendar: Calendar): Promise<Notice[]> {
  const lines: string[] = []
  for (const { visit, stage, late } of due) {
    if ((await tx.visits.assignments(visit.no)).length > 0) continue
    const [card] = await loadCards(tx, [visit], { reader: null, today, calendar, phones: false })
    lines.push(messages.reminder.noInspectorLine(stage, late, card!))
  }
  return lines.length > 0 ? overseers(tx, messages.reminder.noInspector(lines)) : []
}

/** Where only some seats are empty, those who can fill them hear of it beside the inspectors. */
async function tellShortHanded(tx: Tx, due: DueVisit[]): Promise<Notice[]> {
  const lines: string[] = []
  const draws = new Map<string, Draw>()
  for (const { visit } of due) {
    const draw = draws.get(visit.draw) ?? (await tx.draws.byNo(visit.draw))!
    draws.set(visit.draw, draw)
    const empty = (await emptySeats(tx, visit, draw)).length
    if (empty === 0 || (await tx.visits.assignments(visit.no)).length === 0) continue
    const firm = (await tx.firms.get(visit.firm))?.name ?? visit.firm
    lines.push(messages.replace.shortHandedLine(visit.no, firm, visit.due, empty))
  }
  return lines.length > 0 ? overseers(tx, messages.replace.shortHanded(lines)) : []
}

async function overseers(tx: Tx, text: string): Promise<Notice[]> {
  const notices: Notice[] = [{ to: { group: 'office' }, content: { text }, quiet: true }]
  for (const { id } of await tx.people.withRole('supervisor')) {
    notices.push({ to: { person: id }, content: { text }, quiet: true })
  }
  return notices
}

/** One heading for all visits in the same stage. */
function groupAlike(due: DueVisit[]): DueVisit[][] {
  const groups = new Map<string, DueVisit[]>()
  for (const one of due) {
    const key = JSON.stringify([one.stage, one.late])
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
}

/** A red card also tells the leader of each inspector's department, or the overseers where it has none. */
async function tellLeaders(tx: Tx, due: DueVisit[]): Promise<Notice[]> {
  const lines = new Map<string, string[]>()
  for (const { visit, stage } of due) {
    if (stage.kind !== 'overdue' || stage.card !== 'red') continue
    const firm = await tx.firms.get(visit.firm)
    const names = await inspectorNames(tx, visit.no)
    const line = messages.reminder.redLine(visit.no, firm?.name ?? visit.firm, names, stage.days)
    for (const code of await departmentsOf(tx, visit)) lines.set(code, [...(lines.get(code) ?? []), line])
  }
  const notices: Notice[] = []
  for (const [code, list] of lines) {
    const department = await tx.departments.get(code)
    const text = messages.reminder.red(department?.name ?? code, list)
    const leaders = await tx.people.withRole('leader', code)
    if (leaders.length === 0) notices.push(...(await overseers(tx, `${text}\n${messages.reminder.noLeader}`)))
    for (const { id } of leaders) notices.push({ to: { person: id }, content: { text }, quiet: true })
  }
  return notices
}

async function departmentsOf(tx: Tx, visit: Visit): Promise<Set<string>> {
  const codes = new Set<string>()
  for (const { inspector } of await tx.visits.assignments(visit.no)) {
    const found = await tx.inspectors.get(inspector)
    if (found) codes.add(found.department)
  }
  return codes
}
