/** The worker's part of proposed credit rules: reads their file, and counts what they would change. */
import { gatherRules } from '../../commands/credit/gather-rules.js'
import { previewRules } from '../../commands/credit/preview-rules.js'
import type { RulesPreview } from '../../commands/messages/rating.js'
import { messages } from '../../commands/messages.js'
import { creditRules, type RuleRow } from '../../commands/registries/kinds/credit-rules.js'
import { isBlank, readRow } from '../../commands/registries/kinds/read-row.js'
import { readCreditTable, writeCreditTable } from '../../commands/rules/credit/read-table.js'
import type { FileStore } from '../../db/files.js'
import type { Day, FileRef, Store } from '../../db/store.js'
import { chooseSheet } from '../import/choose-sheet.js'
import { ImportError } from '../import/import-error.js'
import { openSource } from '../import/open-source.js'

export interface RulesOrder {
  /** One of the two. */
  text: string | null
  file: FileRef | null
  today: Day
}

export type WeighedRules = { text: string; preview: RulesPreview } | { faults: string[] }

/** More rows are another table. */
const MOST_ROWS = 200

/** @throws ImportError where the file as a whole cannot be read */
export async function weighRules(
  store: Store,
  files: FileStore,
  { text: given, file, today }: RulesOrder,
): Promise<WeighedRules> {
  const found = file ? await readRules(files.path(file.hash)) : { text: given! }
  if ('faults' in found) return found
  const read = readCreditTable(found.text)
  if ('faults' in read) return read
  const preview = await store.read((view) => previewRules(view, read.table, today))
  return { text: writeCreditTable(read.table), preview }
}

async function readRules(path: string): Promise<{ text: string } | { faults: string[] }> {
  const source = await openSource(path)
  try {
    const { sheet, header } = await chooseSheet(source, 'credit-rules')
    const rows: { row: number; record: RuleRow }[] = []
    const faults: string[] = []
    for await (const row of sheet.rows()) {
      if (row.row <= header.row || isBlank(row)) continue
      if (rows.length + faults.length >= MOST_ROWS)
        throw new ImportError(messages.importing.tooManyRows(MOST_ROWS))
      const read = readRow(creditRules, header, row, sheet.name === null)
      if ('record' in read) rows.push({ row: row.row, record: read.record })
      else faults.push(...read.faults.map((one) => `${messages.importing.fault(one)}。`))
    }
    return faults.length > 0 ? { faults } : gatherRules(rows)
  } finally {
    source.close()
  }
}
