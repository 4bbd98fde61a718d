/** Takes checked records into the store in small transactions, so that the bot goes on while a large file comes in. */
import { setImmediate as breathe } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { ImportKind } from '../../commands/registry/kinds.js'
import type { Fault } from '../../commands/registry/table.js'
import type { Instant, Store, Tx, View } from '../../db/store.js'
import type { CheckedFile } from './check-file.js'
import { registries } from './registries.js'
import { replaceRecord } from './replace-record.js'
import { type Batch, readStaged } from './staged-records.js'
import { importUnderWay } from './under-way.js'

export interface ApplyJob {
  kind: ImportKind
  /** Where the checked records are. */
  staged: string
  checked: CheckedFile
  at: Instant
  actor: string
}

interface Applied {
  added: number
  changed: number
  unchanged: number
  faults: Fault[]
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

/** @param dry whether everything is looked at and nothing changed */
export async function applyRecords(
  store: Store,
  job: ApplyJob,
  dry: boolean,
  onProgress?: (done: number, total: number) => void,
): Promise<Applied> {
  const { kind, checked } = job
  const all = registries[kind].wholeFile ? await gatherAll(job) : []
  const total: Applied = { added: 0, changed: 0, unchanged: 0, faults: [] }
  let done = 0
  for await (const { records, faults } of soundBatches(job)) {
    total.faults.push(...faults)
    for (let start = 0; start < records.length; await breathe()) {
      const step = dry
        ? await store.read((view) => go(view, job, records, all, start))
        : await store.write((tx) => apply(tx, job, records, all, start, done))
      total.added += step.added
      total.changed += step.changed
      total.unchanged += step.unchanged
      total.faults.push(...step.faults)
      done += step.next - start
      start = step.next
      onProgress?.(done, checked.records)
    }
  }
  if (checked.sheet !== null) for (const fault of total.faults) fault.sheet = checked.sheet
  total.faults.sort((a, b) => a.row - b.row)
  return total
}

async function* soundBatches({ staged, checked }: ApplyJob): AsyncGenerator<Batch> {
  const withheld = new Set(checked.withheld)
  for await (const { records, faults } of readStaged(staged))
    yield { records: withheld.size > 0 ? records.filter(([row]) => !withheld.has(row)) : records, faults }
}

async function gatherAll(job: ApplyJob): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const { records } of soundBatches(job)) for (const [, record] of records) all.push(record)
  return all
}

type Step = Applied & { next: number }

/** Goes through the records from `start` until its time is up; `put` is left out where nothing may change. */
async function go(
  view: View,
  { kind, actor }: Pick<ApplyJob, 'kind' | 'actor'>,
  records: Batch['records'],
  all: unknown[],
  start: number,
  put?: (record: unknown, before: unknown) => Promise<void>,
): Promise<Step> {
  const { existing, missing, settle } = registries[kind]
  const step: Step = { next: start, added: 0, changed: 0, unchanged: 0, faults: [] }
  const until = performance.now() + stepMilliseconds
  while (step.next < records.length && (step.next === start || performance.now() < until)) {
    const [row, record] = records[step.next++]!
    const fault = await missing?.(view, record, all)
    if (fault) {
      step.faults.push({ row, ...fault })
      continue
    }
    const before = await existing(view, record)
    const after = settle?.(before, record, actor) ?? record
    if (before !== undefined && isDeepStrictEqual(before, after)) step.unchanged++
    else {
      await put?.(after, before)
      step[before === undefined ? 'added' : 'changed']++
    }
  }
  return step
}

async function apply(
  tx: Tx,
  job: ApplyJob,
  records: Batch['records'],
  all: unknown[],
  start: number,
  before: number,
): Promise<Step> {
  const by = { at: job.at, by: job.actor, through: { import: job.checked.file } }
  const put = (record: unknown, earlier: unknown) => replaceRecord(tx, job.kind, record, earlier, by)
  const step = await go(tx, job, records, all, start, put)
  const kept = (await tx.settings.get(importUnderWay)) ?? ''
  const done = await addUp(tx, job, kept, step)
  const last = before + step.next - start === job.checked.records
  if (last) await finish(tx, job, done)
  const keep = last || done.added + done.changed === 0 ? '' : JSON.stringify(done)
  if (keep !== kept) await tx.settings.set(importUnderWay, keep)
  return step
}

/** Counts on from what the same import kept; another one, given up half-way, goes to the ledger with what it did. */
async function addUp(
  tx: Tx,
  { kind, checked: { file }, actor, at }: ApplyJob,
  kept: string,
  { added, changed }: Step,
): Promise<Done> {
  if (kept === '') return { kind, file, added, changed }
  const before = JSON.parse(kept) as Done
  if (before.kind === kind && before.file === file)
    return { kind, file, added: before.added + added, changed: before.changed + changed }
  await tx.ledger.append('registry.imported', actor, { ...before }, at)
  return { kind, file, added, changed }
}

async function finish(tx: Tx, { kind, checked, at, actor }: ApplyJob, done: Done): Promise<void> {
  const { added, changed } = done
  const changes = added + changed > 0
  if (changes) await tx.ledger.append('registry.imported', actor, { ...done }, at)
  if (changes || !(await tx.imports.seen(kind, checked.file)))
    await tx.imports.add({ kind, fileHash: checked.file, rows: checked.records, added, changed, at })
}
