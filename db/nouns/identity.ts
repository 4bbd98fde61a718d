/** Who speaks: bound accounts, binding codes and groups. */
import type { ChatRef, Instant, PlatformName } from './basics.js'

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

export interface IdentityView {
  bindings: {
    get(platform: PlatformName, account: string): Promise<Binding | undefined>
    /** Where the person wants to be told first, then the newest binding. */
    ofPerson(person: string): Promise<Binding[]>
    /** Accounts whose private chat could not be reached. */
    unreachable(): Promise<Binding[]>
  }
  bindCodes: {
    failures(platform: PlatformName, account: string, since: Instant): Promise<number>
  }
  groups: {
    get(ref: ChatRef): Promise<Group | undefined>
    ofKind(kind: GroupKind, department?: string): Promise<Group[]>
    all(): Promise<Group[]>
  }
}

export interface IdentityTx {
  bindings: IdentityView['bindings'] & {
    put(row: Omit<Binding, 'preferredAt'>): Promise<void>
    prefer(platform: PlatformName, account: string, at: Instant): Promise<void>
    remove(platform: PlatformName, account: string): Promise<void>
    /** Ends every binding of a platform whose ids change with each login. */
    removeAll(platform: PlatformName): Promise<void>
    setUnreachable(platform: PlatformName, account: string, why: string | null): Promise<void>
  }
  bindCodes: IdentityView['bindCodes'] & {
    /** Replaces every earlier code of the same person. */
    put(row: BindCode): Promise<void>
    /** Takes the code away and answers whose it was; undefined when unknown or expired at `now`. */
    take(hash: string, now: Instant): Promise<BindCode | undefined>
    fail(platform: PlatformName, account: string, at: Instant): Promise<void>
  }
  groups: IdentityView['groups'] & {
    put(row: Group): Promise<void>
    remove(ref: ChatRef): Promise<void>
    /** Moves the binding, the outbox and the open draws when the platform changes a chat's id. */
    migrate(platform: PlatformName, from: string, to: string): Promise<void>
  }
}
