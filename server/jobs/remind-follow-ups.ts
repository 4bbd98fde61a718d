/** Reminders of what follows from a result: rectifications to be checked again, and leads that nobody has acknowledged. */
import { deliver } from '../../bot/delivery.js'
import type { Notice } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import type { Calendar } from '../../commands/rules/calendar.js'
import { nextStageDay } from '../../commands/rules/deadlines.js'
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

type Line = Parameters<typeof messages.decide.recheckReminder>[0][number]

/** One message a department, with all that is to be checked again. */
async function ofRechecks(tx: Tx, today: Day, calendar: Calendar): Promise<Notice[]> {
  const byDepartment = new Map<string, Line[]>()
  for (const { id, visit: no, department, recheckOn } of await tx.decisions.remindBy(today)) {
    const on = recheckOn!
    await tx.decisions.change(id, { remindOn: nextStageDay(today, on, calendar) })
    const visit = (await tx.visits.get(no))!
    const firm = (await tx.firms.get(visit.firm))?.name ?? visit.firm
    const line = { no, firm, id, on, daysLeft: calendar.between(today, on) }
    byDepartment.set(department, [...(byDepartment.get(department) ?? []), line])
  }
  return [...byDepartment].map(([department, lines]) => ({
    to: { department },
    content: { text: messages.decide.recheckReminder(lines) },
    quiet: true,
  }))
}

/** Whoever has to acknowledge is reminded; later the office and the sender hear of it as well. */
async function ofTransfers(tx: Tx, today: Day, calendar: Calendar, zone: string): Promise<Notice[]> {
  const notices: Notice[] = []
  for (const one of await tx.transfers.remindBy(today)) {
    await tx.transfers.change(one.id, { remindOn: nextTransferDay(today, calendar) })
    const days = calendar.between(officeDay(new Date(one.at), zone), today)
    const text = messages.transfer.reminder(one, days)
    notices.push({ to: { department: one.to ?? one.from }, content: { text }, quiet: true })
    if (days <= TRANSFER_DAYS) continue
    const late = { text: messages.transfer.late(one, days) }
    notices.push({ to: { group: 'office' }, content: late, quiet: true })
    if (one.to !== null) notices.push({ to: { department: one.from }, content: late, quiet: true })
  }
  return notices
}
