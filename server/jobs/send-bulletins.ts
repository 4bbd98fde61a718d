/** On the first working day of a week and of a month the office's group gets the draft of the last one's bulletin. */

import { isQuiet, officeDay, officeTime } from '../../commands/rules/office-time.js'
import { type BulletinKind, lastPeriod } from '../../commands/supervision/bulletin.js'
import type { PeriodicJob } from './due-work.js'
import { REMIND_FROM } from './send-reminders.js'

const KINDS: BulletinKind[] = ['week', 'month']
/** The first day of the last period that was reported. */
const lastSetting = (kind: BulletinKind) => `bulletin.${kind}`

export const sendBulletins: PeriodicJob = async ({ store, office, calendar }, now) => {
  const today = officeDay(now, office.zone)
  if (officeTime(now, office.zone) < REMIND_FROM || isQuiet(now, office.zone)) return
  const due = await store.read(async (view) => {
    const found: BulletinKind[] = []
    for (const kind of KINDS)
      if (((await view.settings.get(lastSetting(kind))) ?? '') < lastPeriod(kind, today).from)
        found.push(kind)
    return found
  })
  if (due.length === 0) return
  await store.write(async (tx) => {
    if (!(await calendar(tx)).isWorkingDay(today)) return
    for (const kind of due) {
      const { from, to } = lastPeriod(kind, today)
      const last = await tx.settings.get(lastSetting(kind))
      await tx.settings.set(lastSetting(kind), from)
      // A new installation owes nothing for the time before it.
      if (last !== undefined)
        await tx.jobs.add('bulletin', `${kind} ${from}`, { kind, from, to, chat: null }, now.toISOString())
    }
  })
}
