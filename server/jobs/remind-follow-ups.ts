/** Reminders of what follows from a result: rectifications to be checked again, and leads that nobody has acknowledged. */
import { deliver } from '../../bot/delivery.js'
import type { Notice } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import { nextOrderDay, orderDue } from '../../commands/results/order-due.js'
import type { Calendar } from '../../commands/rules/calendar.js'
import { isQuiet, officeDay, officeTime } from '../../commands/rules/office-time.js'
import { nextTransferDay, TRANSFER_DAYS } from '../../commands/rules/result-course.js'
import type { Day, Tx } from '../../db/store.js'
import type { PeriodicJob } from './due-work.js'
import { REMIND_FROM } from './send-reminders.js'

export const remindFollowUps: PeriodicJob = async ({ store, platforms, office, calendar }, now) => {
  const today = officeDay(now, office.zone)
  if (officeTime(now, office.zone) < REMIND_FROM || isQuiet(now, office.zone)) return
  const due = await store.read(
    async (view) =>
      (await view.decisions.remindBy(today)).length + (await view.transfers.remindBy(today)).length,
  )
  if (due === 0) return
  await store.write(async (tx) => {
    const days = await calendar(tx)
    const notices = [
      ...(await ofRechecks(tx, today, days)),
      ...(await ofTransfers(tx, today, days, office.zone)),
    ]
    await deliver(tx, platforms, notices, now)
  })
}

type Line = Parameters<typeof messages.recheck.reminder>[0][number]
type Unmended = Parameters<typeof messages.recheck.unmendedReminder>[0][number]

/** One message a department with all that is to be checked again, and one with what was not put right. */
async function ofRechecks(tx: Tx, today: Day, calendar: Calendar): Promise<Notice[]> {
  const open = new Map<string, Line[]>()
  const unmended = new Map<string, Unmended[]>()
  for (const order of await tx.decisions.remindBy(today)) {
    const { id, visit: no, department } = order
    const due = await orderDue(tx, order)
    await tx.decisions.change(id, { remindOn: nextOrderDay(today, due, calendar) })
    if (due === null) continue
    const visit = (await tx.visits.get(no))!
    const about = { no, firm: (await tx.firms.get(visit.firm))?.name ?? visit.firm, id, on: due.on }
    if (due.kind === 'unmended') add(unmended, department, about)
    else add(open, department, { ...about, daysLeft: calendar.between(today, due.on) })
  }
  return [
    ...[...open].map(([department, lines]) => quietly(department, messages.recheck.reminder(lines))),
    ...[...unmended].map(([department, lines]) =>
      quietly(department, messages.recheck.unmendedReminder(lines)),
    ),
  ]
}

function add<L>(lines: Map<string, L[]>, department: string, line: L): void {
  lines.set(department, [...(lines.get(department) ?? []), line])
}

function quietly(department: string, text: string): Notice {
  return { to: { department }, content: { text }, quiet: true }
}

/** Whoever has to act is reminded: the receiver, or the sender of what went outside or came back; later the office and the sender hear of it as well. */
async function ofTransfers(tx: Tx, today: Day, calendar: Calendar, zone: string): Promise<Notice[]> {
  const notices: Notice[] = []
  for (const one of await tx.transfers.remindBy(today)) {
    await tx.transfers.change(one.id, { remindOn: nextTransferDay(today, calendar) })
    const days = calendar.between(officeDay(new Date(one.returnedAt ?? one.at), zone), today)
    const isBack = one.returnedAt !== null
    const acts = isBack || one.to === null ? one.from : one.to
    const { returnedReminder, reminder, late } = messages.transfer
    notices.push(quietly(acts, isBack ? returnedReminder(one, days) : reminder(one, days)))
    if (days <= TRANSFER_DAYS) continue
    const content = { text: late(one, days) }
    notices.push({ to: { group: 'office' }, content, quiet: true })
    if (acts !== one.from) notices.push({ to: { department: one.from }, content, quiet: true })
  }
  return notices
}
