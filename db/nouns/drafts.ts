/** Records that an inspector has begun and not submitted: nobody else ever sees them. */

export interface RecordDraftRow {
  visit: string
  person: string
  /** Where the questions stood, as the command that asks them keeps it. */
  state: unknown
  /** When it was kept last, UTC. */
  at: string
}

export interface DraftsView {
  drafts: {
    get(visit: string, person: string): Promise<RecordDraftRow | undefined>
    /** What was kept last comes first. */
    ofPerson(person: string): Promise<RecordDraftRow[]>
  }
}

export interface DraftsTx {
  drafts: DraftsView['drafts'] & {
    put(row: RecordDraftRow): Promise<void>
    remove(visit: string, person: string): Promise<void>
    /** Removes those that were kept last before `before`. */
    forget(before: string): Promise<void>
  }
}
