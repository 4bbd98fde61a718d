/** Reminders of the policy's measures: 5, 3, 1 and 0 working days before the last day, and every five after it. */
import { deliver } from '../../bot/delivery.js'
import type { Notice } from '../../commands/command.js'
import type { MeasureState } from '../../commands/messages/measuring.js'
import { messages } from '../../commands/messages.js'
import type { Calendar } from '../../commands/rules/calendar.js'
import { stageDay, stageOn } from '../../commands/rules/deadlines.js'
import { isQuiet, officeDay, officeTime } from '../../commands/rules/office-time.js'
import { loadMeasures, openOf } from '../../commands/supervision/measure.js'
import type { Day } from '../../db/store.js'
import type { PeriodicJob } from './due-work.js'
import { REMIND_FROM } from './send-reminders.js'

/** The day on which this was last looked at. */
const LAST = 'measures.reminded'
const EVERY = 5

type Line = Parameters<typeof messages.measure.reminder>[0][number]

export const remindMeasures: PeriodicJob = async ({ store, platforms, office, calendar }, now) => {
  const today = officeDay(now, office.zone)
  if (officeTime(now, office.zone) < REMIND_FROM || isQuiet(now, office.zone)) return
  if ((await store.read((view) => view.settings.get(LAST))) === today) return
  await store.write(async (tx) => {
    const last = (await tx.settings.get(LAST)) ?? today
    await tx.settings.set(LAST, today)
    const days = await calendar(tx)
    if (!days.isWorkingDay(today)) return
    const byDepartment = new Map<string, Line[]>()
    for (const state of await loadMeasures(tx)) {
      if (!isDue(state.measure.due, last, today, days)) continue
      for (const [code, line] of linesOf(state, today, days))
        byDepartment.set(code, [...(byDepartment.get(code) ?? []), line])
    }
    const notices = [...byDepartment].map(
      ([department, lines]): Notice => ({
        to: { department },
        content: { text: messages.measure.reminder(lines) },
        quiet: true,
      }),
    )
    await deliver(tx, platforms, notices, now)
  })
}

/** Whether a stage has begun since it was last looked at: after downtime the newest one is told. */
function isDue(due: Day, last: Day, today: Day, calendar: Calendar): boolean {
  const stage = stageOn(today, due, calendar)
  if (stage === null) return false
  const begun = stageDay(stage, due, calendar)
  if (stage.kind === 'before') return begun > last || begun === today
  return stage.days % EVERY === 1 || calendar.between(due, last) < 1
}

function linesOf(state: MeasureState, today: Day, calendar: Calendar): [string, Line][] {
  const { no, task, due } = state.measure
  return openOf(state).map(({ department, progress }) => [
    department.code,
    { no, task, due, days: calendar.between(today, due), percent: progress?.percent ?? null },
  ])
}
