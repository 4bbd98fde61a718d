/** What came in and what is to be said. */
import type { Button, ChatRef, FileRef, Instant, PlatformName } from './basics.js'

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

export interface MessagesView {
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
    /** What waits for a chat of which a message that still waits first failed before `since`, oldest first. */
    stuck(platform: PlatformName, since: Instant): Promise<OutboxRow[]>
  }
  dialogues: {
    get(ref: ChatRef, account: string): Promise<Dialogue | undefined>
  }
  room: {
    after(chat: string, id: number): Promise<RoomMessage[]>
    /** The newest message id of each chat. */
    latest(): Promise<Record<string, number>>
  }
}

export interface MessagesTx {
  inbox: MessagesView['inbox'] & {
    /** Answers the new row's id, or undefined when the key was there already. */
    add(
      row: Pick<InboxRow, 'platform' | 'key' | 'lane' | 'event' | 'receivedAt'>,
    ): Promise<number | undefined>
    /** Nothing but the key is kept of what came in. */
    done(id: number): Promise<void>
    /** Counts one more failed attempt; `dead` sets the row aside. */
    failed(id: number, error: string, dead: boolean): Promise<void>
  }
  outbox: MessagesView['outbox'] & {
    add(row: OutboxDraft, at: Instant): Promise<number>
    sending(id: number): Promise<void>
    sent(id: number, messageId: string, at: Instant): Promise<void>
    /** Back to the queue until `notBefore`. */
    retry(id: number, error: string, notBefore: Instant, doubtful: boolean): Promise<void>
    /** An attempt failed; the first such moment of a row is kept. */
    failed(id: number, at: Instant): Promise<void>
    end(id: number, state: 'dead' | 'dropped', error: string): Promise<void>
    /** After a start: what was being sent is doubtful, save on platforms where a second send is harmless. */
    recover(harmless: PlatformName[]): Promise<number>
    /**
     * Blanks private messages sent before `texts`, and deletes rows created before `rows` that were sent or dropped;
     * some at a time, the oldest first. Answers how many, 0 when nothing is left to forget.
     */
    forget(texts: Instant, rows: Instant): Promise<number>
  }
  dialogues: MessagesView['dialogues'] & {
    put(row: Dialogue): Promise<void>
    remove(ref: ChatRef, account: string): Promise<void>
    /** Drops what nobody answered before `now`. */
    forget(now: Instant): Promise<void>
  }
  room: MessagesView['room'] & {
    /** `ref` makes it idempotent: a second call answers the first one's id. */
    add(row: Omit<RoomMessage, 'id'>, ref: string): Promise<number>
  }
}
