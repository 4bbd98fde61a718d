/** The leaders' board: one-time links into it, the sessions that they open, and the facts that its figures count. */
import type { Day, Instant, PlatformName } from './basics.js'

/** The binding that a link was given to: whatever ends it ends the link and its session. */
interface BoardGuest {
  person: string
  platform: PlatformName
  account: string
  /** Of the binding: the same account bound anew is another binding. */
  boundAt: Instant
}

export interface BoardLink extends BoardGuest {
  /** SHA-256 of the token; the token itself is kept nowhere. */
  hash: string
  expiresAt: Instant
  usedAt: Instant | null
}

export interface BoardSession extends BoardGuest {
  /** SHA-256 of the cookie's token. */
  hash: string
  startedAt: Instant
  expiresAt: Instant
}

/** A visit as figures count it. */
export interface VisitRow {
  visit: string
  due: Day
  /** Of its first record. */
  recordedAt: Instant | null
  /** That hold a seat of it, in order of their codes. */
  departments: string[]
}

/** A department's part of a recorded visit as figures count it. */
export interface ResultRow {
  visit: string
  department: string
  discloseBy: Day | null
  /** Whether nothing of it waits to be made public. */
  settled: boolean
  /** Of its first and its newest disclosure. */
  firstAt: Instant | null
  lastAt: Instant | null
}

export interface BoardView {
  board: {
    link(hash: string): Promise<BoardLink | undefined>
    session(hash: string): Promise<BoardSession | undefined>
    sessionsOf(person: string): Promise<BoardSession[]>
    /** Visits that are open, fall due on `since` or later, or tell of an inspection since then; in order of their numbers. */
    visits(since: Day): Promise<VisitRow[]>
    /** Results that are open, are due on `since` or later, or had a disclosure since the instant; in order of their visits. */
    results(since: Day, sinceAt: Instant): Promise<ResultRow[]>
  }
}

export interface BoardTx extends BoardView {
  board: BoardView['board'] & {
    /** Ends every earlier link of the same person that nobody has used. */
    addLink(row: BoardLink): Promise<void>
    use(hash: string, at: Instant): Promise<void>
    open(row: BoardSession): Promise<void>
    end(hash: string): Promise<void>
    /** Answers how many there were. */
    endAll(person: string): Promise<number>
    /** Drops links and sessions that ended before the instant. */
    forget(before: Instant): Promise<void>
  }
}
