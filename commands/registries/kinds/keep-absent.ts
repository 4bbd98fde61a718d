/** A column that a file does not have says nothing: what is held stays, while an empty cell says that there is nothing. */
import type { Table } from './table.js'

/**
 * @param before what is held now; undefined for a new record
 * @param absent names of columns that the file does not have
 * @throws CellFault when what stays contradicts what came
 */
export function keepAbsent<R>(
  table: Table<R>,
  record: R,
  before: R | undefined,
  absent: string[],
  row: number,
): R {
  // What takes several rows is never changed by a later file.
  if (before === undefined || absent.length === 0 || table.join !== undefined) return record
  const held = table.toValues(before)
  const kept = Object.fromEntries(absent.map((name) => [name, held[name]]))
  return table.toRecord({ ...table.toValues(record), ...kept }, row)
}
