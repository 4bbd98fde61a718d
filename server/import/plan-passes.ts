/** What an import goes through: whom its file names no more, then its rows, each with what becomes of it. */
import { keepAbsent } from '../../commands/registries/kinds/keep-absent.js'
import { type ImportKind, tables } from '../../commands/registries/kinds/kinds.js'
import { CellFault, type Table } from '../../commands/registries/kinds/table.js'
import type { Store, View } from '../../db/store.js'
import type { ApplyJob } from './apply-records.js'
import { type Reference, registries } from './registries.js'
import { type Batch, readStaged } from './staged-records.js'
import type { Change, Pass } from './step-through.js'

/** Who hands a file in on the server itself. */
const COMMAND_LINE = 'system'

/** Who has gone comes first: another certificate of the same person may follow. */
export async function passesOf(store: Store, job: ApplyJob): Promise<Pass[]> {
  const { missing, forbidden, faultsOf, settle, wholeFile } = registries[job.kind]
  const all = wholeFile ? await gatherAll(store, job) : []
  const file: Pass = {
    batches: soundBatches(job),
    counts: 'changed',
    async decide(view, read, row) {
      const found = await complete(view, job, read, row)
      if ('faults' in found) return found
      const { before, after } = found
      const fault = await missing?.(view, after, all)
      const faults = fault ? [fault] : ((await faultsOf?.(view, after)) ?? [])
      if (faults.length > 0) return { faults }
      const settled = settle?.(before, after, job.actor) ?? after
      const forbids = await forbidden?.(view, before, settled, job.actor !== COMMAND_LINE)
      return forbids ? { faults: [forbids] } : { before, after: settled }
    },
  }
  if (job.gone === null) return [file]
  const decide = (view: View, key: unknown) => closed(view, job.kind, key as string)
  return [{ batches: readStaged(job.gone.staged), counts: 'gone', decide }, file]
}

/** The record with what stays of columns that the file does not have. */
async function complete(
  view: View,
  { kind, checked, gone }: ApplyJob,
  record: unknown,
  row: number,
): Promise<Change | { faults: Reference[] }> {
  const { existing, settled = [], closing } = registries[kind]
  const before = await existing(view, record)
  const read = gone && closing?.openBy ? [...settled, closing.openBy] : settled
  const absent = checked.absent.filter((name) => !read.includes(name))
  try {
    return { before, after: keepAbsent(tables[kind] as Table<unknown>, record, before, absent, row) }
  } catch (error) {
    if (!(error instanceof CellFault)) throw error
    return { faults: [{ column: error.column ?? '', value: '', reason: error.message }] }
  }
}

async function closed(view: View, kind: ImportKind, key: string) {
  const closing = registries[kind].closing!
  const before = await closing.get(view, key)
  return { before, after: before && closing.close(before) }
}

async function* soundBatches({ staged, checked }: ApplyJob): AsyncGenerator<Batch> {
  const withheld = new Set(checked.withheld)
  for await (const batch of readStaged(staged))
    yield withheld.size > 0
      ? { ...batch, records: batch.records.filter(([row]) => !withheld.has(row)) }
      : batch
}

/** The records of the file, and those closed by it as they will be. */
async function gatherAll(store: Store, job: ApplyJob): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const { records } of soundBatches(job))
    await store.read(async (view) => {
      for (const [row, record] of records) {
        const found = await complete(view, job, record, row)
        if ('after' in found) all.push(found.after)
      }
    })
  if (job.gone === null) return all
  for await (const { records } of readStaged(job.gone.staged))
    for (const [, key] of records)
      all.push((await store.read((view) => closed(view, job.kind, key as string))).after)
  return all
}
