/** The leaders' daily digest at 17:30 on working days; after downtime the newest missed one, marked as sent late. */
import { deliver } from '../../bot/delivery.js'
import type { Calendar } from '../../commands/rules/calendar.js'
import { addDays, isQuiet, officeDay, officeTime } from '../../commands/rules/office-time.js'
import { writeDigest } from '../../commands/supervision/digest.js'
import type { Day } from '../../db/store.js'
import type { PeriodicJob } from './due-work.js'

const DIGEST_AT = '17:30'
/** The day of the last digest that went out. */
const LAST_DIGEST = 'digest.last'

export const sendDigest: PeriodicJob = async ({ store, platforms, office, calendar }, now) => {
  // What is not out by the quiet hours is written in the morning, with the morning's figures.
  if (isQuiet(now, office.zone)) return
  const today = officeDay(now, office.zone)
  await store.write(async (tx) => {
    const days = await calendar(tx)
    const day = newestDigestDay(today, officeTime(now, office.zone), days)
    const last = await tx.settings.get(LAST_DIGEST)
    if (last !== undefined && last >= day) return
    await tx.settings.set(LAST_DIGEST, day)
    // A new installation owes nothing for the days before it.
    if (last === undefined && day < today) return
    const text = await writeDigest(tx, day, today, days)
    await deliver(tx, platforms, [{ to: { group: 'leaders' }, content: { text }, quiet: true }], now)
    // The picture follows: the text waits for no drawing.
    await tx.jobs.add('digest', day, null, now.toISOString())
  })
}

/** The last working day whose digest time is past. */
function newestDigestDay(today: Day, time: string, calendar: Calendar): Day {
  let day = time >= DIGEST_AT ? today : addDays(today, -1)
  while (!calendar.isWorkingDay(day)) day = addDays(day, -1)
  return day
}
