/** Finds a table's columns in the rows of a file, whatever stands above the header and however its names are written. */
import { joinHeaders } from './join-headers.js'
import type { Table, TableRow } from './table.js'

export interface Header {
  row: number
  cells: string[]
  /** By the column's name in the table: its position in the file. */
  places: Map<string, number>
  /** Required columns that are not there. */
  missing: string[]
  /** A header that fits two columns, or two headers for one column, in words for people. */
  conflicts: string[]
  /** Headers that no column reads, and that people do not add for themselves. */
  unread: string[]
}

/** A header stands within the first so many rows. */
export const HEADER_WITHIN = 20

/** Columns that people, or our own list of faults, add and that say nothing to us. */
const passedOver = new Set(['序号', '备注', '问题'])

/** The row in which most columns are recognised, the first of equals; undefined where none has two of them. */
export function findHeader(table: Table<unknown>, rows: TableRow[]): Header | undefined {
  const meanings = meaningsOf(table)
  const within = rows.slice(0, HEADER_WITHIN)
  let best: { header: Header; at: number } | undefined
  for (const [at, row] of within.entries()) {
    const header = readHeader(table, meanings, row)
    if (rank(header) > (best ? rank(best.header) : 1)) best = { header, at }
  }
  return best && (readTwoRows(table, meanings, rows, best) ?? best.header)
}

/** Where the header goes on in the next row, or began in the one before. */
function readTwoRows(
  table: Table<unknown>,
  meanings: Map<string, Meaning>,
  rows: TableRow[],
  { header, at }: { header: Header; at: number },
): Header | undefined {
  const knows = (word: string) => meaningOf(meanings, word) !== undefined
  for (const upper of [at, at - 1]) {
    const [first, second] = [rows[upper], rows[upper + 1]]
    if (first === undefined || second?.row !== first.row + 1) continue
    const joined = joinHeaders(first, second, knows)
    const both = joined && readHeader(table, meanings, joined)
    // A row of titles above joins to nothing more; a merged header has its rows' ends in common.
    if (both && (rank(both) > rank(header) || second.carried !== undefined)) return both
  }
  return undefined
}

/** A row that is known to be the header. */
export function headerOf(table: Table<unknown>, row: TableRow): Header {
  return readHeader(table, meaningsOf(table), row)
}

/** Recognised columns and ambiguous ones count alike: either makes a row look like a header. */
function rank({ places, conflicts }: Header): number {
  return places.size + conflicts.length
}

interface Meaning {
  names: string[]
  inNeed: boolean
}

function meaningsOf(table: Table<unknown>): Map<string, Meaning> {
  const meanings = new Map<string, Meaning>()
  const add = (word: string, name: string, inNeed: boolean) => {
    const known = meanings.get(plainHeader(word))
    if (known === undefined || (known.inNeed && !inNeed))
      meanings.set(plainHeader(word), { names: [name], inNeed })
    else if (known.inNeed === inNeed && !known.names.includes(name)) known.names.push(name)
  }
  for (const [name, { header, also, inNeed }] of Object.entries(table.columns)) {
    for (const word of [header, ...also]) add(word, name, false)
    for (const word of inNeed) add(word, name, true)
  }
  // A column's own name means that column, whatever other columns answer to it.
  for (const [name, { header }] of Object.entries(table.columns))
    meanings.set(plainHeader(header), { names: [name], inNeed: false })
  return meanings
}

function meaningOf(meanings: Map<string, Meaning>, word: string): Meaning | undefined {
  return meanings.get(plainHeader(word)) ?? meanings.get(bareHeader(word))
}

function readHeader(table: Table<unknown>, meanings: Map<string, Meaning>, { row, cells }: TableRow): Header {
  const header: Header = { row, cells, places: new Map(), missing: [], conflicts: [], unread: [] }
  const found = cells.map((cell) => meaningOf(meanings, cell))
  const place = (index: number, name: string) => {
    const other = header.places.get(name)
    if (other === undefined) header.places.set(name, index)
    else
      header.conflicts.push(twice(cells[other] ?? '', cells[index] ?? '', table.columns[name]?.header ?? ''))
  }
  for (const [index, meaning] of found.entries())
    if (meaning?.names.length === 1 && !meaning.inNeed) place(index, meaning.names[0] ?? '')
  for (const [index, meaning] of found.entries()) {
    const open = meaning?.names.filter((name) => !header.places.has(name)) ?? []
    const cell = cells[index] ?? ''
    if (meaning?.inNeed && open[0] !== undefined) place(index, open[0])
    else if (meaning && meaning.names.length > 1 && open.length > 0)
      header.conflicts.push(
        ambiguous(
          cell,
          meaning.names.map((name) => table.columns[name]?.header ?? ''),
        ),
      )
    else if (meaning === undefined && plainHeader(cell) !== '' && !passedOver.has(plainHeader(cell)))
      header.unread.push(cell.trim())
  }
  for (const [name, column] of Object.entries(table.columns))
    if (!header.places.has(name) && column.empty === undefined) header.missing.push(column.header)
  return header
}

function twice(first: string, second: string, column: string): string {
  return first.trim() === second.trim()
    ? `「${first.trim()}」列出现了两次，请只保留一列`
    : `「${first.trim()}」和「${second.trim()}」都是「${column}」列，请只保留一列`
}

function ambiguous(cell: string, columns: string[]): string {
  return `「${cell.trim()}」可以是${columns.map((column) => `「${column}」`).join('，也可以是')}，请改成其中一个名称`
}

function plainHeader(word: string): string {
  return word
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\u2060\ufeff]+/gu, '')
    .toUpperCase()
}

/** Without the marks and remarks that forms put around a column's name: `*`, `（必填）`, `：`. */
function bareHeader(word: string): string {
  let plain = plainHeader(word)
  for (let before = ''; before !== plain; ) {
    before = plain
    plain = plain.replace(/^\*+|\*+$|:$|\([^()]*\)$|\[[^[\]]*\]$|^\((必填|选填|可选)\)/gu, '')
  }
  return plain
}
