/** What a command is: one declared value that parses, reads, decides and writes, and returns what is to be said. */
import type {
  Button,
  ChatRef,
  Day,
  FileRef,
  GroupKind,
  JobKind,
  Person,
  PlatformName,
  Role,
  Tx,
} from '../db/store.js'
import type { Calendar } from './rules/calendar.js'
import type { Vocabulary } from './rules/record-form.js'

/** Something the caller can put right: the text is shown and says what to do next. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal'

  constructor(
    message: string,
    readonly buttons: Button[][] = [],
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** Wrong arguments: shown with the usage and an example that would work. */
export class UsageRefusal extends Refusal {
  override readonly name = 'UsageRefusal'
}

export interface Content {
  text: string
  buttons?: Button[][]
  files?: FileRef[]
  /** The text is not kept once it was sent. */
  secret?: boolean
}

export type Recipient =
  | { person: string }
  | { group: 'leaders' | 'office' }
  | { department: string }
  | { chat: ChatRef }
  | { account: { platform: PlatformName; account: string } }

/** A message to somebody else than the caller. */
export interface Notice {
  to: Recipient
  content: Content
  /** Reminders and digests wait for the morning. */
  quiet?: boolean
  /** What happens when it is unknown whether it was sent; `resend` unless said otherwise. */
  onDoubt?: 'resend' | 'drop'
}

/** What a command answers; everything in it commits with the command's own changes. */
export interface Outcome {
  reply?: Content
  notices?: Notice[]
  /**
   * Opens or goes on with a dialogue; null ends it; left out, it stays as it is. With `sameQuestion` the one that was
   * asked last still waits, and its buttons hold.
   */
  dialogue?: { state: unknown; sameQuestion?: true } | null
}

/** What holds for the whole installation. */
export interface OfficeSettings {
  /** IANA time zone of the office's days. */
  zone: string
  /** Where the public pages are reached, without a slash at the end; null when not published. */
  publicUrl: string | null
  vocabulary: Vocabulary
}

export type ChatKind = 'private' | GroupKind | 'unbound'

export interface Context {
  tx: Tx
  now: Date
  today: Day
  calendar: Calendar
  office: OfficeSettings
  /** The bound person; null for a stranger. */
  caller: Person | null
  account: string
  chat: ChatRef & { kind: ChatKind; department: string | null; title: string }
  /** Files that came with the message, already kept. */
  files: FileRef[]
  platform: { buttons: boolean; stableIdentity: boolean }
  /** Every chat platform that runs, and how it is. */
  platforms(): { platform: PlatformName; ok: boolean; detail: string }[]
  /** Asks for long work; its result comes as a message of its own. */
  startJob(kind: JobKind, subject: string, payload?: unknown): Promise<void>
  /** A button that answers the question being asked now, with the dialogue's token in it. */
  choice(label: string, answer: string): Button
  /** Cryptographically random bytes as lowercase hex. */
  randomHex(bytes: number): string
}

/** A context whose caller is known: what every command that is not open to strangers gets. */
export type BoundContext = Context & { caller: Person }

export interface Audience {
  /** `stranger`: anybody; `bound`: every bound person; else one of these roles. */
  roles: 'stranger' | 'bound' | Role[]
  chats: ChatKind[]
}

export interface Command<Args = unknown> {
  /** The English word first (it names the command in the platform's menu), then the Chinese ones. */
  words: [string, ...string[]]
  summary: string
  /** One line a form, with placeholders in Chinese. */
  usage: string
  /** A line that could be sent as it stands, from the caller's own open tasks where there are any. */
  example(ctx: Context): Promise<string>
  audience: Audience
  /** What help shows to whoever holds none of `than`, since all he may do with it is something else. */
  forOthers?: { than: Role[]; summary: string; usage: string }
  /** What follows the command word, as it stands. @throws Refusal */
  parse(rest: string): Args
  /** @throws Refusal */
  run(args: Args, ctx: Context): Promise<Outcome>
  /** What happens where `audience.chats` does not let it run; left out, the caller is told where it does. */
  misplaced?(rest: string, ctx: Context): Promise<Outcome>
  /** The caller's answer, or his files without a word, in a dialogue that this command opened. @throws Refusal */
  answer?(state: unknown, text: string, ctx: Context): Promise<Outcome>
}
