/** The office's calendar as the store has it, built anew only when an override has changed. */
import { type Calendar, createCalendar } from '../commands/rules/calendar.js'
import type { View } from '../db/store.js'

export type CalendarSource = (view: View) => Promise<Calendar>

export function createCalendarSource(): CalendarSource {
  let known = '[]'
  let calendar = createCalendar([])
  return async (view) => {
    const overrides = await view.calendar.overrides()
    const found = JSON.stringify(overrides)
    if (found !== known) {
      known = found
      calendar = createCalendar(overrides)
    }
    return calendar
  }
}
