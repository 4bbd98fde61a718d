/**
 * A draw over a province's million firms, beside the least that any draw must do: read the rows and hash the sheet.
 * What is packed goes on beside the sealing, so the draw's figures are the whole wait, packing included.
 */
import { hash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { drawPlans, EVERYWHERE } from './draws.js'
import { median } from './median.js'
import type { Line } from './table.js'

const FIRMS = 1_000_000
const INSPECTORS = 300
const NUMBERS = ['JH2026-91', 'JH2026-92', 'JH2026-93']
const BYTES_A_ROW = 96
const PLAN = {
  ...{ items: ['GS-03'], scope: EVERYWHERE, inspectorsPerVisit: 2, inspectorTags: [] },
  rules: {
    A: { count: 125 },
    B: { count: 125, weighted: true as const },
    C: { count: 125 },
    D: { count: 125 },
  },
}

export async function measureMillion(dir: string): Promise<Line[]> {
  const task = { dir, firms: FIRMS, plan: PLAN, numbers: [] }
  // In a process of its own, whose memory is not the draw's.
  await drawPlans({ ...task, inspectors: INSPECTORS })
  const file = join(dir, 'demo', 'shuangsuiji.db')
  const floors = [measureFloor(file)]
  const draws = await drawPlans({ ...task, numbers: NUMBERS })
  floors.push(measureFloor(file), measureFloor(file))
  const middle = (key: 'committed' | 'drawn') => median(draws.map((one) => one[key]))
  const what = `1,000,000 firms, ${draws[0]!.visits} visits`
  return [
    { what: '1,000,000 rows read raw, the sheet hashed once (floor)', value: median(floors), unit: 'ms' },
    { what: `${what}: /draw → commit posted`, value: middle('committed'), unit: 'ms' },
    { what: `${what}: witness → results stored`, value: middle('drawn'), unit: 'ms' },
    {
      what: `${what}: both / floor`,
      value: (middle('committed') + middle('drawn')) / median(floors),
      unit: '',
      atMost: 3.5,
    },
    {
      what: `${what}: peak resident`,
      value: Math.max(...draws.map((one) => one.peak)),
      unit: 'MB',
      atMost: 500,
    },
    {
      what: `${what}: main loop's delay, p99`,
      value: Math.max(...draws.map((one) => one.delayP99)),
      unit: 'ms',
      atMost: 50,
    },
  ]
}

/** Milliseconds to take the columns that a draw needs from the driver, in order, and to hash as many bytes as the sheet has. */
function measureFloor(file: string): number {
  const db = new Database(file, { readonly: true })
  const sheet = Buffer.alloc(FIRMS * BYTES_A_ROW, 'a')
  const started = performance.now()
  const rows = db.prepare('SELECT code, status, creditClass, weight FROM firms ORDER BY code').raw()
  for (const _ of rows.iterate());
  hash('sha256', sheet, 'hex')
  const took = performance.now() - started
  db.close()
  return took
}
