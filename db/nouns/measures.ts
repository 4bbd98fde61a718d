/** 工作任务: what the policy's own timetable (附件2) asks of which departments by when, and how far they say they are. */
import type { Day, FileRef, Instant } from './basics.js'

export interface Measure {
  /** 序号 of the timetable, or another short code. */
  no: string
  task: string
  /** The responsible units in the timetable's own words. */
  units: string
  /** Codes of the departments that report on it. */
  departments: string[]
  due: Day
}

/** Where one department stands with a measure. */
export interface MeasureProgress {
  measure: string
  department: string
  /** 0 … 100, as the department says. */
  percent: number
  note: string
  files: FileRef[]
  by: string
  at: Instant
  /** The leading department has confirmed that it is done; by whom. */
  confirmedBy: string | null
}

export interface MeasuresView {
  measures: {
    get(no: string): Promise<Measure | undefined>
    /** The earliest due first. */
    all(): Promise<Measure[]>
    /** The newest report of each department. */
    progress(no: string): Promise<MeasureProgress[]>
  }
}

export interface MeasuresTx {
  measures: MeasuresView['measures'] & {
    put(row: Measure): Promise<void>
    report(row: Omit<MeasureProgress, 'confirmedBy'>): Promise<void>
    confirm(no: string, department: string, by: string): Promise<void>
  }
}
