/** Writes the workbook that an office fills in for one kind of import, with a second sheet that explains its columns. */
import writeExcelFile, { type CellObject } from 'write-excel-file/node'
import { cellsOfRules } from '../../commands/credit/gather-rules.js'
import { messages } from '../../commands/messages.js'
import { type TemplateKind, templates } from '../../commands/registries/kinds/kinds.js'
import type { Column } from '../../commands/registries/kinds/table.js'
import { PROPOSED_TABLE } from '../../commands/rules/credit/read-table.js'
import type { FileStore } from '../../db/files.js'
import type { FileRef, Store } from '../../db/store.js'
import { textCell } from './text-cell.js'

const HEAD = { fontWeight: 'bold', backgroundColor: '#F2F2F2' } satisfies CellObject
/** Rows set to text beforehand, so that a program keeps the digits of what is typed into them. */
const READY_ROWS = 500

/**
 * The bytes of an .xlsx file: a table with its header, and 填写说明.
 * @param filled rows that stand in it beforehand
 */
export async function writeTemplate(
  kind: TemplateKind,
  filled: string[][] = kind === 'credit-rules' ? cellsOfRules(PROPOSED_TABLE) : [],
): Promise<Buffer> {
  const { title, columns } = templates[kind]
  const listed: Column<unknown>[] = Object.values(columns)
  const head = (word: string): CellObject => ({ ...textCell(word), ...HEAD })
  const ready = Array.from({ length: READY_ROWS }, () => listed.map(() => textCell('')))
  const { template } = messages.importing
  const notes = listed.map(({ header, empty, hint, example }) =>
    [header, empty === undefined ? template.required : template.optional, hint, example].map(textCell),
  )
  const width = (word: string) => ({ width: Math.max(12, 2 * word.length + 4) })
  return writeExcelFile([
    {
      sheet: title,
      data: [listed.map(({ header }) => head(header)), ...filled.map((row) => row.map(textCell)), ...ready],
      columns: listed.map(({ header, example }) => width(header.length > example.length ? header : example)),
      stickyRowsCount: 1,
    },
    {
      sheet: template.sheet,
      data: [template.head.map(head), ...notes],
      columns: [{ width: 22 }, { width: 8 }, { width: 60 }, { width: 30 }],
    },
  ]).toBuffer()
}

/** Keeps the workbook, to be sent; of credit rules with those that are in force. */
export async function keepTemplate(store: Store, files: FileStore, kind: TemplateKind): Promise<FileRef> {
  const rules = kind === 'credit-rules' && (await store.read((view) => view.creditTables.inForce()))
  const bytes = await writeTemplate(kind, rules ? cellsOfRules(rules.text) : undefined)
  const name = messages.template.fileName(templates[kind].title)
  const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { hash: await files.put(bytes), name, mime, size: bytes.length }
}
