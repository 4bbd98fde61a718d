/** Objections to a listing that nobody has ruled on: the leading office's leaders are reminded every five working days. */
import { deliver } from '../../bot/delivery.js'
import { messages } from '../../commands/messages.js'
import type { Calendar } from '../../commands/rules/calendar.js'
import { isQuiet, officeDay, officeTime } from '../../commands/rules/office-time.js'
import type { Day, Listing, View } from '../../db/store.js'
import type { PeriodicJob } from './due-work.js'
import { REMIND_FROM } from './send-reminders.js'

/** The day on which this was last looked at. */
const LAST = 'objections.reminded'
const EVERY = 5

export const remindObjections: PeriodicJob = async ({ store, platforms, office, calendar }, now) => {
  const today = officeDay(now, office.zone)
  if (officeTime(now, office.zone) < REMIND_FROM || isQuiet(now, office.zone)) return
  if ((await store.read((view) => view.settings.get(LAST))) === today) return
  await store.write(async (tx) => {
    const last = (await tx.settings.get(LAST)) ?? today
    await tx.settings.set(LAST, today)
    const days = await calendar(tx)
    if (!days.isWorkingDay(today)) return
    const waiting = (await tx.listings.objected()).filter((one) => isDue(one, last, today, days, office.zone))
    if (waiting.length === 0) return
    const text = messages.list.objectionsWaiting(await describe(tx, waiting))
    const leading = (await tx.departments.all()).find((one) => one.leading)
    const leaders = leading ? await tx.people.withRole('leader', leading.code) : []
    const notices = leaders.map(({ id }) => ({ to: { person: id }, content: { text }, quiet: true }))
    await deliver(tx, platforms, notices, now)
  })
}

/** Whether another five working days are over since it was last looked at. */
function isDue({ objection }: Listing, last: Day, today: Day, calendar: Calendar, zone: string): boolean {
  const since = officeDay(new Date(objection!.at), zone)
  const rounds = (day: Day) => Math.max(0, Math.floor(calendar.between(since, day) / EVERY))
  return rounds(today) > rounds(last)
}

async function describe(view: View, waiting: Listing[]) {
  const lines: { listing: Listing; firm: string }[] = []
  for (const listing of waiting)
    lines.push({ listing, firm: (await view.firms.get(listing.firm))?.name ?? listing.firm })
  return lines
}
