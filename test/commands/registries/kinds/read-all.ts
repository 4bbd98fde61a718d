/** A whole table in one call, as an import reads it: header, rows from row 2 on, and what became of them. */
import { findDuplicates } from '../../../../commands/registries/kinds/find-duplicates.js'
import { findHeader } from '../../../../commands/registries/kinds/header.js'
import { isBlank, readRow } from '../../../../commands/registries/kinds/read-row.js'
import type { Fault, Table } from '../../../../commands/registries/kinds/table.js'

export function readAll<R>(table: Table<R>, headerCells: string[], rows: string[][]) {
  const header = findHeader(table, [{ row: 1, cells: headerCells }])
  const records: { row: number; record: R }[] = []
  const faults: Fault[] = []
  const duplicates = findDuplicates()
  if (header === undefined || header.missing.length + header.conflicts.length > 0)
    return { header, records, faults }
  for (const [index, cells] of rows.entries()) {
    const row = { row: index + 2, cells }
    if (isBlank(row)) continue
    const read = readRow(table, header, row, true)
    if ('faults' in read) faults.push(...read.faults)
    else {
      const doubled = duplicates.note(table.key(read.record), row.row, JSON.stringify(read.record).length)
      if (doubled) faults.push(...doubled)
      else records.push({ row: row.row, record: read.record })
    }
  }
  return { header, records: records.filter(({ row }) => !duplicates.withheld.has(row)), faults }
}
