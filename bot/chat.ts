/** What a chat platform must offer, and what it hands to the intake. */
import type { Button, PlatformName } from '../db/store.js'

/** A file as the platform names it; its bytes are fetched later with `fetchFile`. */
export interface IncomingFile {
  ref: string
  name: string
  mime: string
  /** Bytes, 0 when the platform does not say. */
  size: number
}

export interface IncomingMessage {
  kind: 'message'
  /** The platform's own key of this event; the same event never has two. */
  key: string
  chat: { id: string; kind: 'private' | 'group'; title: string }
  sender: { id: string; name: string }
  /** The platform's id of this message, so that an answer can point at it. */
  messageId: string
  /** With mentions of the bot taken off. */
  text: string
  files: IncomingFile[]
  /** The text was not typed: somebody pressed the button that sends it. */
  pressed?: true
  /** False for forwarded, edited, channel, anonymous-admin and via-bot messages: they can order nothing. */
  authority: boolean
}

/** The bot can no longer speak there, or the chat has a new id. */
export interface ChatChange {
  kind: 'removed' | 'blocked' | 'migrated'
  key: string
  chat: string
  /** The new id after a migration. */
  to?: string
}

/** A login ended: every binding of this platform ends with it. */
export interface LoginEnded {
  kind: 'login-ended'
  key: string
}

export type IncomingEvent = IncomingMessage | ChatChange | LoginEnded

export interface OutgoingMessage {
  chat: string
  /** The same for every attempt of one message. */
  ref: string
  text: string
  buttons: Button[][]
  file: { name: string; mime: string; bytes: Buffer } | null
  replyTo: string | null
}

export type SendFault =
  /** The platform asked to wait; `retryAfter` seconds. */
  | 'slow-down'
  /** Surely not sent: try again later. */
  | 'unavailable'
  /** Nobody knows whether it was sent. */
  | 'ambiguous'
  /** The person blocked the bot, the bot was removed, or the chat is gone. */
  | 'unreachable'
  /** The platform will never take this message. */
  | 'rejected'

export class SendError extends Error {
  constructor(
    readonly fault: SendFault,
    message: string,
    readonly retryAfter = 0,
    /** The chat's new id, when that is why it failed. */
    readonly migratedTo: string | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'SendError'
  }
}

export interface Limits {
  /** Longest text, by the platform's own measure. */
  text: number
  measure: 'utf16' | 'bytes'
  perSecond: number
  perChatPerSecond: number
  perGroupPerMinute: number
  /** Left out where there is no such limit. */
  perPrivatePerMinute?: number
}

export interface Health {
  ok: boolean
  /** One line for the administrator, without secrets. */
  detail: string
}

/** Where a platform leaves its events. Resolves once they are durable; throws when they could not be stored. */
export type Intake = (platform: PlatformName, events: IncomingEvent[]) => Promise<void>

/** What a ref stood for; with its name where the platform tells it only now. */
export interface FetchedFile {
  bytes: Buffer
  name?: string
}

export interface ChatPlatform {
  readonly name: PlatformName
  /** False when account ids change with each login. */
  readonly stableIdentity: boolean
  /** Whether messages can carry buttons. */
  readonly buttons: boolean
  /** Whether sending the same `ref` twice is harmless, so that no send is ever in doubt. */
  readonly idempotent: boolean
  readonly limits: Limits
  /** The private chat with an account. */
  privateChat(account: string): string
  /** Resolves once events can arrive; faults of the network are retried inside, and told by `health`. */
  start(intake: Intake): Promise<void>
  stop(): Promise<void>
  /** @throws SendError */
  send(message: OutgoingMessage): Promise<{ messageId: string }>
  /** @throws SendError */
  fetchFile(ref: string): Promise<FetchedFile>
  health(): Health
}
