/** Reads one row of a table into a record, and names every fault of it, not only the first. */
import type { Header } from './header.js'
import { CellFault, type Column, type Fault, type Table, type TableRow } from './table.js'

/** A row reads as a record, or as its faults; `key` where the table has a key column and this row's could be read. */
export type ReadRow<R> = { record: R } | { faults: Fault[]; key: string | undefined }

export function isBlank({ cells }: TableRow): boolean {
  return cells.every((cell) => clean(cell) === '')
}

/**
 * @param strict whether a cell beyond the header is a fault: in text a shifted separator leaves it, in a workbook
 * it is a remark at the edge
 */
export function readRow<R>(
  table: Table<R>,
  header: Header,
  { row, cells, spoilt }: TableRow,
  strict: boolean,
): ReadRow<R> {
  const faults: Fault[] = []
  const note = (column: string, value: string, error: unknown) => {
    if (!(error instanceof CellFault)) throw error
    faults.push({ row, column: error.column ?? column, value: value.slice(0, SHOWN), reason: error.message })
  }
  const values: Record<string, unknown> = {}
  for (const name in table.columns) {
    const column = table.columns[name] as Column<unknown>
    const place = header.places.get(name) ?? -1
    const cell = clean(cells[place] ?? '')
    try {
      const why = spoilt?.get(place)
      if (why !== undefined) throw new CellFault(why)
      values[name] = readCell(column, cell)
    } catch (error) {
      note(column.header, cell, error)
    }
  }
  const surplus = strict && cells.slice(header.cells.length).find((cell) => clean(cell) !== '')
  if (surplus) note('', surplus, new CellFault('这一行的单元格比表头多，请检查是否有多余的分隔符'))
  const key = table.keyColumn === undefined ? undefined : (values[table.keyColumn] as string | undefined)
  if (faults.length > 0) return { faults, key }
  try {
    return { record: table.toRecord(values, row) }
  } catch (error) {
    note('', '', error)
    return { faults, key }
  }
}

/** As much of a cell as a fault quotes, in UTF-16 units. */
const SHOWN = 100

function readCell<V>(column: Column<V>, cell: string): V {
  if (cell !== '') return column.read(cell)
  if (column.empty === undefined) throw new CellFault('不能为空')
  return column.empty.value
}

/** Without the marks of no width that web pages and chats leave in copied text. */
function clean(cell: string): string {
  return (invisible.test(cell) ? cell.replace(everyInvisible, '') : cell).trim()
}

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/u
const everyInvisible = new RegExp(invisible, 'gu')
