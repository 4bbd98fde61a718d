/** How long new credit rules take to rate a province's million firms, and how long each write keeps everybody else waiting. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { previewRules } from '../commands/credit/preview-rules.js'
import { PROPOSED_TABLE, readCreditTable } from '../commands/rules/credit/read-table.js'
import { openStore } from '../db/open.js'
import type { Store } from '../db/store.js'
import { importSample } from '../server/demo.js'
import { rateEverybody } from '../server/jobs/rate-firms.js'
import { growCounty } from './county.js'
import { measureRatingFloor } from './rating-floor.js'
import type { Line } from './table.js'

const FIRMS = 1_000_000
const MOST_TIMES_FLOOR = 5
const NOW = new Date('2026-03-20T09:00:00+08:00')

export async function measureCredit(dir: string, firms = FIRMS): Promise<Line[]> {
  mkdirSync(dir, { recursive: true })
  const store = await openStore(join(dir, 'shuangsuiji.db'))
  await importSample(store, NOW)
  await growCounty(store, firms)
  const what = `${firms.toLocaleString('en')} firms`
  const preview = await previewIn(store)
  await enact(store, PROPOSED_TABLE)
  const first = await rate(store)
  await enact(store, PROPOSED_TABLE.replace('权重 8', '权重 9'))
  const second = await rate(store)
  await store.close()
  const aCommit = Math.max(1, Math.round(first.changed / first.writes))
  const floor = measureRatingFloor(join(dir, 'floor.db'), first.changed, aCommit)
  return [
    {
      what: `${first.changed} firms rated raw, ${aCommit} in a commit (floor)`,
      value: floor,
      unit: 's',
    },
    { what: `first credit rules rate ${what}, ${first.changed} anew`, value: first.seconds, unit: 's' },
    { what: 'first rating / floor', value: first.seconds / floor, unit: '', atMost: MOST_TIMES_FLOOR },
    { what: `second credit rules rate ${what}, ${second.changed} anew`, value: second.seconds, unit: 's' },
    {
      what: `rating ${what}: median write`,
      value: Math.max(first.median, second.median),
      unit: 'ms',
      atMost: 20,
    },
    { what: `rating ${what}: write p99`, value: Math.max(first.p99, second.p99), unit: 'ms' },
    { what: `what rules would change among ${what}, before they are approved`, value: preview, unit: 's' },
  ]
}

/** Seconds, from the worker's own code. */
async function previewIn(store: Store): Promise<number> {
  const read = readCreditTable(PROPOSED_TABLE)
  if ('faults' in read) throw new Error(read.faults.join())
  const started = performance.now()
  await store.read((view) => previewRules(view, read.table, '2026-03-20'))
  return (performance.now() - started) / 1000
}

async function enact(store: Store, text: string): Promise<void> {
  await store.write(async (tx) => {
    const [{ id } = { id: '' }] = await tx.people.withRole('leader')
    const version = await tx.creditTables.add({ text, askedBy: id, askedAt: NOW.toISOString() })
    await tx.creditTables.approve(version, id, NOW.toISOString())
  })
}

async function rate(store: Store) {
  const writes: number[] = []
  const timed: Store = {
    ...store,
    async write(work) {
      const started = performance.now()
      const result = await store.write(work)
      writes.push(performance.now() - started)
      return result
    },
  }
  const started = performance.now()
  const changed = await rateEverybody({ store: timed, now: () => NOW, zone: 'Asia/Shanghai' })
  const seconds = (performance.now() - started) / 1000
  writes.sort((a, b) => a - b)
  const at = (share: number) => writes[Math.floor(writes.length * share)] ?? 0
  return { changed, seconds, writes: writes.length, median: at(0.5), p99: at(0.99) }
}
