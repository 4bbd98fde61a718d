/** The published items as a table that spreadsheets open as it is, and that can be imported elsewhere. */
import { items as table } from '../../commands/registry/items.js'
import type { Item } from '../../db/store.js'

const columns = Object.entries(table.columns)

/** UTF-8 with a byte-order mark, which Excel needs; the columns of the import, lines ended as RFC 4180 has them. */
export function itemsCsv(items: Item[]): string {
  const rows = [columns.map(([, { header }]) => header), ...items.map(rowOf)]
  return `\ufeff${rows.map((cells) => `${cells.map(quote).join(',')}\r\n`).join('')}`
}

function rowOf({ scope, ratioCap, ...item }: Item): string[] {
  const values: Record<string, unknown> = { ...scope, ...item, ratioCap: ratioCap.join('/') }
  return columns.map(([name]) => {
    const value = values[name]
    return Array.isArray(value) ? value.join('、') : String(value ?? '')
  })
}

const quote = (cell: string): string => (/[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
