/** After the holidays were changed: open visits are reminded by the new calendar, and the office hears of due days off. */
import { isDeepStrictEqual } from 'node:util'
import { deliver } from '../../bot/delivery.js'
import type { Notice } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import { lastDay } from '../../commands/results/settle-result.js'
import { type Calendar, createCalendar } from '../../commands/rules/calendar.js'
import { nextStageDay, stageOn } from '../../commands/rules/deadlines.js'
import { officeDay } from '../../commands/rules/office-time.js'
import { nextResultDay } from '../../commands/rules/result-course.js'
import type { Day, Tx, View, Visit } from '../../db/store.js'
import type { PeriodicJob } from './due-work.js'

/** The overrides by which the visits are reminded now (JSON). */
const FOLLOWED = 'calendar.followed'
/** Later than every reminder. */
const LAST_DAY = '9999-12-31'

export const followCalendar: PeriodicJob = async ({ store, platforms, office, calendar }, now) => {
  const today = officeDay(now, office.zone)
  const state = await store.read(stateOf)
  if (state.followed === state.overrides) return
  await store.write(async (tx) => {
    const { followed, overrides } = await stateOf(tx)
    await tx.settings.set(FOLLOWED, overrides)
    const before = createCalendar(JSON.parse(followed))
    const after = await calendar(tx)
    const open = await tx.visits.remindBy(LAST_DAY)
    for (const visit of open) {
      const remindOn = nextReminder(visit, today, before, after)
      if (remindOn !== visit.remindOn) await tx.visits.change(visit.no, { remindOn })
    }
    const moved = await moveDisclosures(tx, today, after)
    const off = open.filter(({ due }) => before.isWorkingDay(due) && !after.isWorkingDay(due))
    const notices: Notice[] = moved.map(([department, lines]) => ({
      ...{ to: { department }, content: { text: messages.reminder.disclosuresMoved(lines) }, quiet: true },
    }))
    if (off.length > 0) {
      const text = messages.reminder.daysOff(off.map(({ no, due }) => ({ no, due })))
      notices.push({ to: { group: 'office' }, content: { text }, quiet: true })
    }
    await deliver(tx, platforms, notices, now)
  })
}

type Moved = { no: string; from: Day; to: Day }

/** Last days for the public are counted in working days: by department, those that are others now. */
async function moveDisclosures(tx: Tx, today: Day, calendar: Calendar): Promise<[string, Moved[]][]> {
  const moved = new Map<string, Moved[]>()
  for (const result of await tx.results.remindBy(LAST_DAY)) {
    const { visit, department, discloseBy: from } = result
    const to = from === null ? null : await lastDay(tx, result, calendar)
    if (from === null || to === null || from === to) continue
    await tx.results.put({ ...result, discloseBy: to, remindOn: nextResultDay(today, to, calendar) })
    moved.set(department, [...(moved.get(department) ?? []), { no: visit, from, to }])
  }
  return [...moved]
}

async function stateOf(view: View): Promise<{ followed: string; overrides: string }> {
  const followed = (await view.settings.get(FOLLOWED)) ?? '[]'
  return { followed, overrides: JSON.stringify(await view.calendar.overrides()) }
}

/** A reminder that is due stays due; a stage that the old calendar did not show today is told today. */
function nextReminder(visit: Visit, today: Day, before: Calendar, after: Calendar): Day | null {
  if (visit.remindOn === null || visit.remindOn <= today) return visit.remindOn
  const stage = stageOn(today, visit.due, after)
  const isNew = stage !== null && !isDeepStrictEqual(stage, stageOn(today, visit.due, before))
  return isNew ? today : nextStageDay(today, visit.due, after)
}
