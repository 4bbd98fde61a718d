/** Brings an office's file into the store: first all of it is checked, then its records go in by small transactions. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportKind } from '../../commands/registries/kinds/kinds.js'
import type { Fault } from '../../commands/registries/kinds/table.js'
import type { Fullness, Store } from '../../db/store.js'
import { type Applied, applyRecords } from './apply-records.js'
import { type CheckedFile, type CheckOrder, checkFile, mostRowsOf } from './check-file.js'
import { findGone } from './find-gone.js'
import { openStaging } from './open-staging.js'

export interface ImportReport {
  added: number
  changed: number
  /** Closed, as the file of a whole register does not name them. */
  gone: number
  unchanged: number
  /** By row; a row named here was left out. */
  faults: Fault[]
  /** What the person should know besides. */
  notes: string[]
}

export interface ImportOptions {
  dryRun: boolean
  /** One fault and nothing goes in. */
  allOrNothing?: boolean
  /** Whether the file is the whole register; it is not unless said so. */
  fullness?: Fullness
  /** A private folder with room for as much as the file itself. */
  stagingDir: string
  /** Where the reading is done: in this process, or by a worker. */
  check?: (order: CheckOrder) => Promise<CheckedFile>
  onProgress?: (done: number, total: number) => void
}

/**
 * Applies every sound row and reports the others; a dry run reports the same and changes nothing.
 * The same file a second time changes nothing; after a crash the same file goes on where it stopped.
 * @throws ImportError when the file cannot be read as a whole; nothing is changed then
 */
export async function importFile(
  store: Store,
  kind: ImportKind,
  path: string,
  now: Date,
  actor: string,
  options: ImportOptions,
): Promise<ImportReport> {
  const { dryRun, allOrNothing = false, fullness = 'no', check = checkFile, onProgress } = options
  const folder = await openStaging(options.stagingDir)
  try {
    const staged = join(folder, 'records')
    const checked = await check({ kind, path, staged, mostRows: mostRowsOf(kind) })
    const gone = await findGone(store, kind, fullness, { staged, folder, checked })
    const job = { kind, staged, checked, gone, at: now.toISOString(), actor }
    const apply = (dry: boolean) => applyRecords(store, job, { dry, onProgress })
    const outcome = await (allOrNothing ? applyAllOrNothing(checked, apply, dryRun) : apply(dryRun))
    const { changes: _, ...report } = outcome
    return { ...report, notes: checked.notes }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Goes through all records once without a change, since only the store can tell what some of them refer to. */
async function applyAllOrNothing(
  checked: CheckedFile,
  apply: (dry: boolean) => Promise<Applied>,
  dryRun: boolean,
): Promise<Applied> {
  const tried = await apply(true)
  if (tried.faults.length > 0) return { ...tried, added: 0, changed: 0, gone: 0, unchanged: 0 }
  return dryRun || checked.records === 0 ? tried : apply(false)
}
