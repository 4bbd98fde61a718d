/** Reads a workbook sheet by sheet and row by row; only its table of shared texts is held in memory. */
import { messages } from '../../commands/messages.js'
import type { RowSource } from './row-source.js'
import { openPackage, type WorkbookPackage } from './xlsx/open-package.js'
import { readFormats } from './xlsx/read-formats.js'
import { type Merge, readMerges } from './xlsx/read-merges.js'
import { readSheet } from './xlsx/read-sheet.js'
import { readStrings } from './xlsx/read-strings.js'
import { readWorkbook } from './xlsx/read-workbook.js'

/** @throws ImportError */
export async function openXlsx(path: string): Promise<RowSource> {
  const opened = await openPackage(path)
  try {
    return await readParts(opened)
  } catch (error) {
    opened.close()
    throw error
  }
}

async function readParts(opened: WorkbookPackage): Promise<RowSource> {
  const { sheets, since1904, ...shared } = await readWorkbook(opened)
  const part = <T>(name: string, read: (chunks: AsyncIterable<Buffer>) => Promise<T[]>) =>
    opened.has(name) ? read(opened.open(name)) : []
  const formats = await part(shared.styles, readFormats)
  const strings = await part(shared.strings, readStrings)
  let formulas = 0
  return {
    sheets: sheets.map(({ name, part }) => {
      let merges: Map<number, Merge[]> | undefined
      return {
        name,
        async *rows() {
          merges ??= await readMerges(opened.open(part))
          formulas = 0
          const onFormula = () => void formulas++
          yield* readSheet(opened.open(part), { strings, formats, merges, since1904, onFormula })
        },
      }
    }),
    notes: () => (formulas > 0 ? [messages.importing.formulas(formulas)] : []),
    close: () => opened.close(),
  }
}
