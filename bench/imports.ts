/** How long large files of firms take to come in, what they need, and how long they keep everybody else waiting. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openStore } from '../db/open.js'
import type { Firm } from '../db/store.js'
import { importSample } from '../server/demo.js'
import { everyFirm } from './county.js'
import { writeFirmsCsv, writeFirmsWorkbook } from './firm-files.js'
import type { ImportFigures, ImportTask } from './import-task.js'
import type { Line } from './table.js'

export async function measureImports(dir: string): Promise<Line[]> {
  mkdirSync(dir, { recursive: true })
  const sample = await readSample(join(dir, 'sample.db'))
  const csv = { dir: join(dir, 'csv'), path: join(dir, 'firms.csv') }
  await writeFirmsCsv(csv.path, sample, 1_000_000)
  const xlsx = { dir: join(dir, 'xlsx'), path: join(dir, 'firms.xlsx') }
  await writeFirmsWorkbook(xlsx.path, sample, 100_000)
  return [
    ...linesFor('CSV', await bring(csv), { seconds: 60, memory: 400 }),
    ...linesFor('.xlsx', await bring(xlsx), { seconds: 20, memory: 600 }),
  ]
}

async function readSample(path: string): Promise<Firm[]> {
  const store = await openStore(path)
  await importSample(store, new Date())
  const firms = await store.read(everyFirm)
  await store.close()
  return firms
}

async function bring(task: ImportTask): Promise<ImportFigures> {
  mkdirSync(task.dir)
  const child = fork(fileURLToPath(new URL('./import-task.js', import.meta.url)))
  const ended = once(child, 'exit')
  child.send(task)
  const answer = await Promise.race([once(child, 'message'), ended.then(() => null)])
  if (answer === null) throw new Error('the import did not come to its end')
  await ended
  return answer[0] as ImportFigures
}

function linesFor(
  what: string,
  { firms, seconds, cpu, checked, memory, delay }: ImportFigures,
  goal: { seconds: number; memory: number },
): Line[] {
  const file = `import of ${firms.toLocaleString('en')} firms from ${what}`
  return [
    { what: file, value: seconds, unit: 's', atMost: goal.seconds },
    { what: `${file}: processors' time`, value: cpu, unit: 's' },
    { what: `${file}: until the first goes in`, value: checked, unit: 's' },
    { what: `${file}: peak memory`, value: memory, unit: 'MB', atMost: goal.memory },
    { what: `${file}: main loop's delay p99`, value: delay.p99, unit: 'ms', atMost: 50 },
    { what: `${file}: main loop's longest delay`, value: delay.max, unit: 'ms' },
  ]
}
