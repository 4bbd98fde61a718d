/** How long the leaders' board takes over a county's year, beside the rows that it counts read raw; and over a million visits of the past. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openStore } from '../db/open.js'
import type { Store } from '../db/store.js'
import { answerBoard } from '../server/board/answer-board.js'
import type { BoardAsk } from '../server/board/board-ask.js'
import { importSample } from '../server/demo.js'
import { growCounty } from './county.js'
import { median } from './median.js'
import { publishResults } from './public-county.js'
import type { Line } from './table.js'
import { visitCounty } from './visit-county.js'

const FIRMS = 100_000
const RESULTS = 50_000
const VISITS = 1_000_000
/** To be done by days to come or just past. */
const OPEN = 2000
const ROUNDS = 5
/** Most results of the county lie in the year before it. */
const TODAY = '2025-11-20'
const YEAR = '2025-01-01'
const OVERVIEW: BoardAsk = {
  ...{ ask: 'overview', today: TODAY, zone: 'Asia/Shanghai', period: 'year', department: null },
}

export async function measureBoard(dir: string): Promise<Line[]> {
  mkdirSync(dir, { recursive: true })
  return [...(await measureYear(join(dir, 'year.db'))), ...(await measureHistory(dir))]
}

/** What lies behind a year must cost nothing: the same open tasks, with few visits and with a million, in turn. */
async function measureHistory(dir: string): Promise<Line[]> {
  const [few, many] = [await fillHistory(dir, 2 * OPEN), await fillHistory(dir, VISITS)]
  const rounds: [few: number, many: number][] = []
  for (let round = 0; round < 3 * ROUNDS; round++)
    rounds.push([await timeAnew(few, `few ${round}`), await timeAnew(many, `many ${round}`)])
  for (const store of [few, many]) await store.close()
  const of = (place: 0 | 1) => median(rounds.map((round) => round[place]))
  return [
    { what: `the board over ${2 * OPEN} visits, ${OPEN} of them open (floor)`, value: of(0), unit: 'ms' },
    { what: `the board over ${VISITS} visits, as many open`, value: of(1), unit: 'ms' },
    { what: 'with the past / without', value: of(1) / of(0), unit: '', atMost: 2 },
  ]
}

async function fillHistory(dir: string, visits: number): Promise<Store> {
  const store = await openStore(join(dir, `${visits}.db`))
  await importSample(store, new Date('2026-01-05T09:00:00+08:00'))
  await growCounty(store, 20_000)
  await visitCounty(store, visits, OPEN)
  return store
}

/** @param round no two ledgers may be alike: what was counted is kept by the last entry's hash */
async function timeAnew(store: Store, round: string): Promise<number> {
  const ask: BoardAsk = { ...OVERVIEW, today: '2026-03-20' }
  await store.write((tx) => tx.ledger.append('bench.round', 'system', { round }, '2026-03-20T01:00:00.000Z'))
  return time(() => answerBoard(store, ask))
}

async function measureYear(path: string): Promise<Line[]> {
  const store = await openStore(path)
  await importSample(store, new Date('2026-01-05T09:00:00+08:00'))
  await growCounty(store, FIRMS)
  await publishResults(store, RESULTS)
  const rounds: [first: number, again: number, floor: number][] = []
  for (let round = 0; round < ROUNDS; round++) {
    // An entry of the ledger, as every action leaves one: what was counted before counts no more.
    await store.write((tx) => tx.ledger.append('bench.round', 'system', { round }, `${TODAY}T01:00:00.000Z`))
    const first = await time(() => answerBoard(store, OVERVIEW))
    const again = await time(() => answerBoard(store, OVERVIEW))
    rounds.push([first, again, await time(async () => readRaw(path))])
  }
  await store.close()
  const of = (place: 0 | 1 | 2) => median(rounds.map((round) => round[place]))
  return [
    { what: "the year's visits, records and disclosures read raw (floor)", value: of(2), unit: 'ms' },
    { what: `the board over ${RESULTS} results, counted anew`, value: of(0), unit: 'ms' },
    { what: 'the board counted anew / floor', value: of(0) / of(2), unit: '', atMost: 8 },
    { what: 'the same page again', value: of(1), unit: 'ms' },
  ]
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

function readRaw(path: string): void {
  const raw = new Database(path, { readonly: true })
  raw.prepare('SELECT no, due FROM visits WHERE due >= ?').all(YEAR)
  raw.prepare('SELECT visit, at FROM records WHERE inspectedOn >= ?').all(YEAR)
  raw.prepare('SELECT visit, department, at FROM disclosures WHERE at >= ?').all(YEAR)
  raw.close()
}
