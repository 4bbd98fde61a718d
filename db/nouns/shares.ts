/** 信息共享成员单位名录 (附件2 第3项): which unit receives which public results, and what it does with them. */
import type { Instant } from './basics.js'

export interface Share {
  id: number
  /** The receiving unit: a department's code, townships and streets included. */
  unit: string
  /** Results of these departments; empty means of all. */
  departments: string[]
  /** Results with these items; empty means with any. */
  items: string[]
  /** Whether only results in which something was found. */
  problemsOnly: boolean
  /** 结果运用方式: what the unit does with them. */
  use: string
  askedBy: string
  askedAt: Instant
  /** Null until a leader of the leading department has agreed; results count from then on. */
  approvedBy: string | null
  approvedAt: Instant | null
  endedAt: Instant | null
}

export interface SharesView {
  shares: {
    get(id: number): Promise<Share | undefined>
    /** In order of their ids, those that have ended left out. */
    open(): Promise<Share[]>
  }
}

export interface SharesTx {
  shares: SharesView['shares'] & {
    add(row: Omit<Share, 'id' | 'approvedBy' | 'approvedAt' | 'endedAt'>): Promise<number>
    change(id: number, change: Partial<Pick<Share, 'approvedBy' | 'approvedAt' | 'endedAt'>>): Promise<void>
  }
}
