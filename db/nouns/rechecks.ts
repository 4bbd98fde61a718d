/** 复查: every check of whether a wrong was put right by the day that was set; none replaces the one before. */
import type { Day, FileRef, Instant } from './basics.js'

export interface Recheck {
  id: number
  decision: number
  on: Day
  /** Whether it was put right. */
  done: boolean
  /** What was found, in the department's own words; never public. */
  note: string | null
  files: FileRef[]
  by: string
  at: Instant
}

export interface RechecksView {
  rechecks: {
    /** In the order in which they were entered. */
    of(decision: number): Promise<Recheck[]>
  }
}

export interface RechecksTx {
  rechecks: RechecksView['rechecks'] & {
    add(row: Omit<Recheck, 'id'>): Promise<number>
  }
}
