/** What the board's routers have in common, and who reads a page. */
import type { Request } from 'express'
import type { CalendarSource } from '../../../bot/calendar-source.js'
import type { Platforms } from '../../../bot/delivery.js'
import type { BoardSession, Person } from '../../../db/store.js'
import type { SiteOptions } from '../site-options.js'
import type { Reader } from './board-frame.js'

export interface BoardOptions extends SiteOptions {
  platforms: Platforms
  calendar: CalendarSource
  /** Called after a commit that may have queued messages. */
  wake: () => void
}

/** Who reads a page, and by which session. */
export interface Guest {
  person: Person
  session: BoardSession
  reader: Reader
}

/** A page, which may keep itself up to date, or a picture for somebody who is in; null where there is nothing to be seen. */
export type Room = (
  guest: Guest,
  request: Request,
) => Promise<{ html: string; isLive?: boolean } | { svg: string } | null>
