/** How long it takes to find which of a province's million firms a draw may take: scope, frequency, visits of other plans. */

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createFileStore, type FileStore } from '../db/files.js'
import { openStore } from '../db/open.js'
import type { Plan, Store, Tx } from '../db/store.js'
import { importSample } from '../server/demo.js'
import { freezeDraw, previewPlan } from '../server/draw/freeze.js'
import { EVERYWHERE } from './draws.js'
import { median } from './median.js'
import { growProvince } from './province.js'
import type { Line } from './table.js'

const FIRMS = 1_000_000
/** Of the plan's item this year, and of other plans, open. */
const VISITS = 50_000
const ROUNDS = 5
const GOAL = 2000
const NOW = new Date('2026-03-10T01:00:00Z')
const SPAN = { today: '2026-03-10', due: '2026-04-07', dueEstimated: false }
const ITEM = 'GS-03'
const PLANS = {
  'all firms': { no: 'JH2026-91', scope: EVERYWHERE },
  'two trades': { no: 'JH2026-92', scope: { ...EVERYWHERE, trades: ['餐饮服务', '食品销售'] } },
  'a tag and three classes': {
    no: 'JH2026-93',
    scope: {
      ...EVERYWHERE,
      tags: ['人员密集场所'],
      classes: ['B', 'C', 'D'] satisfies Plan['scope']['classes'],
    },
  },
}
const WAITING = 'JH2026-94'

export async function measureExclusions(dir: string): Promise<Line[]> {
  mkdirSync(dir, { recursive: true })
  const path = join(dir, 'province.db')
  const files = createFileStore(join(dir, 'files'))
  const store = await openStore(path)
  await importSample(store, NOW)
  await growProvince(store, FIRMS)
  await addPlansAndVisits(store)
  const lines: Line[] = [
    { what: '1,000,000 rows read raw, visits left out (floor)', value: timeFloor(path), unit: 'ms' },
  ]
  for (const [what, { no }] of Object.entries(PLANS))
    lines.push(...(await linesFor(store, files, what, no, { atMost: GOAL })))
  await commitEverything(store, files)
  const beside = 'all firms, beside a list of as many that waits'
  lines.push(...(await linesFor(store, files, beside, PLANS['all firms'].no)))
  await store.close()
  return lines
}

async function addPlansAndVisits(store: Store): Promise<void> {
  const codes: string[] = []
  await store.read((view) =>
    view.firms.eachInScope([], (some) => void codes.push(...some.map(({ code }) => code))),
  )
  await store.write(async (tx) => {
    const base = (await tx.plans.get('JH2026-01'))!
    const item = (await tx.items.get(ITEM))!
    await tx.items.put({ ...item, yearlyCap: 1, ratioCap: [1, 1] })
    const rules: Plan['rules'] = {
      A: { count: 100 },
      B: { count: 100 },
      C: { count: 100 },
      D: { count: 100 },
    }
    const common = { ...base, items: [ITEM], rules, maxVisits: 999 }
    for (const plan of Object.values(PLANS)) await tx.plans.put({ ...common, ...plan })
    await tx.plans.put({ ...common, no: WAITING, scope: EVERYWHERE })
    await addVisits(tx, 'CQ2026-901', { ...common, no: WAITING }, codes)
    await addVisits(tx, 'CQ2026-902', { ...base, items: ['GS-01'] }, codes.slice(7))
  })
}

/** Every twentieth firm has one. */
async function addVisits(tx: Tx, draw: string, plan: Plan, codes: string[]): Promise<void> {
  const elsewhere = { plan: plan.no, name: plan.name, task: draw, drawnOn: '2026-03-02', visits: [] }
  const about = { no: draw, plan: plan.no, nth: 1, startedBy: 'P0001', due: '2026-04-01', frozenPlan: plan }
  const at = NOW.toISOString()
  await tx.draws.addElsewhere({
    ...about,
    chat: { platform: 'room', chat: 'office' },
    elsewhere,
    closedAt: at,
    at,
  })
  for (let index = 0; index < VISITS; index++) {
    const visit = {
      no: `${draw}-${index}`,
      draw,
      plan: plan.no,
      index,
      firm: codes[index * 19]!,
      items: plan.items,
    }
    await tx.visits.add({ ...visit, due: '2026-04-01', state: 'pending', remindOn: null }, [])
  }
}

async function linesFor(
  store: Store,
  files: FileStore,
  what: string,
  plan: string,
  goal: Pick<Line, 'atMost'> = {},
): Promise<Line[]> {
  const times: number[] = []
  const before = process.cpuUsage()
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now()
    const found = await previewPlan(store, files, { plan, ...SPAN })
    times.push(performance.now() - started)
    if ('refused' in found) throw new Error(found.refused)
    if (!(found.summary.excluded['frequency-cap']! > 0)) throw new Error(`${plan}: no cap had a say`)
  }
  const { user, system } = process.cpuUsage(before)
  const named = `firms of a draw among 1,000,000: ${what}`
  return [
    { what: named, value: median(times), unit: 'ms', ...goal },
    { what: `${named}: processors' time`, value: (user + system) / 1000 / ROUNDS, unit: 'ms' },
  ]
}

/** A draw of everything that waits for its witness. */
async function commitEverything(store: Store, files: FileStore): Promise<void> {
  const frozen = await freezeDraw(store, files, { plan: WAITING, drawNo: 'CQ2026-903', ...SPAN })
  if ('refused' in frozen) throw new Error(frozen.refused)
  await store.write(async (tx) => {
    const asked = { plan: WAITING, nth: 1, reason: null, publicNumber: null, startedBy: 'P0001' }
    const chat = { platform: 'room', chat: 'office' } as const
    const id = await tx.draws.request({ ...asked, chat, requestedAt: NOW.toISOString() })
    const change = {
      state: 'committed',
      no: 'CQ2026-903',
      files: frozen.keys,
      commit: frozen.hashes,
    } as const
    await tx.draws.advance(id, 1, change)
  })
}

/** Milliseconds in which the driver alone gives the rows that no visit keeps out. */
function timeFloor(path: string): number {
  const db = new Database(path, { readonly: true })
  const rows = db
    .prepare(`SELECT code, status, creditClass, weight FROM firms
      WHERE code NOT IN (SELECT firm FROM visits WHERE state = 'pending') ORDER BY code`)
    .raw()
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now()
    for (const _ of rows.iterate());
    return performance.now() - started
  })
  db.close()
  return median(times)
}
