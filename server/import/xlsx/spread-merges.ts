/** Gives each row what it shows of merged cells: one value over several rows is the value of each of them. */
import { messages } from '../../../commands/messages.js'
import type { TableRow } from '../../../commands/registries/kinds/table.js'
import { MOST_COLUMNS } from '../row-source.js'
import type { Merge } from './read-merges.js'

interface Held {
  merge: Merge
  text: string
  spoilt: string | undefined
}

/** Answers a function for the rows of a sheet, each with something of its own, in their order. */
export function spreadMerges(merges: Map<number, Merge[]>): (row: TableRow) => void {
  const tops = [...merges.keys()].sort((a, b) => a - b)
  let next = 0
  let held: Held[] = []
  return (row) => {
    held = held.filter(({ merge }) => merge.bottom >= row.row)
    for (const one of held) carry(row, one)
    // What begins in a row that holds nothing has nothing to give.
    while (next < tops.length && tops[next]! < row.row) next++
    if (tops[next] !== row.row) return
    for (const merge of merges.get(row.row)!) {
      spoilRight(row, merge)
      const text = row.cells[merge.left] ?? ''
      if (merge.bottom > row.row && text !== '')
        held.push({ merge, text, spoilt: row.spoilt?.get(merge.left) })
    }
  }
}

function carry(row: TableRow, { merge, text, spoilt }: Held): void {
  const { left } = merge
  while (row.cells.length <= left) row.cells.push('')
  row.cells[left] = text
  row.carried ??= new Set()
  row.carried.add(left)
  if (spoilt !== undefined) spoil(row, left, spoilt)
  spoilRight(row, merge)
}

/** Nothing tells which of several columns a value is for, and what the others hold. */
function spoilRight(row: TableRow, { left, right }: Merge): void {
  for (let column = left + 1; column <= Math.min(right, MOST_COLUMNS - 1); column++)
    spoil(row, column, messages.importing.mergedColumns)
}

function spoil(row: TableRow, column: number, why: string): void {
  row.spoilt ??= new Map()
  row.spoilt.set(column, why)
}
