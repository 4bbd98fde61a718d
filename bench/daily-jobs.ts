/** How long a day's periodic jobs take over a million visits, a thousand of them due. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createCalendarSource } from '../bot/calendar-source.js'
import type { Platforms } from '../bot/delivery.js'
import { openStore } from '../db/open.js'
import type { Store } from '../db/store.js'
import { importSample } from '../server/demo.js'
import type { DueWork } from '../server/jobs/due-work.js'
import { DEADLINE_JOBS } from '../server/jobs/periodic-jobs.js'
import { createLog } from '../server/log.js'
import { readVocabulary } from '../server/vocabulary.js'
import { growCounty } from './county.js'
import type { Line } from './table.js'
import { visitCounty } from './visit-county.js'

const FIRMS = 20_000
const VISITS = 1_000_000
const DUE = 1000
/** A working day on which the digest goes out as well. */
const NOW = new Date('2026-03-20T17:40:00+08:00')

export async function measureDailyJobs(dir: string): Promise<Line[]> {
  mkdirSync(dir, { recursive: true })
  const store = await openStore(join(dir, 'shuangsuiji.db'))
  await importSample(store, new Date('2026-01-05T09:00:00+08:00'))
  await growCounty(store, FIRMS)
  await visitCounty(store, VISITS, DUE)
  const lines = await runJobs(store)
  await store.close()
  const total = lines.reduce((sum, { value }) => sum + value, 0)
  return [
    ...lines,
    { what: `daily jobs over ${VISITS} visits, ${DUE} due`, value: total, unit: 'ms', atMost: 1000 },
  ]
}

async function runJobs(store: Store): Promise<Line[]> {
  const work: DueWork = {
    ...{
      store,
      platforms: new Map() as Platforms,
      calendar: createCalendarSource(),
      log: createLog('silent'),
    },
    office: { zone: 'Asia/Shanghai', publicUrl: null, vocabulary: readVocabulary() },
  }
  const lines: Line[] = []
  for (const [name, job] of Object.entries(DEADLINE_JOBS)) {
    const started = performance.now()
    await job(work, NOW)
    lines.push({ what: `daily job ${name}`, value: performance.now() - started, unit: 'ms' })
  }
  return lines
}
