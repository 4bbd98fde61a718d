/** Writes the workbook that an office fills in for one kind of import, with a second sheet that explains its columns. */
import writeExcelFile, { type CellObject } from 'write-excel-file/node'
import { messages } from '../../commands/messages.js'
import { type ImportKind, tables } from '../../commands/registries/kinds/kinds.js'
import type { FileStore } from '../../db/files.js'
import type { FileRef } from '../../db/store.js'
import { textCell } from './text-cell.js'

const HEAD = { fontWeight: 'bold', backgroundColor: '#F2F2F2' } satisfies CellObject
/** Rows set to text beforehand, so that a program keeps the digits of what is typed into them. */
const READY_ROWS = 500

/** The bytes of an .xlsx file: an empty table with its header, and 填写说明. */
export async function writeTemplate(kind: ImportKind): Promise<Buffer> {
  const { title, columns } = tables[kind]
  const listed = Object.values(columns)
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
      data: [listed.map(({ header }) => head(header)), ...ready],
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

/** Keeps the workbook, to be sent. */
export async function keepTemplate(files: FileStore, kind: ImportKind): Promise<FileRef> {
  const bytes = await writeTemplate(kind)
  const name = messages.template.fileName(tables[kind].title)
  const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { hash: await files.put(bytes), name, mime, size: bytes.length }
}
