/** Brings an office's CSV file into the store in small transactions, so that the bot goes on while a large file comes in. */
import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { type Fault, type NumberedRecord, readTable } from '../../commands/registry/table.js'
import type { Instant, Store, Tx, View } from '../../db/store.js'
import { readCsv } from './read-csv.js'
import { type ImportKind, registries } from './registries.js'
import { importUnderWay } from './under-way.js'

export interface ImportReport {
  added: number
  changed: number
  unchanged: number
  /** By row; a row named here was left out. */
  faults: Fault[]
}

interface Import {
  kind: ImportKind
  /** SHA-256 of the file. */
  file: string
  records: NumberedRecord<unknown>[]
  /** The records without their rows. */
  all: unknown[]
  at: Instant
  actor: string
}

/** The body of a ledger entry, and of the setting `importUnderWay`. */
interface Done {
  kind: ImportKind
  file: string
  added: number
  changed: number
}

/** Leaves time for the commit within the 20 ms that a write may take. */
const stepMilliseconds = 10

/**
 * Applies every sound row and reports the others; a dry run reports the same and changes nothing.
 * The same file a second time changes nothing; after a crash the same file goes on where it stopped.
 * @throws ImportError when the file cannot be read at all
 */
export async function importFile(
  store: Store,
  kind: ImportKind,
  bytes: Buffer,
  now: Date,
  actor: string,
  options: { dryRun: boolean; onProgress?: (done: number, total: number) => void },
): Promise<ImportReport> {
  const { header, rows } = readCsv(bytes)
  const { records, faults } = readTable(registries[kind].table, header, rows)
  const file = createHash('sha256').update(bytes).digest('hex')
  const all = records.map(({ record }) => record)
  const job: Import = { kind, file, records, all, at: now.toISOString(), actor }
  const report: ImportReport = { added: 0, changed: 0, unchanged: 0, faults }
  for (let start = 0; start < records.length; ) {
    const step = options.dryRun
      ? await store.read((view) => go(view, job, start))
      : await store.write((tx) => apply(tx, job, start))
    report.added += step.added
    report.changed += step.changed
    report.unchanged += step.unchanged
    report.faults.push(...step.faults)
    start = step.next
    options.onProgress?.(start, records.length)
    await breathe()
  }
  report.faults.sort((a, b) => a.row - b.row)
  return report
}

/** Goes through the rows from `start` until its time is up; `put` is left out where nothing may change. */
async function go(
  view: View,
  { kind, records, all, actor }: Import,
  start: number,
  put?: (record: unknown) => Promise<void>,
) {
  const { existing, missing, settle } = registries[kind]
  const step = { next: start, added: 0, changed: 0, unchanged: 0, faults: [] as Fault[] }
  const until = performance.now() + stepMilliseconds
  while (step.next < records.length && (step.next === start || performance.now() < until)) {
    const { row, record } = records[step.next++] as NumberedRecord<unknown>
    const fault = await missing?.(view, record, all)
    if (fault) {
      step.faults.push({ row, ...fault })
      continue
    }
    const before = await existing(view, record)
    const after = settle?.(before, record, actor) ?? record
    if (isDeepStrictEqual(before, after)) step.unchanged++
    else {
      await put?.(after)
      step[before === undefined ? 'added' : 'changed']++
    }
  }
  return step
}

async function apply(tx: Tx, job: Import, start: number) {
  const step = await go(tx, job, start, (record) => registries[job.kind].put(tx, record))
  const kept = (await tx.settings.get(importUnderWay)) ?? ''
  const done = await addUp(tx, job, kept, step)
  const last = step.next === job.records.length
  if (last) await finish(tx, job, done)
  const keep = last || done.added + done.changed === 0 ? '' : JSON.stringify(done)
  if (keep !== kept) await tx.settings.set(importUnderWay, keep)
  return step
}

/** Counts on from what the same import kept; another one, given up half-way, goes to the ledger with what it did. */
async function addUp(
  tx: Tx,
  { kind, file, actor, at }: Import,
  kept: string,
  { added, changed }: { added: number; changed: number },
): Promise<Done> {
  if (kept === '') return { kind, file, added, changed }
  const before = JSON.parse(kept) as Done
  if (before.kind === kind && before.file === file)
    return { kind, file, added: before.added + added, changed: before.changed + changed }
  await tx.ledger.append('registry.imported', actor, { ...before }, at)
  return { kind, file, added, changed }
}

async function finish(tx: Tx, { kind, file, records, at, actor }: Import, done: Done): Promise<void> {
  const { added, changed } = done
  const changes = added + changed > 0
  if (changes) await tx.ledger.append('registry.imported', actor, { ...done }, at)
  if (changes || !(await tx.imports.seen(kind, file)))
    await tx.imports.add({ kind, fileHash: file, rows: records.length, added, changed, at })
}
