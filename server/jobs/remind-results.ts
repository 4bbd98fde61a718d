/** Reminders on the way from the record to the public: to whoever has to act next, and to the overseers once it is late. */
import { deliver } from '../../bot/delivery.js'
import type { Notice, Recipient } from '../../commands/command.js'
import type { OpenResult } from '../../commands/messages/reviewing.js'
import { messages } from '../../commands/messages.js'
import { findReviewers } from '../../commands/results/ask-reviewers.js'
import type { Calendar } from '../../commands/rules/calendar.js'
import { stageOn } from '../../commands/rules/deadlines.js'
import { isQuiet, officeDay, officeTime } from '../../commands/rules/office-time.js'
import { nextResultDay } from '../../commands/rules/result-course.js'
import { findLeaders } from '../../commands/visits/find-leaders.js'
import type { Day, Result, Tx } from '../../db/store.js'
import type { PeriodicJob } from './due-work.js'
import { REMIND_FROM } from './send-reminders.js'

export const remindResults: PeriodicJob = async ({ store, platforms, office, calendar }, now) => {
  const today = officeDay(now, office.zone)
  if (officeTime(now, office.zone) < REMIND_FROM || isQuiet(now, office.zone)) return
  const waiting = await store.read((view) => view.results.remindBy(today))
  if (waiting.length === 0) return
  await store.write(async (tx) => {
    const days = await calendar(tx)
    const due = await takeDue(tx, today, days)
    await deliver(tx, platforms, await noticesOf(tx, due), now)
  })
}

interface DueResult {
  result: Result
  line: OpenResult
}

/** Each is set to its next day, so nothing is said twice. */
async function takeDue(tx: Tx, today: Day, calendar: Calendar): Promise<DueResult[]> {
  const due: DueResult[] = []
  for (const result of await tx.results.remindBy(today)) {
    await tx.results.put({ ...result, remindOn: nextResultDay(today, result.discloseBy, calendar) })
    const firm = (await tx.firms.get(result.firm))?.name ?? result.firm
    const daysLeft = result.discloseBy === null ? null : calendar.between(today, result.discloseBy)
    const stage = result.discloseBy === null ? null : stageOn(today, result.discloseBy, calendar)
    const card = stage?.kind === 'overdue' ? stage.card : null
    due.push({ result, line: { ...result, firmName: firm, daysLeft, card } })
  }
  return due
}

/** One message for each place, with all that is to be done there. */
async function noticesOf(tx: Tx, due: DueResult[]): Promise<Notice[]> {
  const places = new Map<string, { to: Recipient; lines: OpenResult[] }>()
  for (const { result, line } of due) {
    const late = line.daysLeft !== null && line.daysLeft < 0
    const office: Recipient[] = late ? [{ group: 'office' }] : []
    // As with visits, a red card also tells the leader.
    const leaders = line.card === 'red' ? await findLeaders(tx, result.department, new Set()) : []
    const people: Recipient[] = leaders.map(({ id }) => ({ person: id }))
    for (const to of [...(await whoActs(tx, result)), ...office, ...people]) {
      const key = JSON.stringify(to)
      const place = places.get(key) ?? { to, lines: [] }
      if (!place.lines.includes(line)) places.set(key, { to, lines: [...place.lines, line] })
    }
  }
  return [...places.values()].map(({ to, lines }) => ({
    to,
    content: { text: messages.review.reminder(lines) },
    quiet: true,
  }))
}

async function whoActs(tx: Tx, result: Result): Promise<Recipient[]> {
  if (result.state === 'review') return (await findReviewers(tx, result)).map(({ id }) => ({ person: id }))
  if (result.state !== 'returned') return [{ department: result.department }]
  return (await tx.visits.assignments(result.visit)).map(({ person }) => ({ person }))
}
