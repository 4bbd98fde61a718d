/** Takes checked records into the store in small transactions, so that the bot goes on while a large file comes in. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { ImportKind } from '../../commands/registries/kinds/kinds.js'
import type { Fault } from '../../commands/registries/kinds/table.js'
import type { ImportChanges, Instant, Store, Tx } from '../../db/store.js'
import type { CheckedFile } from './check-file.js'
import type { Gone } from './find-gone.js'
import { passesOf } from './plan-passes.js'
import { replaceRecord } from './replace-record.js'
import type { Batch } from './staged-records.js'
import { type Handling, NO_CHANGES, type Pass, type Step, stepThrough, type Tally } from './step-through.js'
import { importUnderWay } from './under-way.js'

export interface ApplyJob {
  kind: ImportKind
  /** Where the checked records are. */
  staged: string
  checked: CheckedFile
  /** Null where the file need not name everybody. */
  gone: Gone | null
  at: Instant
  actor: string
  /** Where somebody else than the actor asked for it. */
  askedBy?: string
}

export interface Applied extends Tally {
  faults: Fault[]
}

/** What credit classes hang on besides the files. */
const RATED: ImportKind[] = ['firms', 'credit', 'credit-records']

interface Ways extends Pick<Handling, 'onChange'> {
  /** Everything is looked at and nothing changed. */
  dry: boolean
  onProgress?: ((done: number, total: number) => void) | undefined
}

/** The body of a ledger entry, and of the setting `importUnderWay`. */
interface Done extends ImportChanges {
  kind: ImportKind
  file: string
  askedBy?: string
}

/** `onChange` is called in dry runs only. */
export async function applyRecords(
  store: Store,
  job: ApplyJob,
  { dry, onProgress, onChange }: Ways,
): Promise<Applied> {
  const total: Applied = { added: 0, changed: 0, gone: 0, unchanged: 0, changes: NO_CHANGES, faults: [] }
  let done = 0
  for (const pass of await passesOf(store, job))
    for await (const { records, faults } of pass.batches) {
      total.faults.push(...faults)
      for (let start = 0; start < records.length; await breathe()) {
        const step = dry
          ? await store.read((view) =>
              stepThrough(view, pass, records, start, total.changes, onChange ? { onChange } : {}),
            )
          : await store.write((tx) => apply(tx, job, pass, records, start, done))
        addUp(total, step)
        done += step.next - start
        start = step.next
        onProgress?.(done, rowsOf(job))
      }
    }
  if (job.checked.sheet !== null) for (const fault of total.faults) fault.sheet = job.checked.sheet
  total.faults.sort((a, b) => a.row - b.row)
  return total
}

function rowsOf({ checked, gone }: ApplyJob): number {
  return checked.records + (gone?.records ?? 0)
}

function addUp(total: Applied, { tally, faults }: Step): void {
  for (const count of ['added', 'changed', 'gone', 'unchanged'] as const) total[count] += tally[count]
  total.changes = tally.changes
  total.faults.push(...faults)
}

async function apply(
  tx: Tx,
  job: ApplyJob,
  pass: Pass,
  records: Batch['records'],
  start: number,
  before: number,
): Promise<Step> {
  const kept = (await tx.settings.get(importUnderWay)) ?? ''
  const done = await takeUp(tx, job, kept)
  const by = { at: job.at, by: job.actor, through: { import: job.checked.file } }
  const put = (record: unknown, earlier: unknown) => replaceRecord(tx, job.kind, record, earlier, by)
  const step = await stepThrough(tx, pass, records, start, done.changes, { put })
  for (const count of ['added', 'changed', 'gone'] as const) done[count] += step.tally[count]
  done.changes = step.tally.changes
  const last = before + step.next - start === rowsOf(job)
  if (last) await finish(tx, job, done)
  const keep = last || done.changes === NO_CHANGES ? '' : JSON.stringify(done)
  if (keep !== kept) await tx.settings.set(importUnderWay, keep)
  return step
}

/** Goes on from what the same import kept; another one, given up half-way, goes to the ledger with what it did. */
async function takeUp(
  tx: Tx,
  { kind, checked: { file }, actor, at, askedBy }: ApplyJob,
  kept: string,
): Promise<Done> {
  const none = { kind, file, added: 0, changed: 0, gone: 0, changes: NO_CHANGES }
  const fresh: Done = askedBy === undefined ? none : { ...none, askedBy }
  if (kept === '') return fresh
  const before = JSON.parse(kept) as Done
  if (before.kind === kind && before.file === file) return before
  await tx.ledger.append('registry.imported', actor, { ...before }, at)
  return fresh
}

async function finish(tx: Tx, { kind, checked, at, actor }: ApplyJob, done: Done): Promise<void> {
  const { added, changed } = done
  const changes = done.changes !== NO_CHANGES
  const inForce = changes && RATED.includes(kind) ? await tx.creditTables.inForce() : undefined
  if (inForce) await tx.jobs.add('credit', String(inForce.version), null, at)
  if (changes) await tx.ledger.append('registry.imported', actor, { ...done }, at)
  if (changes || !(await tx.imports.seen(kind, checked.file)))
    await tx.imports.add({ kind, fileHash: checked.file, rows: checked.records, added, changed, at })
}
