/** 信用档案: what is known of a firm besides its inspections, the rules that make its class of it, and the lists it stands on (四(三)2). */
import type { CreditClass, Day, FileRef, Instant } from './basics.js'
import type { FirmInScope } from './registries.js'

/** A version of the table of rules; the newest approved one is in force. */
export interface CreditTableVersion {
  version: number
  /** As an office writes it, a line each. */
  text: string
  askedBy: string
  askedAt: Instant
  approvedBy: string | null
  approvedAt: Instant | null
  /** Given back by a leader, or replaced before it was approved. */
  declined: boolean
}

/** 投诉、处罚、许可、表彰、信用报告 */
export type CreditEntryKind = 'complaint' | 'penalty' | 'licence' | 'praise' | 'report'

export interface CreditEntry {
  id: number
  firm: string
  kind: CreditEntryKind
  on: Day
  /** Of a complaint private: it may tell who complained. */
  text: string
  documentNo: string | null
  /** The department that brought it. */
  department: string
  files: FileRef[]
  by: string
  at: Instant
  /** A complaint is looked into; everything else stands as it was entered. */
  state: 'open' | 'upheld' | 'dismissed' | 'stands' | 'withdrawn'
  decidedBy: string | null
}

/** What the rules made of a firm, and what it had from the registers. */
export interface CreditStanding {
  firm: string
  base: CreditClass
  /** Of the registers too; it holds again where no rules are in force. */
  baseWeight: number
  class: CreditClass
  weight: number
  score: number
  /** Of the table. */
  version: number
  reasons: { kind: string; times: number; points: number; sources: string[] }[]
  at: Instant
}

/** 绿色通道、联合惩戒、黑名单 */
export type ListName = 'green' | 'joint' | 'black'

export interface Listing {
  id: number
  list: ListName
  firm: string
  /** As the public reads it. */
  reason: string
  documentNo: string
  department: string
  from: Day
  /** The last day. */
  until: Day
  by: string
  at: Instant
  objection: { text: string; by: string; at: Instant } | null
  /** What came of the objection: whether it was kept, and why. */
  outcome: { kept: boolean; text: string; by: string; at: Instant } | null
  leftOn: Day | null
  leftBy: string | null
  leftReason: string | null
}

export interface CreditView {
  creditTables: {
    inForce(): Promise<CreditTableVersion | undefined>
    /** The one that waits for a leader. */
    waiting(): Promise<CreditTableVersion | undefined>
    /** Newest first, approved ones alone. */
    approved(): Promise<CreditTableVersion[]>
  }
  creditEntries: {
    get(id: number): Promise<CreditEntry | undefined>
    /** Oldest first. */
    ofFirm(code: string): Promise<CreditEntry[]>
    /** Complaints that wait, of one department or of all, oldest first. */
    openComplaints(department?: string): Promise<CreditEntry[]>
    /** The one under this document of the firm. */
    byDocument(firm: string, kind: CreditEntryKind, documentNo: string): Promise<CreditEntry | undefined>
  }
  creditStandings: {
    get(firm: string): Promise<CreditStanding | undefined>
    /** Codes above `after` of firms that have visits, entries, listings or a standing, ascending. */
    firmsWithFile(after: string, limit: number): Promise<string[]>
    /** The same without those that have nothing but a standing. */
    firmsWithFacts(after: string, limit: number): Promise<string[]>
    /** How many firms have the same class from the registers, and the same class and weight now. */
    groups(): Promise<{ base: CreditClass; class: CreditClass; weight: number; firms: number }[]>
    /** Firms above `after` without a standing, ascending by code. */
    unrated(after: string, limit: number): Promise<FirmInScope[]>
  }
  listings: {
    get(id: number): Promise<Listing | undefined>
    ofFirm(code: string): Promise<Listing[]>
    /** Those that have not left, newest first. */
    standing(list?: ListName, page?: { limit: number; offset: number }): Promise<Listing[]>
    /** How many those are. */
    count(list?: ListName): Promise<number>
    /** That stand, and whose objection nobody has ruled on; oldest first. */
    objected(): Promise<Listing[]>
    /** Whose last day is before the day and that have not left. */
    over(today: Day): Promise<Listing[]>
    /** In the green lane although their class is no longer A. */
    fallen(): Promise<Listing[]>
  }
}

export interface CreditTx {
  creditTables: CreditView['creditTables'] & {
    add(row: Pick<CreditTableVersion, 'text' | 'askedBy' | 'askedAt'>): Promise<number>
    approve(version: number, by: string, at: Instant): Promise<void>
    decline(version: number): Promise<void>
  }
  creditEntries: CreditView['creditEntries'] & {
    add(row: Omit<CreditEntry, 'id' | 'decidedBy'>): Promise<number>
    decide(id: number, state: CreditEntry['state'], by: string): Promise<void>
  }
  creditStandings: CreditView['creditStandings'] & { put(row: CreditStanding): Promise<void> }
  listings: CreditView['listings'] & {
    add(
      row: Pick<
        Listing,
        'list' | 'firm' | 'reason' | 'documentNo' | 'department' | 'from' | 'until' | 'by' | 'at'
      >,
    ): Promise<number>
    change(
      id: number,
      change: Partial<Pick<Listing, 'objection' | 'outcome' | 'leftOn' | 'leftBy' | 'leftReason'>>,
    ): Promise<void>
  }
}
