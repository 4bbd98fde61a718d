/** Seats that change hands after a draw (dr1 §7). */
import type { FileRef, Instant } from './basics.js'

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

export interface ReplacementsView {
  replacements: {
    get(id: number): Promise<Replacement | undefined>
    /** In the order in which they were asked for. */
    ofDraw(drawNo: string): Promise<Replacement[]>
    inStates(states: ReplacementState[]): Promise<Replacement[]>
  }
}

export interface ReplacementsTx {
  replacements: ReplacementsView['replacements'] & {
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
}
