/** A file of any kind as sheets of rows; every reader offers this one face. */
import type { TableRow } from '../../commands/registries/kinds/table.js'

export interface Sheet {
  /** Null where the file has no sheets. */
  name: string | null
  /** From the first row on, as often as it is asked. @throws ImportError, also half-way */
  rows(): AsyncIterable<TableRow>
}

export interface RowSource {
  sheets: Sheet[]
  /** What the person should know about what was read, once it was. */
  notes(): string[]
  close(): void
}

/** Columns that a row may have: more are a sign that something is wrong. */
export const MOST_COLUMNS = 256
