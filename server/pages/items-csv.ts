/** The published items as a table that spreadsheets open as it is, and that can be imported elsewhere. */
import { items as table } from '../../commands/registries/kinds/items.js'
import type { Item } from '../../db/store.js'
import { BYTE_ORDER_MARK, csvLine } from './csv.js'

const columns = Object.entries(table.columns)

/** The columns of the import. */
export function itemsCsv(items: Item[]): string {
  const rows = [columns.map(([, { header }]) => header), ...items.map(rowOf)]
  return BYTE_ORDER_MARK + rows.map(csvLine).join('')
}

function rowOf({ scope, ratioCap, ...item }: Item): string[] {
  const values: Record<string, unknown> = { ...scope, ...item, ratioCap: ratioCap.join('/') }
  return columns.map(([name]) => {
    const value = values[name]
    return Array.isArray(value) ? value.join('、') : String(value ?? '')
  })
}
