/** The worker's part of an import in chat: checks a kept file and finds what it would change, without changing anything. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Examples } from '../../commands/messages/imports.js'
import { messages } from '../../commands/messages.js'
import { type ImportKind, tables } from '../../commands/registries/kinds/kinds.js'
import type { Fault } from '../../commands/registries/kinds/table.js'
import type { FileStore } from '../../db/files.js'
import type { FileRef, Fullness, Store } from '../../db/store.js'
import type { StartWorker } from '../jobs/worker-thread.js'
import { refuseTooLarge } from './answer-check.js'
import { applyRecords } from './apply-records.js'
import { type CheckedFile, checkFile, mostRowsOf } from './check-file.js'
import { describeChange } from './describe-change.js'
import { findGone, type Gone } from './find-gone.js'
import { listRefused } from './list-refused.js'
import type { Tally } from './step-through.js'
import { MOST_IN_WORKBOOK, writeRefused } from './write-refused.js'

export interface WeighOrder {
  kind: ImportKind
  file: FileRef
  fullness: Fullness
  /** Where the checked records go. */
  folder: string
}

export interface Weighed {
  staged: string
  checked: CheckedFile
  gone: Gone | null
  tally: Tally
  faults: number
  /** The first of them, in words. */
  problems: string[]
  examples: Examples
  /** The rows that were left out; null where there are none, or too many to be sent. */
  refused: FileRef | null
}

/** Why a file cannot be imported, and whether it would be if somebody insisted. */
export interface Unweighable {
  why: string
  forceable: boolean
}

const SHOWN = 3
/** Bytes; no chat platform takes much more. */
const MOST_REFUSED = 20 * 1024 * 1024

/** @throws ImportError */
export async function weighImport(store: Store, files: FileStore, order: WeighOrder): Promise<Weighed> {
  const { kind, file, fullness, folder } = order
  const staged = join(folder, 'records')
  const path = files.path(file.hash)
  const checked = await checkFile({ kind, path, staged, mostRows: mostRowsOf(kind) })
  if (checked.file !== file.hash) throw new Error(`file ${file.hash} is damaged: its bytes have another hash`)
  const gone = await findGone(store, kind, fullness, { staged, folder, checked })
  const examples: Examples = { added: [], changed: [], gone: [] }
  const { faults, ...tally } = await applyRecords(
    store,
    { kind, staged, checked, gone, at: '', actor: '' },
    {
      dry: true,
      onChange(change, counted) {
        if (examples[counted].length < SHOWN) examples[counted].push(describeChange(kind, change, counted))
      },
    },
  )
  const refused = faults.length > 0 ? await keepRefused(files, order, path, faults) : null
  const problems = faults.slice(0, SHOWN).map(messages.importing.fault)
  return { staged, checked, gone, tally, faults: faults.length, problems, examples, refused }
}

async function keepRefused(
  files: FileStore,
  { kind, folder }: WeighOrder,
  path: string,
  faults: Fault[],
): Promise<FileRef | null> {
  const rows = new Set(faults.map(({ row }) => row)).size
  const isWorkbook = rows < MOST_IN_WORKBOOK
  const ending = isWorkbook ? '.xlsx' : '.csv'
  const written = join(folder, `refused${ending}`)
  await writeRefused(written, listRefused(path, kind, faults))
  const bytes = await readFile(written)
  if (bytes.length > MOST_REFUSED) return null
  const mime = isWorkbook ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv'
  const name = messages.imports.refusedName(tables[kind].title, ending)
  return { hash: await files.put(bytes), name, mime, size: bytes.length }
}

/** The same in a worker, whose refusal is an answer. */
export async function weighInWorker(
  startWorker: StartWorker,
  order: WeighOrder,
): Promise<Weighed | Unweighable> {
  const answer = await startWorker('weigh-import', order).catch(refuseTooLarge)
  return 'staged' in answer ? answer : { why: answer.refused, forceable: answer.forceable }
}
