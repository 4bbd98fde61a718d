/** The rows of one sheet, while its part is unpacked. */
import { messages } from '../../../commands/messages.js'
import type { TableRow } from '../../../commands/registries/kinds/table.js'
import { ImportError } from '../import-error.js'
import { MOST_COLUMNS } from '../row-source.js'
import { columnOf } from './column-of.js'
import { type Attributes, parseXml, type XmlHandler } from './parse-xml.js'
import { type CellContext, type RawCell, readCell } from './read-cell.js'
import type { NumberFormat } from './read-formats.js'
import type { Merge } from './read-merges.js'
import { spreadMerges } from './spread-merges.js'

export interface SheetContext extends CellContext {
  formats: NumberFormat[]
  merges: Map<number, Merge[]>
  /** Called for each formula that was read by its kept result. */
  onFormula(): void
}

/** Rows that hold nothing are passed over; each keeps the number that people see. @throws ImportError */
export async function* readSheet(
  chunks: AsyncIterable<Buffer>,
  context: SheetContext,
): AsyncGenerator<TableRow> {
  const rows: TableRow[] = []
  for await (const _ of parseXml(chunks, collectRows(context, rows))) {
    for (const row of rows) yield row
    rows.length = 0
  }
  yield* rows
}

function collectRows(context: SheetContext, rows: TableRow[]): XmlHandler {
  const spread = spreadMerges(context.merges)
  let row: TableRow = { row: 0, cells: [] }
  let column = 0
  let cell: RawCell | undefined
  let inValue = false
  let inAid = false
  return {
    open(name, attributes) {
      inValue = name === 'v' || (name === 't' && !inAid)
      if (name === 'c') {
        column = columnOf(attributes.r) ?? column
        cell = openCell(attributes, context)
      } else if (name === 'f' && cell) cell.formula = true
      else if (name === 'rPh') inAid = true
      else if (name === 'row') {
        row = { row: Number(attributes.r ?? row.row + 1), cells: [] }
        column = 0
      }
      if (inValue && cell) cell.value ??= ''
    },
    text(part) {
      if (inValue && cell) cell.value += part
    },
    close(name) {
      inValue = false
      if (name === 'rPh') inAid = false
      if (name === 'c') {
        if (cell) enterCell(row, column, cell, context)
        cell = undefined
        column++
      } else if (name === 'row' && row.cells.length > 0) {
        spread(row)
        rows.push(row)
      }
    },
  }
}

function openCell({ t = 'n', s = '0' }: Attributes, { formats }: SheetContext): RawCell {
  return { type: t, value: null, formula: false, format: formats[Number(s)] ?? 'plain' }
}

/** Cells that only have a colour or a border hold nothing, however many there are. */
function enterCell(row: TableRow, column: number, cell: RawCell, context: SheetContext): void {
  const read = readCell(cell, context)
  if (read === '') return
  if (column >= MOST_COLUMNS)
    throw new ImportError(messages.importing.tooWide(row.row, column + 1, MOST_COLUMNS))
  while (row.cells.length < column) row.cells.push('')
  if (typeof read === 'string') {
    row.cells[column] = read
    if (cell.formula) context.onFormula()
  } else {
    row.cells[column] = read.text
    row.spoilt ??= new Map()
    row.spoilt.set(column, read.spoilt)
  }
}
