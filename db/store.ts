/** The nouns of the house as plain records, and the one interface behind which a database engine stands. */

import type { BoardTx, BoardView } from './nouns/board.js'
import type { ConductTx, ConductView } from './nouns/conduct.js'
import type { CreditTx, CreditView } from './nouns/credit.js'
import type { DraftsTx, DraftsView } from './nouns/drafts.js'
import type { MeasuresTx, MeasuresView } from './nouns/measures.js'
import type { RechecksTx, RechecksView } from './nouns/rechecks.js'
import type { SharesTx, SharesView } from './nouns/shares.js'
import type { TransfersTx, TransfersView } from './nouns/transfers.js'

export type * from './nouns/board.js'
export type * from './nouns/conduct.js'
export type * from './nouns/credit.js'
export type * from './nouns/drafts.js'
export type * from './nouns/measures.js'
export type * from './nouns/rechecks.js'
export type * from './nouns/shares.js'
export type * from './nouns/transfers.js'

/** UTC, `YYYY-MM-DDTHH:MM:SS.sssZ`. */
export type Instant = string
/** A calendar day at the office's place, `YYYY-MM-DD`. */
export type Day = string

export type Role = 'office' | 'inspector' | 'leader' | 'supervisor' | 'admin'
export type CreditClass = 'A' | 'B' | 'C' | 'D'
export type PlatformName = 'room' | 'telegram' | 'wechat' | 'wecom'

// ── The registries ───────────────────────────────────────────────────────────

export interface Department {
  code: string
  name: string
  shortName: string
  /** The leading group's office: its clerks may draw every plan. Exactly one department has it. */
  leading: boolean
}

export interface Person {
  id: string
  name: string
  department: string
  roles: Role[]
  phone: string | null
  active: boolean
}

/** The roll entry of a person who may inspect. `id` is the certificate's public number. */
export interface Inspector {
  id: string
  person: string
  department: string
  tags: string[]
  certifiedUntil: Day
  leaveFrom: Day | null
  leaveTo: Day | null
  active: boolean
}

/** Which firms something applies to: a firm must match every list that is not empty. */
export interface Scope {
  trades: string[]
  types: string[]
  districts: string[]
  tags: string[]
  classes: CreditClass[]
}

/** 移出名录: a full import did not name the firm any more. */
export type FirmStatus = '存续' | '停业' | '注销' | '吊销' | '迁出' | '移出名录'

/** `code` is the unified social credit code (GB 32100-2015) and the firmId of a draw. */
export interface Firm {
  code: string
  name: string
  type: string
  trade: string
  district: string
  address: string
  phone: string | null
  status: FirmStatus
  creditClass: CreditClass
  tags: string[]
  weight: number
}

/** What a draw asks of every firm. */
export type FirmInScope = Pick<Firm, 'code' | 'status' | 'creditClass' | 'weight'>

export interface Item {
  code: string
  name: string
  legalBasis: string
  department: string
  scope: Scope
  content: string
  method: string
  /** Numerator and denominator of the highest lawful share of the firms in scope. */
  ratioCap: [number, number]
  /** How often one firm may be inspected for this item in a calendar year. */
  yearlyCap: number
  /** Who may set ratio and frequency. */
  capSetBy: string
  kind: '一般' | '重点'
  materials: string
  publishedOn: Day | null
}

/** How many firms of a stratum are drawn (dr1 §2 `rules`). */
export type StratumRule = ({ ratio: [number, number] } | { count: number }) & { weighted?: true }

export interface Plan {
  no: string
  name: string
  year: number
  leadDepartment: string
  /** Every department that takes part, the leading one first. */
  departments: string[]
  items: string[]
  scope: Scope
  rules: Partial<Record<CreditClass, StratumRule>>
  inspectorsPerVisit: number
  inspectorTags: string[]
  /** Highest number of visits of one draw that one inspector may hold. */
  maxVisits: number
  /** Inspections of one firm in a year that the plan wants. */
  frequency: number
  from: Day
  to: Day
  /** Working days from the draw to the visits' last day. */
  workingDays: number
  witnesses: number
  /** The public random value that the seed waits for as well (dr1 §2); null for none. */
  beacon: 'drand' | 'number' | null
  /** The proof of its draws opens only after the visits' last day. */
  unannounced: boolean
  approvedBy: string | null
  approvedAt: Instant | null
  filingNo: string | null
  /** Who handed the content in: a person, or `system`; null when unknown. */
  importedBy: string | null
  /** The `approvedAt` of an approval that a change of the plan has ended: it never counts again. */
  approvalLapsed: Instant | null
}

/** The kinds of record whose earlier versions are kept. */
export type VersionedKind = 'firms' | 'inspectors' | 'people' | 'items' | 'plans'

/** What changed a record: a file, by its SHA-256; an upper platform's event; a command, by its English word. */
export type ChangeSource = { import: string } | { webhook: string } | { command: string }

/** A record as it was until it was replaced. */
export interface RegistryVersion {
  kind: VersionedKind
  key: string
  /** From 1, for each record of its own. */
  n: number
  replacedAt: Instant
  /** A person's id, or whatever else stands in the ledger as the actor. */
  by: string
  through: ChangeSource
  record: object
}

/** A single change that an upper platform sent. */
export interface RegistryEvent {
  /** The sender's id of it. */
  id: string
  at: Instant
  /** Of the hash in the ledger. */
  salt: string
}

/** A wish to be away, or what a clerk or a leader entered. */
export interface Leave {
  id: number
  inspector: string
  from: Day
  to: Day
  /** In the asker's own words, '' for none; private. */
  reason: string
  askedBy: string
  askedAt: Instant
  state: 'asked' | 'granted' | 'refused' | 'withdrawn'
  decidedBy: string | null
}

export interface Recusal {
  inspector: string
  firm: string
  reason: string
}

// ── The draw and what follows it ─────────────────────────────────────────────

/** A place to speak to: a group or a private chat on one platform. */
export interface ChatRef {
  platform: PlatformName
  chat: string
}

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

export type VisitState = 'pending' | 'recorded'

export interface Visit {
  no: string
  draw: string
  plan: string
  /** Position in the draw's visit order, from 0. */
  index: number
  firm: string
  items: string[]
  due: Day
  state: VisitState
  /** The next day on which its inspectors are to be reminded; null when nothing is left to say. */
  remindOn: Day | null
}

export interface Assignment {
  visit: string
  seat: number
  seatName: string
  inspector: string
  person: string
  ackedAt: Instant | null
}

/** `declined` is also what was ended openly after its entry, its secret published. */
export type ReplacementState = 'asked' | 'declined' | 'leaving' | 'witnessed' | 'replaced'

/** A seat that changes hands after the draw (dr1 §7), or is filled for the first time where no roster stood. */
export interface Replacement {
  id: number
  draw: string
  visit: string
  /** Position within the visit, from 0. */
  seat: number
  /** The inspector who leaves; null where the seat was empty. */
  leaver: string | null
  /** A code of the closed list. */
  reason: string
  /** In the asker's own words; private. */
  explanation: string
  files: FileRef[]
  /** What the ledger holds of explanation and files: a salted hash. */
  evidence: string
  evidenceSalt: string
  askedBy: string
  askedAt: Instant
  decidedBy: string | null
  state: ReplacementState
  /** Grows by one with every change. */
  version: number
  /** Of the `visit.leaving` entry; null before it. */
  entry: { n: number; hash: string } | null
  enteredAt: Instant | null
  secret: string | null
  witness: { person: string; text: string; line: string } | null
  remindedAt: Instant | null
  /** The inspector who took the seat; null before, and where nobody could. */
  inspector: string | null
}

/** An inspector's wish not to be drawn for a firm, before any draw. */
export interface RecusalRequest {
  id: number
  inspector: string
  firm: string
  /** A code of the closed list. */
  reason: string
  explanation: string
  askedBy: string
  askedAt: Instant
  state: 'asked' | 'granted' | 'refused'
  decidedBy: string | null
}

export interface ItemResult {
  item: string
  result: string
  method: string
}

export interface InspectionRecord {
  receipt: string
  visit: string
  version: number
  /** Why this version replaces the one before; null for the first. */
  reason: string | null
  by: string
  at: Instant
  inspectedOn: Day
  items: ItemResult[]
  signed: boolean
  unsignedReason: string | null
  onSiteWitness: string | null
  note: string | null
  /** Whoever was commissioned to test, audit or advise (四(二)3); the conclusion is attached. */
  expert: string | null
  /** What of another department's result was taken over instead of an inspection of one's own. */
  adopted: string | null
}

export interface Attachment {
  id: number
  visit: string
  receipt: string
  by: string
  at: Instant
  file: FileRef
}

export interface Extension {
  id: number
  visit: string
  askedBy: string
  askedAt: Instant
  reason: string
  from: Day
  to: Day
  state: 'asked' | 'granted' | 'refused'
  decidedBy: string | null
}

// ── From the record to the public ────────────────────────────────────────────

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

/** A disclosure as the public reads it: who made it public is nobody's business. */
export type PublishedResult = Omit<Disclosure, 'by'>

/** What a list of public results is narrowed to; `month` is the inspection's, `YYYY-MM`. */
export interface PublishedFilter {
  department?: string
  item?: string
  month?: string
}

/** Where a list of public results goes on: it is ordered by these. */
export interface PublishedPlace {
  inspectedOn: Day
  visit: string
  department: string
}

/** A firm with a public result. */
export interface PublishedFirm {
  code: string
  /** As it stands in its newest disclosure. */
  name: string
  /** How many results of it are public, corrections not counted. */
  results: number
}

/** Public results inspected in a month (`YYYY-MM`), and in how many of them something was found. */
export interface PublishedCount {
  month: string
  department: string
  results: number
  problems: number
}

/** How often an item of public results ended with a finding. */
export interface PublishedFinding {
  item: string
  finding: string
  results: number
}

// ── Identity ─────────────────────────────────────────────────────────────────

export interface Binding {
  platform: PlatformName
  account: string
  person: string
  boundAt: Instant
  /** Why the last private message could not be delivered; null while the account can be reached. */
  unreachable: string | null
  /** When the person asked to be told there first; null where never. */
  preferredAt: Instant | null
}

export interface BindCode {
  hash: string
  person: string
  createdBy: string
  expiresAt: Instant
}

export type GroupKind = 'department' | 'leaders' | 'office'

export interface Group extends ChatRef {
  kind: GroupKind
  /** The department's code; null for leaders and office. */
  department: string | null
  title: string
  boundBy: string
  boundAt: Instant
}

// ── Messages and work ────────────────────────────────────────────────────────

/** A file kept under its SHA-256 in the file store. */
export interface FileRef {
  hash: string
  name: string
  mime: string
  size: number
}

/** `send` is what arrives, as if typed, when the button is pressed; at most 64 bytes of UTF-8. */
export interface Button {
  label: string
  send: string
}

export interface InboxRow {
  id: number
  platform: PlatformName
  /** Unique within the platform: a second arrival changes nothing. */
  key: string
  /** Rows of one lane are handled one after another, in order of id. */
  lane: string
  /** What came in, while it waits or when it is dead; null once it is done. */
  event: unknown
  receivedAt: Instant
  state: 'pending' | 'done' | 'dead'
  attempts: number
  error: string | null
}

export interface OutboxDraft extends ChatRef {
  /** The same for a repeated attempt, unique for each message. */
  ref: string
  /** Whom the message is for when it goes to a private chat. */
  person: string | null
  text: string
  buttons: Button[][]
  file: FileRef | null
  /** The platform's id of the message that this one answers. */
  replyTo: string | null
  /** Held back between 21:00 and 8:00. */
  quiet: boolean
  /** Its text is not kept once it was sent or given up; false unless said otherwise. */
  secret?: boolean
  /** What happens when it is unknown whether it was sent. */
  onDoubt: 'resend' | 'drop'
  notBefore: Instant
}

export interface OutboxRow extends OutboxDraft {
  id: number
  state: 'queued' | 'sending' | 'sent' | 'dropped' | 'dead'
  /** True once an attempt ended without an answer: it is sent again with 「可能重复」 or dropped. */
  doubtful: boolean
  attempts: number
  createdAt: Instant
  sentAt: Instant | null
  messageId: string | null
  error: string | null
}

export interface Dialogue extends ChatRef {
  account: string
  /** The English word of the command that asked. */
  command: string
  /** Ties buttons to the question that they answer. */
  token: string
  state: unknown
  expiresAt: Instant
}

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

export interface RoomMessage {
  id: number
  chat: string
  from: string
  to: string | null
  text: string
  buttons: Button[][]
  files: FileRef[]
  at: Instant
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

export interface ImportReceipt {
  kind: string
  fileHash: string
  rows: number
  added: number
  changed: number
  at: Instant
}

/** Whether an import closes what its file does not name; `forced` also where that is suspiciously much. */
export type Fullness = 'no' | 'full' | 'forced'

/** What an import changes: its numbers, and the chained hash of its changes (64 hex characters). */
export interface ImportChanges {
  added: number
  changed: number
  gone: number
  changes: string
}

/** `checking` until its changes are shown, `waiting` for a decision, `applying` from the moment they are sure. */
export type ImportState =
  | 'checking'
  | 'waiting'
  | 'approved'
  | 'applying'
  | 'applied'
  | 'refused'
  | 'dropped'
  | 'lapsed'
  | 'failed'

/** A file that somebody wants to have imported. */
export interface ImportRequest {
  id: number
  kind: string
  file: FileRef
  fullness: Fullness
  askedBy: string
  askedAt: Instant
  state: ImportState
  /** Grows by one with every change. */
  version: number
  /** What was shown, and is all that an approval holds for; null before. */
  plan: ImportChanges | null
  shownAt: Instant | null
  decidedBy: string | null
}

/** Visits in numbers. */
export interface Progress {
  total: number
  recorded: number
  overdue: number
  dueThisWeek: number
}

export interface DepartmentProgress extends Progress {
  department: string
}

// ── The interface ────────────────────────────────────────────────────────────

/** What a snapshot can be asked. Every method answers from the same moment. */
export interface View
  extends DraftsView,
    CreditView,
    ConductView,
    MeasuresView,
    SharesView,
    TransfersView,
    RechecksView,
    BoardView {
  departments: {
    get(code: string): Promise<Department | undefined>
    all(): Promise<Department[]>
  }
  people: {
    get(id: string): Promise<Person | undefined>
    all(): Promise<Person[]>
    withRole(role: Role, department?: string): Promise<Person[]>
    /** By id or by exact name. */
    find(word: string): Promise<Person[]>
  }
  inspectors: {
    get(id: string): Promise<Inspector | undefined>
    ofPerson(person: string): Promise<Inspector | undefined>
    ofDepartments(codes: string[]): Promise<Inspector[]>
    /** On the roll, with a certificate whose last day lies between these two, the nearest first. */
    expiring(from: Day, to: Day): Promise<Inspector[]>
    /** Visits held from draws closed between two instants, by inspector id (dr1 §1 priorLoad). */
    loads(from: Instant, to: Instant): Promise<Map<string, number>>
  }
  firms: {
    get(code: string): Promise<Firm | undefined>
    /**
     * By the beginning of the code, or by words that all must be in the name: a part of two characters or more, pinyin of
     * two syllables or more, three initials or more; a single character finds names that begin with it. Width, case,
     * blanks and brackets make no difference. The name itself comes first, then names that begin with the words, then
     * the others, each in order of the codes; of each no more than 500.
     */
    search(words: string[], limit: number, offset: number): Promise<Firm[]>
    /** Hands over all firms that match every scope, ascending by code, some thousands at a time. */
    eachInScope(scopes: Scope[], take: (firms: FirmInScope[]) => Promise<void> | void): Promise<void>
    count(): Promise<number>
  }
  items: {
    get(code: string): Promise<Item | undefined>
    many(codes: string[]): Promise<Item[]>
    all(): Promise<Item[]>
    /** What is published on the day, by code, in short. */
    published(today: Day): Promise<Pick<Item, 'code' | 'name'>[]>
  }
  plans: {
    get(no: string): Promise<Plan | undefined>
    all(): Promise<Plan[]>
  }
  recusals: {
    ofInspectors(ids: string[]): Promise<Recusal[]>
  }
  versions: {
    /** Newest first. */
    of(kind: VersionedKind, key: string): Promise<RegistryVersion[]>
  }
  registryEvents: {
    get(id: string): Promise<RegistryEvent | undefined>
  }
  leaves: {
    get(id: number): Promise<Leave | undefined>
    openOf(inspector: string): Promise<Leave | undefined>
  }
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
  replacements: {
    get(id: number): Promise<Replacement | undefined>
    /** In the order in which they were asked for. */
    ofDraw(drawNo: string): Promise<Replacement[]>
    inStates(states: ReplacementState[]): Promise<Replacement[]>
  }
  recusalRequests: {
    get(id: number): Promise<RecusalRequest | undefined>
    open(): Promise<RecusalRequest[]>
  }
  visits: {
    get(no: string): Promise<Visit | undefined>
    ofDraw(drawNo: string): Promise<Visit[]>
    ofPerson(person: string, state?: VisitState): Promise<Visit[]>
    ofFirm(code: string): Promise<Visit[]>
    /** Whether a visit of the plan has no record yet. */
    anyPending(plan: string): Promise<boolean>
    remindBy(day: Day): Promise<Visit[]>
    /** Pending visits whose due day is past, the longest overdue first. */
    overdue(today: Day): Promise<Visit[]>
    /** How many visits of the item each firm had in draws of the year; firms with none are absent. */
    countsByFirm(item: string, year: number): Promise<Map<string, number>>
    /** The same for the visits of a plan. */
    countsOfPlan(plan: string, year: number): Promise<Map<string, number>>
    /** Firms with a visit of another plan that is pending, or whose newest record tells of an inspection on `since` or later. */
    engagedFirms(plan: string, since: Day): Promise<Set<string>>
    /** Per department that holds a seat, open days judged against `today` and the week's last day. */
    progress(today: Day, weekEnd: Day): Promise<DepartmentProgress[]>
    /** Over all visits, each counted once. */
    totals(today: Day, weekEnd: Day): Promise<Progress>
    assignments(visit: string): Promise<Assignment[]>
    assignmentsOfDraw(drawNo: string): Promise<Assignment[]>
  }
  records: {
    get(receipt: string): Promise<InspectionRecord | undefined>
    /** Oldest version first. */
    ofVisit(visit: string): Promise<InspectionRecord[]>
    /** The newest record of a person, of any visit. */
    lastBy(person: string): Promise<InspectionRecord | undefined>
    attachments(visit: string): Promise<Attachment[]>
  }
  extensions: {
    get(id: number): Promise<Extension | undefined>
    openOf(visit: string): Promise<Extension | undefined>
  }
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
  /** What the public may read of the disclosures: results stand in their newest version unless said otherwise. */
  published: {
    /** Grows with every disclosure, 0 before the first. */
    version(): Promise<number>
    /** The newest inspection first; only those before (older than) or after (newer than) the place where one is given. */
    list(
      filter: PublishedFilter,
      limit: number,
      from?: { before: PublishedPlace } | { after: PublishedPlace } | undefined,
    ): Promise<PublishedResult[]>
    /** All versions, the newest inspection first, and of each result the newest version first. */
    ofFirm(code: string): Promise<PublishedResult[]>
    /** All versions, the newest first. */
    versions(visit: string, department: string): Promise<PublishedResult[]>
    /** All versions of all results, what was made public last first. */
    latest(limit: number): Promise<PublishedResult[]>
    /** What was made public after `after`, at most up to `until`, in that order. */
    between(after: Instant, until: Instant): Promise<PublishedResult[]>
    /** Versions that replaced another one, the newest first. */
    corrections(limit: number, offset: number): Promise<PublishedResult[]>
    firm(code: string): Promise<PublishedFirm | undefined>
    /** Words as for `firms.search`. */
    searchFirms(words: string[], limit: number, offset: number): Promise<PublishedFirm[]>
    /** In the order in which they first became public. */
    firmCodes(limit: number, offset: number): Promise<string[]>
    firmCount(): Promise<number>
    /** In order of month and department. */
    counts(): Promise<PublishedCount[]>
    /** In order of item, the most frequent finding first. */
    findings(): Promise<PublishedFinding[]>
  }
  bindings: {
    get(platform: PlatformName, account: string): Promise<Binding | undefined>
    /** Where the person wants to be told first, then the newest binding. */
    ofPerson(person: string): Promise<Binding[]>
  }
  bindCodes: {
    failures(platform: PlatformName, account: string, since: Instant): Promise<number>
  }
  groups: {
    get(ref: ChatRef): Promise<Group | undefined>
    ofKind(kind: GroupKind, department?: string): Promise<Group[]>
    all(): Promise<Group[]>
  }
  inbox: {
    get(id: number): Promise<InboxRow | undefined>
    pendingLanes(): Promise<string[]>
    nextInLane(lane: string): Promise<InboxRow | undefined>
    count(state: InboxRow['state']): Promise<number>
  }
  outbox: {
    get(id: number): Promise<OutboxRow | undefined>
    byRef(ref: string): Promise<OutboxRow | undefined>
    /** The first unsent row of each chat of the platform, quiet ones apart, whose time has come, oldest first. */
    due(platform: PlatformName, now: Instant, limit: number): Promise<OutboxRow[]>
    /** The next instant at which something may be due, or undefined when nothing waits. */
    nextAt(platform: PlatformName): Promise<Instant | undefined>
    inState(state: OutboxRow['state'], limit: number): Promise<OutboxRow[]>
    count(state: OutboxRow['state']): Promise<number>
    doubtful(limit: number): Promise<OutboxRow[]>
    /** Whether something for this chat that was queued at or before `until` has not been sent yet. */
    awaits(ref: ChatRef, until: Instant): Promise<boolean>
    /** Whether something for this chat that was queued between the two will never be sent. */
    lost(ref: ChatRef, from: Instant, until: Instant): Promise<boolean>
    /** Rows created before `since` that an attempt failed for and that still wait, oldest first. */
    stuck(platform: PlatformName, since: Instant): Promise<OutboxRow[]>
  }
  dialogues: {
    get(ref: ChatRef, account: string): Promise<Dialogue | undefined>
  }
  jobs: {
    get(id: number): Promise<Job | undefined>
    queued(): Promise<Job[]>
  }
  room: {
    after(chat: string, id: number): Promise<RoomMessage[]>
    /** The newest message id of each chat. */
    latest(): Promise<Record<string, number>>
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
  imports: {
    seen(kind: string, fileHash: string): Promise<ImportReceipt | undefined>
  }
  importRequests: {
    get(id: number): Promise<ImportRequest | undefined>
    inState(state: ImportState): Promise<ImportRequest[]>
  }
}

/** A write transaction: everything a snapshot can be asked, and the changes. It dies with its callback. */
export interface Tx extends Omit<View, keyof BoardView>, BoardTx {
  drafts: DraftsTx['drafts']
  creditTables: CreditTx['creditTables']
  creditEntries: CreditTx['creditEntries']
  creditStandings: CreditTx['creditStandings']
  listings: CreditTx['listings']
  conduct: ConductTx['conduct']
  measures: MeasuresTx['measures']
  shares: SharesTx['shares']
  departments: View['departments'] & { put(row: Department): Promise<void> }
  people: View['people'] & { put(row: Person): Promise<void> }
  inspectors: View['inspectors'] & { put(row: Inspector): Promise<void> }
  firms: View['firms'] & { put(row: Firm): Promise<void> }
  items: View['items'] & { put(row: Item): Promise<void> }
  plans: View['plans'] & { put(row: Plan): Promise<void> }
  recusals: View['recusals'] & { put(row: Recusal): Promise<void> }
  versions: View['versions'] & {
    /** Keeps a record that is being replaced, in the transaction that replaces it. */
    keep(row: Omit<RegistryVersion, 'n'>): Promise<void>
  }
  registryEvents: View['registryEvents'] & { add(row: RegistryEvent): Promise<void> }
  leaves: View['leaves'] & {
    ask(row: Omit<Leave, 'id' | 'state' | 'decidedBy'>): Promise<number>
    decide(id: number, state: 'granted' | 'refused' | 'withdrawn', decidedBy: string): Promise<void>
  }
  draws: View['draws'] & {
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
  replacements: View['replacements'] & {
    /** Adds one in state asked, version 1; answers its id. */
    ask(
      row: Pick<
        Replacement,
        | 'draw'
        | 'visit'
        | 'seat'
        | 'leaver'
        | 'reason'
        | 'explanation'
        | 'files'
        | 'evidence'
        | 'evidenceSalt'
        | 'askedBy'
        | 'askedAt'
      >,
    ): Promise<number>
    /** Changes fields and adds one to the version; throws when the version is no longer `version`. */
    advance(id: number, version: number, change: Partial<Omit<Replacement, 'id' | 'version'>>): Promise<void>
  }
  recusalRequests: View['recusalRequests'] & {
    ask(row: Omit<RecusalRequest, 'id' | 'state' | 'decidedBy'>): Promise<number>
    decide(id: number, state: 'granted' | 'refused', decidedBy: string): Promise<void>
  }
  visits: View['visits'] & {
    /** Gives a seat to somebody else, or to nobody. */
    reseat(visit: string, seat: number, holder: Omit<Assignment, 'visit' | 'seat'> | null): Promise<void>
    add(visit: Visit, assignments: Omit<Assignment, 'visit'>[]): Promise<void>
    change(no: string, change: Partial<Pick<Visit, 'due' | 'state' | 'remindOn'>>): Promise<void>
    ack(visit: string, person: string, at: Instant): Promise<void>
  }
  records: View['records'] & {
    add(row: InspectionRecord): Promise<void>
    attach(row: Omit<Attachment, 'id'>): Promise<void>
  }
  extensions: View['extensions'] & {
    add(row: Omit<Extension, 'id' | 'state' | 'decidedBy'>): Promise<number>
    decide(id: number, state: 'granted' | 'refused', decidedBy: string): Promise<void>
  }
  results: View['results'] & { put(row: Result): Promise<void> }
  decisions: View['decisions'] & {
    add(row: Omit<Decision, 'id' | 'recheck' | 'nextCheckOn' | 'revoked'>): Promise<number>
    change(
      id: number,
      change: Partial<Pick<Decision, 'recheck' | 'nextCheckOn' | 'remindOn' | 'revoked'>>,
    ): Promise<void>
  }
  transfers: TransfersTx['transfers']
  rechecks: RechecksTx['rechecks']
  disclosures: View['disclosures'] & { add(row: Disclosure): Promise<void> }
  bindings: View['bindings'] & {
    put(row: Omit<Binding, 'preferredAt'>): Promise<void>
    prefer(platform: PlatformName, account: string, at: Instant): Promise<void>
    remove(platform: PlatformName, account: string): Promise<void>
    /** Ends every binding of a platform whose ids change with each login. */
    removeAll(platform: PlatformName): Promise<void>
    setUnreachable(platform: PlatformName, account: string, why: string | null): Promise<void>
  }
  bindCodes: View['bindCodes'] & {
    /** Replaces every earlier code of the same person. */
    put(row: BindCode): Promise<void>
    /** Takes the code away and answers whose it was; undefined when unknown or expired at `now`. */
    take(hash: string, now: Instant): Promise<BindCode | undefined>
    fail(platform: PlatformName, account: string, at: Instant): Promise<void>
  }
  groups: View['groups'] & {
    put(row: Group): Promise<void>
    remove(ref: ChatRef): Promise<void>
    /** Moves the binding, the outbox and the open draws when the platform changes a chat's id. */
    migrate(platform: PlatformName, from: string, to: string): Promise<void>
  }
  inbox: View['inbox'] & {
    /** Answers the new row's id, or undefined when the key was there already. */
    add(
      row: Pick<InboxRow, 'platform' | 'key' | 'lane' | 'event' | 'receivedAt'>,
    ): Promise<number | undefined>
    /** Nothing but the key is kept of what came in. */
    done(id: number): Promise<void>
    /** Counts one more failed attempt; `dead` sets the row aside. */
    failed(id: number, error: string, dead: boolean): Promise<void>
  }
  outbox: View['outbox'] & {
    add(row: OutboxDraft, at: Instant): Promise<number>
    sending(id: number): Promise<void>
    sent(id: number, messageId: string, at: Instant): Promise<void>
    /** Back to the queue until `notBefore`. */
    retry(id: number, error: string, notBefore: Instant, doubtful: boolean): Promise<void>
    end(id: number, state: 'dead' | 'dropped', error: string): Promise<void>
    /** After a start: what was being sent is doubtful, save on platforms where a second send is harmless. */
    recover(harmless: PlatformName[]): Promise<number>
    /**
     * Blanks private messages sent before `texts`, and deletes rows created before `rows` that were sent or dropped;
     * some at a time, the oldest first. Answers how many, 0 when nothing is left to forget.
     */
    forget(texts: Instant, rows: Instant): Promise<number>
  }
  dialogues: View['dialogues'] & {
    put(row: Dialogue): Promise<void>
    remove(ref: ChatRef, account: string): Promise<void>
    /** Drops what nobody answered before `now`. */
    forget(now: Instant): Promise<void>
  }
  jobs: View['jobs'] & {
    add(kind: JobKind, subject: string, payload: unknown, at: Instant): Promise<number>
    end(id: number, state: 'done' | 'failed'): Promise<void>
    failed(id: number): Promise<number>
  }
  room: View['room'] & {
    /** `ref` makes it idempotent: a second call answers the first one's id. */
    add(row: Omit<RoomMessage, 'id'>, ref: string): Promise<number>
  }
  ledger: View['ledger'] & {
    /** The instant that an entry made at `now` carries: never before the one of the entry before it. */
    moment(now: Instant): Promise<Instant>
    /** Adds an entry at `moment(at)`. */
    append(kind: string, actor: string, body: Record<string, unknown>, at: Instant): Promise<LedgerEntry>
  }
  calendar: View['calendar'] & { put(row: CalendarOverride): Promise<void> }
  settings: View['settings'] & { set(key: string, value: string): Promise<void> }
  imports: View['imports'] & { add(row: ImportReceipt): Promise<void> }
  importRequests: View['importRequests'] & {
    /** Adds one in state checking, version 1; answers its id. */
    ask(row: Pick<ImportRequest, 'kind' | 'file' | 'fullness' | 'askedBy' | 'askedAt'>): Promise<number>
    /** Changes fields and adds one to the version; throws when the version is no longer `version`. */
    advance(
      id: number,
      version: number,
      change: Partial<Omit<ImportRequest, 'id' | 'version'>>,
    ): Promise<void>
  }
  /** Running numbers without gaps: 1 for the first call with a key. */
  counters: { next(key: string): Promise<number> }
}

export interface Store {
  /** One snapshot; the callback awaits nothing but `view`. */
  read<T>(work: (view: View) => Promise<T>): Promise<T>
  /**
   * One transaction, after all earlier ones. The callback awaits nothing but `tx`; a throw undoes everything.
   * @throws when called inside another write, or when something else was awaited inside.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** A consistent copy of the database into a new file, while the bot goes on. */
  copyTo(path: string): Promise<void>
  close(): Promise<void>
}
