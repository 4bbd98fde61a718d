/** The worker's part of the digest: counts, draws the picture and keeps it. */
import { messages } from '../../commands/messages.js'
import { createCalendar } from '../../commands/rules/calendar.js'
import { dueOn } from '../../commands/rules/figure-days.js'
import type { Figures } from '../../commands/rules/figures.js'
import { addDays } from '../../commands/rules/office-time.js'
import type { FileStore } from '../../db/files.js'
import type { Day, FileRef, Store } from '../../db/store.js'
import type { DayCount } from './gather-overview.js'
import { countOverview, loadBoardFacts, nameOverview } from './gather-overview.js'

export interface DigestInput {
  today: Day
  /** 'HH:MM' */
  time: string
  zone: string
}

const DAYS_AHEAD = 10

/** Null while there is nothing to be shown. */
export async function keepDigestPicture(
  store: Store,
  files: FileStore,
  { today, time, zone }: DigestInput,
): Promise<{ picture: FileRef; total: Figures } | null> {
  const data = await store.read(async (view) => {
    const facts = await loadBoardFacts(view, today, zone)
    const days = workingDays(today, createCalendar(await view.calendar.overrides()))
    const ahead: DayCount[] = dueOn(facts, days).map(({ day, visits, results }) => ({
      ...{ day, visits: visits.length, results: results.length },
    }))
    const overview = await nameOverview(view, countOverview(facts, 'year', today, null))
    return { ...overview, ahead, time }
  })
  if (data.total.tasks + data.departments.length === 0) return null
  // Compiled code that a machine may lack: then this task alone fails.
  const { drawDigestPicture } = await import('../documents/digest-picture.js')
  const png = drawDigestPicture(data)
  const name = `${messages.digestPicture.name(today)}.png`
  return {
    picture: { hash: await files.put(png), name, mime: 'image/png', size: png.length },
    total: data.total,
  }
}

/** From today on; days off on which something falls due are in the calendar of the board. */
function workingDays(today: Day, calendar: ReturnType<typeof createCalendar>): Day[] {
  const days: Day[] = [calendar.nextWorkingDay(today)]
  while (days.length < DAYS_AHEAD) days.push(calendar.nextWorkingDay(addDays(days.at(-1)!, 1)))
  return days
}
