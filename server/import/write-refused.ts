/** Writes refused rows into a workbook or a text file, by the name that was asked for. */
import { open } from 'node:fs/promises'
import writeExcelFile from 'write-excel-file/node'
import { messages } from '../../commands/messages.js'
import { textCell } from '../documents/text-cell.js'
import { ImportError } from './import-error.js'

/** The package holds a whole workbook in memory. */
export const MOST_IN_WORKBOOK = 20_000

/** @param path ending in `.xlsx` for a workbook, else text with commas. @throws ImportError */
export async function writeRefused(path: string, rows: AsyncIterable<string[]>): Promise<void> {
  if (/\.xlsx$/iu.test(path)) await writeWorkbook(path, rows)
  else await writeText(path, rows)
}

async function writeWorkbook(path: string, rows: AsyncIterable<string[]>): Promise<void> {
  const data: string[][] = []
  for await (const row of rows) {
    if (data.push(row) > MOST_IN_WORKBOOK)
      throw new ImportError(messages.importing.tooManyForWorkbook(MOST_IN_WORKBOOK))
  }
  await writeExcelFile(data.map((row) => row.map(textCell))).toFile(path)
}

/** With a byte-order mark, without which spreadsheets take Chinese for something else. */
async function writeText(path: string, rows: AsyncIterable<string[]>): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.appendFile('\ufeff')
    for await (const row of rows)
      await file.appendFile(`${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`)
  } finally {
    await file.close()
  }
}
