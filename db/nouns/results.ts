/** From the record to the public: review, decisions, disclosures. */
import type { Day, Instant } from './basics.js'

/** Where a department's part of a visit stands; `corrected` is disclosed in more than one version. */
export type ResultState = 'review' | 'returned' | 'decision' | 'disclosure' | 'disclosed' | 'corrected'

/** What one department answers for on a visit: the items that are its own. There is none before the first record. */
export interface Result {
  visit: string
  department: string
  firm: string
  plan: string
  /** Codes of the department's items, in the visit's order. */
  items: string[]
  state: ResultState
  /** The version of the record that it is about. */
  receipt: string
  inspectedOn: Day
  /** Whether something must follow from what was found. */
  problem: boolean
  /** The last day for its disclosure; null while nothing was decided about a problem. */
  discloseBy: Day | null
  /** The next day on which whoever has to act is reminded; null when nothing is left to do. */
  remindOn: Day | null
  reviewedBy: string | null
  reviewedAt: Instant | null
  /** Why the reviewer gave it back; null in every other state. */
  returnReason: string | null
  /** Of its newest disclosure, 0 before the first. */
  disclosures: number
}

/** 无需后续处置、停止检查反馈日常监管、责令改正、行政处罚、列入经营异常名录、列入严重违法名单 */
export type DecisionKind = 'none' | 'handed-on' | 'rectify' | 'penalty' | 'abnormal' | 'serious'

export interface Decision {
  id: number
  visit: string
  department: string
  kind: DecisionKind
  decidedOn: Day
  documentNo: string | null
  /** In fen; null where no money is asked for. */
  amount: number | null
  /** The day by which it is checked again whether a wrong was put right. */
  recheckOn: Day | null
  /** What the newest check found (`rechecks` holds them all); null before the first. */
  recheck: { on: Day; done: boolean } | null
  /** The day that was set after a check had found nothing mended. */
  nextCheckOn: Day | null
  remindOn: Day | null
  by: string
  at: Instant
  /** Taken back with this reason; null while it stands. */
  revoked: string | null
}

/** A decision as the public reads it. */
export type PublicDecision = Pick<
  Decision,
  'kind' | 'decidedOn' | 'documentNo' | 'amount' | 'recheckOn' | 'recheck'
> & {
  /** The checks before the last one; left out where there are none. */
  earlierRechecks?: { on: Day; done: boolean }[]
}

/** What the public reads of a result: nothing else of it is ever shown. */
export interface PublicResult {
  plan: { no: string; name: string }
  draw: string
  /** 抽查机关 */
  agency: string
  firm: { code: string; name: string }
  /** 抽查完成日期 */
  inspectedOn: Day
  items: { code: string; name: string; result: string }[]
  decisions: PublicDecision[]
}

/** A version of what was made public. Rows can only be added. */
export interface Disclosure {
  visit: string
  department: string
  version: number
  /** Why this version replaces the one before; null for the first. */
  reason: string | null
  by: string
  at: Instant
  content: PublicResult
}

export interface ResultsView {
  results: {
    get(visit: string, department: string): Promise<Result | undefined>
    /** In order of the departments' codes. */
    ofVisit(visit: string): Promise<Result[]>
    /** In one of the states, of one department or of all, the longest inspected first. */
    inStates(states: ResultState[], department?: string): Promise<Result[]>
    remindBy(day: Day): Promise<Result[]>
  }
  decisions: {
    get(id: number): Promise<Decision | undefined>
    /** In the order in which they were entered, those taken back as well. */
    of(visit: string, department: string): Promise<Decision[]>
    remindBy(day: Day): Promise<Decision[]>
  }
  disclosures: {
    /** Oldest version first. */
    of(visit: string, department: string): Promise<Disclosure[]>
  }
}

export interface ResultsTx {
  results: ResultsView['results'] & { put(row: Result): Promise<void> }
  decisions: ResultsView['decisions'] & {
    add(row: Omit<Decision, 'id' | 'recheck' | 'nextCheckOn' | 'revoked'>): Promise<number>
    change(
      id: number,
      change: Partial<Pick<Decision, 'recheck' | 'nextCheckOn' | 'remindOn' | 'revoked'>>,
    ): Promise<void>
  }
  disclosures: ResultsView['disclosures'] & { add(row: Disclosure): Promise<void> }
}
