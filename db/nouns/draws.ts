/** 抽取: a draw from its request to its roster, with its witnesses. */
import type { ChatRef, Day, Instant } from './basics.js'
import type { Plan, StratumRule } from './plans.js'

/** Seats that too few inspectors have room for, by the numbers of dr1 §6. */
export interface RosterRefusal {
  seats: number[]
  inspectors: string[]
  room: number
}

export type DrawState =
  | 'requested'
  | 'refused'
  | 'committed'
  | 'witnessed'
  | 'closed'
  | 'drawn'
  | 'void'
  | 'failed'

/** [stratum, rank, index, firmId] in visit order (dr1 §9). */
export type SelectedRow = [string, number, number, string]

/** [firmId, seatName, inspectorId] by seat (dr1 §9). */
export type RosterRow = [string, string, string]

/** Keys of the file store. `recused` is private: the recusals behind the seals, [firmId, [inspectorId…]] a line. */
export type FrozenKeys = Record<'sheet' | 'excluded' | 'inspectors' | 'seats' | 'recused', string>

export interface StratumCount {
  stratum: string
  firms: number
  drawn: number
  rule: StratumRule
}

/** What a freeze found, in numbers. */
export interface DrawSummary {
  plan: string
  planName: string
  /** Firms in the scope of every item of the plan. */
  inScope: number
  strata: StratumCount[]
  /** Firms left out, by reason code. */
  excluded: Record<string, number>
  availableInspectors: number
  /** Inspectors who cannot go, by reason code. */
  absent: Record<string, number>
  seatsPerVisit: number
  due: Day
  /** Whether the due day rests on an estimate of the working days. */
  dueEstimated: boolean
}

/** A public number that does not exist yet (dr1 §2), named with the draw. */
export interface PublicNumber {
  /** Publisher and issue. */
  name: string
  digits: number
  expected: Instant
}

/** The public value that came in (dr1 §3); a number counts once a supervisor has confirmed it. */
export type ArrivedBeacon =
  | { kind: 'drand'; chain: string; round: number; value: string; signature: string }
  | { kind: 'number'; name: string; value: string; enteredBy: string; confirmedBy: string | null }

/** A firm that the upper platform drew, in the words of its file. */
export interface PlatformVisit {
  firm: string
  /** '' where the file names the code alone. */
  firmName: string
  /** By code or name; none where the file does not say. */
  departments: string[]
  /** By certificate or name. */
  inspectors: string[]
  due: Day
  /** Rows of the file that it stood in. */
  rows: number[]
}

/** The result of a draw that was made on the upper platform: no list was frozen here, and it has no proof. */
export interface PlatformDraw {
  /** The platform's number of the task: one task is one draw. */
  task: string
  name: string
  plan: string
  drawnOn: Day | null
  visits: PlatformVisit[]
}

export interface Draw {
  id: number
  /** Given at the commit; null before it. */
  no: string | null
  plan: string
  state: DrawState
  /** Grows by one with every change; a job's result enters only if it still is what the job saw. */
  version: number
  nth: number
  /** Why the plan is drawn again; null for the first time. */
  reason: string | null
  /** The supervisor who agreed to a second draw. */
  confirmedBy: string | null
  /** What the starter named where the plan waits for a public number; null elsewhere. */
  publicNumber: PublicNumber | null
  /** Where it was drawn on the upper platform: its result as it was handed in; null for a draw of our own. */
  elsewhere: PlatformDraw | null
  /** Where it was drawn elsewhere: who handed the result in, or answers for it. */
  startedBy: string
  chat: ChatRef
  requestedAt: Instant
  /** Of the ledger entry that gave it its number. */
  committedAt: Instant | null
  closedAt: Instant | null
  drawnAt: Instant | null
  remindedAt: Instant | null
  secret: string | null
  saltKey: string | null
  /** The commit document of dr1 §2. */
  commit: Record<string, unknown> | null
  commitHash: string | null
  due: Day | null
  /** Where the frozen files lie in the file store, compressed; null before the commit. */
  files: FrozenKeys | null
  /** The plan as it was frozen: later changes of the plan do not touch the draw. */
  frozenPlan: Plan | null
  summary: DrawSummary | null
  beacon: ArrivedBeacon | null
  seed: string | null
  selected: SelectedRow[] | null
  roster: RosterRow[] | null
  /** Why no lawful roster exists (dr1 §6); null when one does. */
  refusal: RosterRefusal | null
  /** Why it was refused, voided or failed, in words for people. */
  cause: string | null
}

/** A numbered draw as a list shows it. */
export type DrawHead = Pick<Draw, 'plan' | 'nth' | 'reason' | 'state' | 'drawnAt'> & {
  no: string
  committedAt: Instant
  /** Of the upper platform; null for a draw of our own. */
  task: string | null
}

export interface Witness {
  draw: number
  person: string
  text: string
  line: string
  at: Instant
}

export interface DrawsView {
  draws: {
    get(id: number): Promise<Draw | undefined>
    byNo(no: string): Promise<Draw | undefined>
    /** The draw that brought in a task of the upper platform. */
    ofTask(task: string): Promise<Draw | undefined>
    ofPlan(plan: string): Promise<Draw[]>
    /** As `ofPlan`, their numbers and states alone. */
    statesOfPlan(plan: string): Promise<Pick<Draw, 'no' | 'state'>[]>
    inStates(states: DrawState[]): Promise<Draw[]>
    /** Newest first, those with a number only. @param offset how many of the newest are passed over */
    numbered(limit: number, offset?: number): Promise<Draw[]>
    /** As `numbered`, without what fills a draw: lists, results, documents. */
    heads(limit: number, offset?: number): Promise<DrawHead[]>
    /** The newest commit of a draw of our own, or undefined. */
    lastCommitted(): Promise<Draw | undefined>
    witnesses(id: number): Promise<Witness[]>
  }
}

export interface DrawsTx {
  draws: DrawsView['draws'] & {
    /** Adds a draw in state requested, version 1; answers its id. */
    request(
      row: Pick<Draw, 'plan' | 'nth' | 'reason' | 'publicNumber' | 'startedBy' | 'chat' | 'requestedAt'>,
    ): Promise<number>
    /** Adds one that was drawn on the upper platform, in state drawn, version 1; answers its id. */
    addElsewhere(
      row: Pick<Draw, 'plan' | 'nth' | 'startedBy' | 'chat' | 'due'> & {
        no: string
        elsewhere: PlatformDraw
        frozenPlan: Plan
        closedAt: Instant
        /** Of its ledger entry. */
        at: Instant
      },
    ): Promise<number>
    /** Changes fields and adds one to the version; throws when the version is no longer `version`. */
    advance(id: number, version: number, change: Partial<Omit<Draw, 'id' | 'version'>>): Promise<void>
    addWitness(row: Witness): Promise<void>
  }
}
