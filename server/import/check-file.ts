/** Reads a whole file and checks every row, before anything of it reaches the store; runs in a worker or in process. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import { messages } from '../../commands/messages.js'
import { findDuplicates } from '../../commands/registries/kinds/find-duplicates.js'
import type { Header } from '../../commands/registries/kinds/header.js'
import { type ImportKind, tables } from '../../commands/registries/kinds/kinds.js'
import { isBlank, readRow } from '../../commands/registries/kinds/read-row.js'
import type { Fault, Table } from '../../commands/registries/kinds/table.js'
import { chooseSheet } from './choose-sheet.js'
import { gatherTasks } from './gather-tasks.js'
import { ImportError } from './import-error.js'
import { openSource } from './open-source.js'
import { registries } from './registries.js'
import type { RowSource, Sheet } from './row-source.js'
import { type StagedWriter, writeStaged } from './staged-records.js'

export interface CheckOrder {
  kind: ImportKind
  path: string
  /** Where the checked records go; the file must not be there yet. */
  staged: string
  /** Rows that the file may have. */
  mostRows: number
}

export interface CheckedFile {
  /** SHA-256 of the file. */
  file: string
  sheet: string | null
  /** Staged records, those withheld left out. */
  records: number
  faults: number
  /** Rows whose staged records a later row contradicted. */
  withheld: number[]
  /** Columns that the file does not have: what is held of them stays. */
  absent: string[]
  /** Refused rows that cannot be told whom they name, where the table has a key column. */
  unnamed: number
  notes: string[]
}

const MOST_ROWS = 2_000_000
/** Of tables whose rows can only be judged together. */
const MOST_ROWS_TOGETHER = 50_000

export function mostRowsOf(kind: ImportKind): number {
  return registries[kind].wholeFile ? MOST_ROWS_TOGETHER : MOST_ROWS
}

/** A file with more faults than these is wrong as a whole. */
const MOST_FAULTS = 200_000

/** @throws ImportError; nothing is staged then that anybody may use */
export async function checkFile({ kind, path, staged, mostRows }: CheckOrder): Promise<CheckedFile> {
  const source = await openSource(path)
  try {
    const hash = createHash('sha256')
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
    const { sheet, header } = await chooseSheet(source, kind)
    const writer = await writeStaged(staged)
    try {
      const checked = await checkRows(tables[kind], sheet, header, writer, mostRows)
      const notes = [...notesOf(source, sheet, header), ...checked.notes]
      const absent = Object.keys(tables[kind].columns).filter((name) => !header.places.has(name))
      return { file: hash.digest('hex'), sheet: sheet.name, ...checked, absent, notes }
    } finally {
      await writer.close()
    }
  } finally {
    source.close()
  }
}

async function checkRows(
  table: Table<unknown>,
  sheet: Sheet,
  header: Header,
  writer: StagedWriter,
  mostRows: number,
): Promise<Omit<CheckedFile, 'file' | 'sheet' | 'absent'>> {
  const duplicates = findDuplicates()
  const tasks = table.join && gatherTasks(table, table.join)
  let seen = 0
  let records = 0
  let faults = 0
  let unnamed = 0
  let first: Fault | undefined
  async function refuse(found: Fault[]): Promise<void> {
    faults += found.length
    first ??= found[0]
    if (first && faults > MOST_FAULTS)
      throw new ImportError(messages.importing.tooManyFaults(MOST_FAULTS, messages.importing.fault(first)))
    await writer.addFaults(found)
  }
  for await (const row of sheet.rows()) {
    if (row.row <= header.row || isBlank(row)) continue
    if (++seen > mostRows) throw new ImportError(messages.importing.tooManyRows(mostRows))
    const read = readRow(table, header, row, sheet.name === null)
    if ('faults' in read) {
      await refuse(read.faults)
      if (tasks) tasks.spoil(read.key)
      else if (read.key !== undefined) await writer.addNamed(read.key)
      else if (table.keyColumn !== undefined) unnamed++
      continue
    }
    if (tasks) {
      await refuse(tasks.add(row.row, read.record))
      continue
    }
    const json = JSON.stringify(read.record)
    const doubled = duplicates.note(table.key(read.record), row.row, crc32(json))
    if (doubled) await refuse(doubled)
    else {
      records++
      await writer.addRecord(row.row, json)
    }
  }
  if (seen === 0) throw new ImportError(messages.importing.noRows(header.row))
  const whole = tasks?.end()
  await refuse(whole?.faults ?? [])
  for (const [row, record] of whole?.records ?? []) {
    records++
    await writer.addRecord(row, JSON.stringify(record))
  }
  const withheld = [...duplicates.withheld]
  return { records: records - withheld.length, faults, withheld, unnamed, notes: whole?.notes ?? [] }
}

function notesOf(source: RowSource, sheet: Sheet, { unread }: Header): string[] {
  const { importing } = messages
  return [
    ...(sheet.name !== null && source.sheets.length > 1 ? [importing.readSheet(sheet.name)] : []),
    ...(unread.length > 0 ? [importing.unreadColumns(unread)] : []),
    ...source.notes(),
  ]
}
