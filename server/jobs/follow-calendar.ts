/** After the holidays were changed: open visits are reminded by the new calendar, and the office hears of due days off. */
import { isDeepStrictEqual } from 'node:util'
import { deliver } from '../../bot/delivery.js'
import { messages } from '../../commands/messages.js'
import { type Calendar, createCalendar } from '../../commands/rules/calendar.js'
import { nextStageDay, stageOn } from '../../commands/rules/deadlines.js'
import { officeDay } from '../../commands/rules/office-time.js'
import type { Day, View, Visit } from '../../db/store.js'
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
    const off = open.filter(({ due }) => before.isWorkingDay(due) && !after.isWorkingDay(due))
    if (off.length === 0) return
    const text = messages.reminder.daysOff(off.map(({ no, due }) => ({ no, due })))
    await deliver(tx, platforms, [{ to: { group: 'office' }, content: { text }, quiet: true }], now)
  })
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
