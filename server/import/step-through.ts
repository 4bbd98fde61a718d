/** Goes through rows of an import for as long as one transaction may last, and chains what they change into one hash. */
import { hash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { ImportChanges, View } from '../../db/store.js'
import type { Reference } from './registries.js'
import type { Batch } from './staged-records.js'

export interface Tally extends ImportChanges {
  unchanged: number
}

export interface Change {
  /** Undefined for what is new. */
  before: unknown
  after: unknown
}

/** Rows of one sort: those of the file, or those that it does not name any more. */
export interface Pass {
  batches: AsyncIterable<Batch>
  /** What a row asks for, or what it refers to in vain. */
  decide(
    view: View,
    record: unknown,
    row: number,
  ): Promise<Change | { faults: (Reference & { row?: number })[] }>
  /** As what a change is counted. */
  counts: 'changed' | 'gone'
}

export interface Handling {
  /** Left out where nothing may change. */
  put?(record: unknown, before: unknown): Promise<void>
  onChange?(change: Change, counted: 'added' | 'changed' | 'gone'): void
}

export interface Step {
  next: number
  tally: Tally
  faults: (Reference & { row: number })[]
}

/** Of no change at all. */
export const NO_CHANGES = '0'.repeat(64)

/** Leaves time for the commit within the 20 ms that a write may take. */
const STEP_MILLISECONDS = 15

/** @param changes the chained hash of all changes before */
export async function stepThrough(
  view: View,
  { decide, counts }: Pass,
  records: Batch['records'],
  start: number,
  changes: string,
  { put, onChange }: Handling,
): Promise<Step> {
  const tally: Tally = { added: 0, changed: 0, gone: 0, unchanged: 0, changes }
  const step: Step = { next: start, tally, faults: [] }
  const until = performance.now() + STEP_MILLISECONDS
  while (step.next < records.length && (step.next === start || performance.now() < until)) {
    const [row, record] = records[step.next++]!
    const found = await decide(view, record, row)
    if ('faults' in found) {
      step.faults.push(...found.faults.map((fault) => ({ row, ...fault })))
      continue
    }
    if (isDeepStrictEqual(found.before, found.after)) {
      tally.unchanged++
      continue
    }
    await put?.(found.after, found.before)
    const counted = found.before === undefined ? 'added' : counts
    tally[counted]++
    tally.changes = chain(tally.changes, counted, found)
    onChange?.(found, counted)
  }
  return step
}

/** SHA-256 of the hash before and the change as JSON, so that a crash in between loses nothing. */
function chain(before: string, counted: string, change: Change): string {
  return hash('sha256', `${before}\n${JSON.stringify([counted, change.before ?? null, change.after])}`)
}
