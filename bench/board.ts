/** How long the leaders' board takes over a county's year, beside the rows that it counts read raw. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openStore } from '../db/open.js'
import { answerBoard } from '../server/board/answer-board.js'
import type { BoardAsk } from '../server/board/board-ask.js'
import { importSample } from '../server/demo.js'
import { growCounty } from './county.js'
import { median } from './median.js'
import { publishResults } from './public-county.js'
import type { Line } from './table.js'

const FIRMS = 100_000
const RESULTS = 50_000
const ROUNDS = 5
/** Most results of the county lie in the year before it. */
const TODAY = '2025-11-20'
const YEAR = '2025-01-01'
const OVERVIEW: BoardAsk = {
  ...{ ask: 'overview', today: TODAY, zone: 'Asia/Shanghai', period: 'year', department: null },
}

export async function measureBoard(dir: string): Promise<Line[]> {
  mkdirSync(dir, { recursive: true })
  const path = join(dir, 'shuangsuiji.db')
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
