/** What a periodic job is given: the store, who to tell, and the moment. */
import type { CalendarSource } from '../../bot/calendar-source.js'
import type { Platforms } from '../../bot/delivery.js'
import type { OfficeSettings } from '../../commands/command.js'
import type { Store } from '../../db/store.js'
import type { Log } from '../log.js'

export interface DueWork {
  store: Store
  platforms: Platforms
  office: OfficeSettings
  calendar: CalendarSource
  log: Log
}

/** Does what is due at `now`, as the database tells it; a second call at the same moment does nothing. */
export type PeriodicJob = (work: DueWork, now: Date) => Promise<void>
