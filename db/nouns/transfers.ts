/** 移送: leads outside a department's duty, handed to another department or to an organ of justice. */
import type { Day, FileRef, Instant } from './basics.js'

/** 公安机关、人民检察院、人民法院 */
export type Organ = 'police' | 'procuratorate' | 'court'

export interface Transfer {
  id: number
  visit: string
  from: string
  /** The receiving department's code; null for an organ outside. */
  to: string | null
  /** What kind of organ it is; null for a department, and for what went outside before the kinds were told apart. */
  organ: Organ | null
  /** The receiver's name. */
  receiver: string
  /** 移送文号; private to both sides, as is everything down to the files. */
  documentNo: string | null
  sentOn: Day | null
  /** In the sender's own words. */
  lead: string
  materials: string[]
  files: FileRef[]
  /** The one that was returned before, whose place it takes. */
  follows: number | null
  by: string
  at: Instant
  ackedBy: string | null
  ackedAt: Instant | null
  /** 回执文号 of an organ outside; null where it gave none. */
  ackDocumentNo: string | null
  /** Who took it there; private. */
  ackReceivedBy: string | null
  /** What the receipt came with. */
  ackFiles: FileRef[]
  returnedBy: string | null
  returnedAt: Instant | null
  /** In the receiver's own words; private to both sides. */
  returnReason: string | null
  /** When the sender went on after it had been returned. */
  settledAt: Instant | null
  /** Why it goes nowhere else; null where another took its place. */
  settleReason: string | null
  /** Null once nothing of it is left to do. */
  remindOn: Day | null
}

/** What is entered about it later. */
export type TransferCourse = Pick<
  Transfer,
  | 'ackedBy'
  | 'ackedAt'
  | 'ackDocumentNo'
  | 'ackReceivedBy'
  | 'ackFiles'
  | 'returnedBy'
  | 'returnedAt'
  | 'returnReason'
  | 'settledAt'
  | 'settleReason'
>

export interface TransfersView {
  transfers: {
    get(id: number): Promise<Transfer | undefined>
    ofVisit(visit: string): Promise<Transfer[]>
    /** Those of which something is left to do that a department has sent or is to receive, the oldest first; one that it gave back is the sender's again. */
    open(department: string): Promise<Transfer[]>
    remindBy(day: Day): Promise<Transfer[]>
  }
}

export interface TransfersTx {
  transfers: TransfersView['transfers'] & {
    add(row: Omit<Transfer, 'id' | keyof TransferCourse>): Promise<number>
    change(id: number, change: Partial<TransferCourse & Pick<Transfer, 'remindOn'>>): Promise<void>
  }
}
