/** How long new credit rules take to rate a province's million firms, and how long each write keeps everybody else waiting. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PROPOSED_TABLE } from '../commands/rules/credit/read-table.js'
import { openStore } from '../db/open.js'
import type { Store } from '../db/store.js'
import { importSample } from '../server/demo.js'
import { rateEverybody } from '../server/jobs/rate-firms.js'
import { growCounty } from './county.js'
import type { Line } from './table.js'

const FIRMS = 1_000_000
const NOW = new Date('2026-03-20T09:00:00+08:00')

export async function measureCredit(dir: string, firms = FIRMS): Promise<Line[]> {
  mkdirSync(dir, { recursive: true })
  const store = await openStore(join(dir, 'shuangsuiji.db'))
  await importSample(store, NOW)
  await growCounty(store, firms)
  const what = `${firms.toLocaleString('en')} firms`
  await enact(store, PROPOSED_TABLE)
  const first = await rate(store)
  await enact(store, PROPOSED_TABLE.replace('权重 8', '权重 9'))
  const second = await rate(store)
  await store.close()
  return [
    {
      what: `first credit rules rate ${what}, ${first.changed} of them anew`,
      value: first.seconds,
      unit: 's',
    },
    {
      what: `second credit rules rate ${what}, ${second.changed} of them anew`,
      value: second.seconds,
      unit: 's',
    },
    { what: `rating ${what}: median write`, value: first.median, unit: 'ms', atMost: 20 },
    { what: `rating ${what}: write p99`, value: first.p99, unit: 'ms' },
  ]
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
  return { changed, seconds, median: at(0.5), p99: at(0.99) }
}
