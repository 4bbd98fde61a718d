/** What every table that an office hands in is declared by: its columns, how a row becomes a record, what names a record. */

/** What is wrong with one cell, in words for people; `column` when it is not the cell being read. */
export class CellFault extends Error {
  constructor(
    message: string,
    readonly column?: string,
  ) {
    super(message)
    this.name = 'CellFault'
  }
}

export interface Column<V> {
  header: string
  /** Other headers under which offices send the same column; one that stands under two columns fits both. */
  also: readonly string[]
  /** Headers that mean this column only where no better one is there. */
  inNeed: readonly string[]
  /** The cleaned, non-empty cell as a value. @throws CellFault */
  read(cell: string): V
  /** What an empty cell or a column left out means; a required column has none. */
  empty?: { value: V }
  /** A cell as one may fill it in, for the template. */
  example: string
  /** What may stand in the column, for the template's second sheet; '' where the name says it. */
  hint: string
}

export type Columns = Record<string, Column<unknown>>
type Values<C extends Columns> = { [K in keyof C]: C[K] extends Column<infer V> ? V : never }

export interface Table<R> {
  /** What one row is called. */
  title: string
  columns: Columns
  /** @param row as the spreadsheet counts. @throws CellFault when columns contradict each other */
  toRecord(values: Record<string, unknown>, row: number): R
  /** The other way: the value of each column. */
  toValues(record: R): Record<string, unknown>
  /** Equal for two rows that speak of the same thing. */
  key(record: R): string
  /** The column that the key is, where a whole register can be handed in: a refused row must still be known to be there. */
  keyColumn?: string
  /** Where the rows of one key make up one record: what was read of it so far, and the next row. @throws CellFault */
  join?(record: R, part: R): R
}

/** One row as a file gives it. */
export interface TableRow {
  /** As the spreadsheet counts: its first row is 1. */
  row: number
  cells: string[]
  /** By position: why a cell's text is not what was once typed into it. */
  spoilt?: Map<number, string>
  /** Positions whose value stands in a merged cell that begins in an earlier row. */
  carried?: Set<number>
}

export interface Fault {
  /** The sheet of a workbook; missing in other files. */
  sheet?: string
  /** As the spreadsheet counts. */
  row: number
  column: string
  value: string
  reason: string
}

interface ColumnNotes {
  example: string
  hint?: string
  inNeed?: readonly string[]
}

export function required<V>(
  header: string,
  also: string[],
  read: (cell: string) => V,
  notes: ColumnNotes,
): Column<V> {
  return { header, also, read, inNeed: [], hint: '', ...notes }
}

export function optional<V, E>(
  header: string,
  also: string[],
  read: (cell: string) => V,
  empty: E,
  notes: ColumnNotes,
): Column<V | E> {
  return { ...required<V | E>(header, also, read, notes), empty: { value: empty } }
}

/** Of a record whose fields have the names of the columns. */
function sameNames(record: object): Record<string, unknown> {
  return { ...record }
}

/** Declares one kind of table, so that `toRecord` sees the values under the types of its columns. */
export function defineTable<C extends Columns, R extends object>(
  table: Omit<Table<R>, 'columns' | 'toRecord' | 'toValues'> &
    Partial<Pick<Table<R>, 'toValues'>> & { columns: C; toRecord(values: Values<C>, row: number): R },
): Table<R> & { columns: C } {
  return {
    toValues: sameNames,
    ...table,
    toRecord: (values, row) => table.toRecord(values as Values<C>, row),
  }
}
