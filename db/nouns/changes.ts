/** How the registries change: imports, single changes, and the earlier version of every record. */
import type { FileRef, Instant } from './basics.js'

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

export interface ChangesView {
  versions: {
    /** Newest first. */
    of(kind: VersionedKind, key: string): Promise<RegistryVersion[]>
  }
  registryEvents: {
    get(id: string): Promise<RegistryEvent | undefined>
  }
  imports: {
    seen(kind: string, fileHash: string): Promise<ImportReceipt | undefined>
  }
  importRequests: {
    get(id: number): Promise<ImportRequest | undefined>
    inState(state: ImportState): Promise<ImportRequest[]>
  }
}

export interface ChangesTx {
  versions: ChangesView['versions'] & {
    /** Keeps a record that is being replaced, in the transaction that replaces it. */
    keep(row: Omit<RegistryVersion, 'n'>): Promise<void>
  }
  registryEvents: ChangesView['registryEvents'] & { add(row: RegistryEvent): Promise<void> }
  imports: ChangesView['imports'] & { add(row: ImportReceipt): Promise<void> }
  importRequests: ChangesView['importRequests'] & {
    /** Adds one in state checking, version 1; answers its id. */
    ask(row: Pick<ImportRequest, 'kind' | 'file' | 'fullness' | 'askedBy' | 'askedAt'>): Promise<number>
    /** Changes fields and adds one to the version; throws when the version is no longer `version`. */
    advance(
      id: number,
      version: number,
      change: Partial<Omit<ImportRequest, 'id' | 'version'>>,
    ): Promise<void>
  }
}
