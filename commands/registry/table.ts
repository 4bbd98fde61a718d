/** The engine under every table that an office hands in: it finds the columns, reads each row into a record and names each fault. */

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
  /** Other headers under which offices send the same column. */
  also: readonly string[]
  /** The trimmed, non-empty cell as a value. @throws CellFault */
  read(cell: string): V
  /** What an empty cell or a column left out means; a required column has none. */
  empty?: { value: V }
}

type Columns = Record<string, Column<unknown>>
type Values<C extends Columns> = { [K in keyof C]: C[K] extends Column<infer V> ? V : never }

export interface Table<R> {
  /** What one row is called. */
  title: string
  columns: Columns
  /** @throws CellFault when columns contradict each other */
  toRecord(values: Record<string, unknown>): R
  /** Equal for two rows that speak of the same thing. */
  key(record: R): string
}

export interface Fault {
  /** As the spreadsheet counts: the header is row 1. */
  row: number
  column: string
  value: string
  reason: string
}

export interface NumberedRecord<R> {
  row: number
  record: R
}

/** Columns that people add for themselves and that say nothing to us. */
const unreadHeaders = new Set(['序号', '备注'])

export function required<V>(header: string, also: string[], read: (cell: string) => V): Column<V> {
  return { header, also, read }
}

export function optional<V, E>(
  header: string,
  also: string[],
  read: (cell: string) => V,
  empty: E,
): Column<V | E> {
  return { header, also, read, empty: { value: empty } }
}

/** Declares one kind of table, so that `toRecord` sees the values under the types of its columns. */
export function defineTable<C extends Columns, R>(
  table: Omit<Table<R>, 'columns' | 'toRecord'> & { columns: C; toRecord(values: Values<C>): R },
): Table<R> & { columns: C } {
  return { ...table, toRecord: (values) => table.toRecord(values as Values<C>) }
}

/**
 * Reads a table's rows; a row with a fault gives no record, a header with a missing or doubled column gives none at all.
 * Every fault of a row is told, not only the first.
 */
export function readTable<R>(
  table: Table<R>,
  header: string[],
  rows: string[][],
): { records: NumberedRecord<R>[]; faults: Fault[] } {
  const { places, faults, usable } = placeColumns(table, header)
  const records: NumberedRecord<R>[] = []
  if (!usable) return { records, faults }
  const rowOfKey = new Map<string, number>()
  for (const [index, cells] of rows.entries()) {
    if (cells.every((cell) => cell.trim() === '')) continue
    const row = index + 2
    const read = readRow(table, places, cells, header.length, row)
    if (read.record === undefined) {
      faults.push(...read.faults)
      continue
    }
    const key = table.key(read.record)
    const earlier = rowOfKey.get(key)
    if (earlier === undefined) {
      rowOfKey.set(key, row)
      records.push({ row, record: read.record })
    } else faults.push({ row, column: '', value: key, reason: `与第 ${earlier} 行重复` })
  }
  return { records, faults }
}

function placeColumns(table: Table<unknown>, header: string[]) {
  const faults: Fault[] = []
  const nameOf = new Map<string, string>()
  for (const [name, column] of Object.entries(table.columns))
    for (const word of [column.header, ...column.also]) nameOf.set(plainHeader(word), name)
  const places = new Map<string, number>()
  let usable = true
  for (const [index, cell] of header.entries()) {
    const name = nameOf.get(plainHeader(cell))
    if (name !== undefined && places.has(name)) {
      usable = false
      faults.push({ row: 1, column: cell, value: cell, reason: '这一列出现了两次，请只保留一列' })
    } else if (name !== undefined) places.set(name, index)
    else if (cell.trim() !== '' && !unreadHeaders.has(plainHeader(cell)))
      faults.push({ row: 1, column: cell, value: cell, reason: '不认识这一列，没有读取；请检查表头' })
  }
  for (const [name, column] of Object.entries(table.columns)) {
    if (places.has(name) || column.empty !== undefined) continue
    usable = false
    faults.push({ row: 1, column: column.header, value: '', reason: `缺少「${column.header}」列` })
  }
  return { places, faults, usable }
}

function plainHeader(word: string): string {
  return word.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()
}

function readRow<R>(
  table: Table<R>,
  places: Map<string, number>,
  cells: string[],
  width: number,
  row: number,
): { record?: R; faults: Fault[] } {
  const faults: Fault[] = []
  const note = (column: string, value: string, error: unknown) => {
    if (!(error instanceof CellFault)) throw error
    faults.push({ row, column: error.column ?? column, value, reason: error.message })
  }
  const values: Record<string, unknown> = {}
  for (const [name, column] of Object.entries(table.columns)) {
    const cell = (cells[places.get(name) ?? -1] ?? '').trim()
    try {
      values[name] = readCell(column, cell)
    } catch (error) {
      note(column.header, cell, error)
    }
  }
  const surplus = cells.slice(width).find((cell) => cell.trim() !== '')
  if (surplus !== undefined)
    note('', surplus, new CellFault('这一行的单元格比表头多，请检查是否有多余的分隔符'))
  if (faults.length > 0) return { faults }
  try {
    return { record: table.toRecord(values), faults }
  } catch (error) {
    note('', '', error)
    return { faults }
  }
}

function readCell<V>(column: Column<V>, cell: string): V {
  if (cell !== '') return column.read(cell)
  if (column.empty === undefined) throw new CellFault('不能为空')
  return column.empty.value
}
