/** What the service itself keeps: jobs, the ledger, the calendar, settings and running numbers. */
import type { Day, Instant } from './basics.js'

export type JobKind =
  | 'preview'
  | 'freeze'
  | 'run'
  | 'announce'
  | 'replace'
  | 'proof'
  | 'verify'
  | 'template'
  | 'form'
  | 'form-template'
  | 'export'
  | 'credit'
  | 'credit-rules'
  | 'bulletin'
  | 'digest'
  | 'import-check'
  | 'import-apply'

export interface Job {
  id: number
  kind: JobKind
  /** What the job is about: a draw's id, or a plan's number for a preview. */
  subject: string
  payload: unknown
  state: 'queued' | 'done' | 'failed'
  attempts: number
  createdAt: Instant
}

/** One entry of the ledger with its body and hash (dr1 §8). */
export interface LedgerEntry {
  n: number
  at: Instant
  kind: string
  actor: string
  bodyHash: string
  prev: string
  hash: string
  body: Record<string, unknown>
}

/** A day whose kind differs from what the calendar package says. */
export interface CalendarOverride {
  day: Day
  working: boolean
}

export interface ServiceView {
  jobs: {
    get(id: number): Promise<Job | undefined>
    queued(): Promise<Job[]>
  }
  ledger: {
    head(): Promise<{ n: number; hash: string }>
    entries(from: number, to: number): Promise<LedgerEntry[]>
    /** The newest entries below `before` that are about any of the subjects (db/ledger-subjects.ts), newest first. */
    about(subjects: string[], before: number, limit: number): Promise<LedgerEntry[]>
  }
  calendar: {
    overrides(): Promise<CalendarOverride[]>
  }
  settings: {
    get(key: string): Promise<string | undefined>
  }
}

export interface ServiceTx {
  jobs: ServiceView['jobs'] & {
    add(kind: JobKind, subject: string, payload: unknown, at: Instant): Promise<number>
    end(id: number, state: 'done' | 'failed'): Promise<void>
    failed(id: number): Promise<number>
  }
  ledger: ServiceView['ledger'] & {
    /** The instant that an entry made at `now` carries: never before the one of the entry before it. */
    moment(now: Instant): Promise<Instant>
    /** Adds an entry at `moment(at)`. */
    append(kind: string, actor: string, body: Record<string, unknown>, at: Instant): Promise<LedgerEntry>
  }
  calendar: ServiceView['calendar'] & { put(row: CalendarOverride): Promise<void> }
  settings: ServiceView['settings'] & { set(key: string, value: string): Promise<void> }
  /** Running numbers without gaps: 1 for the first call with a key. */
  counters: { next(key: string): Promise<number> }
}
