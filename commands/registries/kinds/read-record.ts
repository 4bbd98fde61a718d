/** Reads one record of a table from an object whose fields have the Chinese or the English names of its columns. */
import { type Header, headerOf } from './header.js'
import { readRow } from './read-row.js'
import type { Fault, Table } from './table.js'

/**
 * @param fields text, numbers, yes or no, lists and null, as JSON has them
 * @param before what is held now: an optional field that is left out stays as it is
 * @returns the record, or what is wrong with each field
 */
export function readRecord<R extends object>(
  table: Table<R>,
  fields: Record<string, unknown>,
  before?: R,
): { record: R } | { faults: Omit<Fault, 'row'>[] } {
  const header: string[] = []
  const cells: string[] = []
  for (const [name, value] of Object.entries(withKept(table, fields, before))) {
    header.push(Object.hasOwn(table.columns, name) ? table.columns[name]!.header : name)
    cells.push(cellOf(value))
  }
  const placed = headerOf(table, { row: 1, cells: header })
  const unplaced = faultsOf(placed)
  if (unplaced.length > 0) return { faults: unplaced }
  const read = readRow(table, placed, { row: 1, cells }, true)
  if ('record' in read) return read
  return { faults: read.faults.map(({ column, value, reason }) => ({ column, value, reason })) }
}

/** A program that names a field which nobody reads means something: it is told, not passed over. */
function faultsOf({ missing, conflicts, unread }: Header): Omit<Fault, 'row'>[] {
  return [
    ...missing.map((column) => ({ column, value: '', reason: `缺少「${column}」列` })),
    ...conflicts.map((reason) => ({ column: '', value: '', reason })),
    ...unread.map((column) => ({ column, value: column, reason: '不认识这一栏' })),
  ]
}

/** With those fields of `before` for which a table may leave its column out. */
function withKept<R extends object>(
  table: Table<R>,
  fields: Record<string, unknown>,
  before: R | undefined,
): Record<string, unknown> {
  const kept = new Map<string, unknown>(Object.entries(before ?? {}))
  const whole: Record<string, unknown> = { ...fields }
  for (const [name, { header, also, empty }] of Object.entries(table.columns)) {
    const isGiven = [name, header, ...also].some((word) => Object.hasOwn(fields, word))
    if (empty !== undefined && !isGiven && kept.has(name)) whole[name] = kept.get(name)
  }
  return whole
}

function cellOf(value: unknown): string {
  if (value === null) return ''
  if (Array.isArray(value)) return value.map(cellOf).join('、')
  if (typeof value === 'boolean') return value ? '是' : '否'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
