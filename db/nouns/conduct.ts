/** What somebody reports in confidence about a colleague's conduct (五(三)): for the supervisors alone. */
import type { FileRef, Instant } from './basics.js'

export interface ConductReport {
  id: number
  /** Whom it is about. */
  about: string
  text: string
  files: FileRef[]
  /** Who reported; the supervisors are not told where `anonymous`. */
  by: string
  anonymous: boolean
  at: Instant
  /** What the reporter was answered; null while it waits. */
  answer: string | null
  answeredBy: string | null
  answeredAt: Instant | null
}

export interface ConductView {
  conduct: {
    get(id: number): Promise<ConductReport | undefined>
    /** Those that wait first, then the newest. */
    all(limit: number): Promise<ConductReport[]>
    /** Newest first. */
    by(person: string): Promise<ConductReport[]>
  }
}

export interface ConductTx {
  conduct: ConductView['conduct'] & {
    add(row: Omit<ConductReport, 'id' | 'answer' | 'answeredBy' | 'answeredAt'>): Promise<number>
    answer(id: number, given: { answer: string; answeredBy: string; answeredAt: Instant }): Promise<void>
  }
}
