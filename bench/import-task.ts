/** Imports one file of firms in a process of its own, as the bot would, and tells how long it took and how much it held. */
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openStore } from '../db/open.js'
import { checkInWorker, checkThread } from '../server/import/answer-check.js'
import { importFile } from '../server/import/import-file.js'
import { createWorkerThread } from '../server/jobs/worker-thread.js'

export interface ImportTask {
  dir: string
  path: string
}

export interface ImportFigures {
  firms: number
  seconds: number
  /** Seconds that the processors worked for it, whoever else they worked for. */
  cpu: number
  /** Seconds until the first record went in. */
  checked: number
  /** Highest resident memory in megabytes, of the main thread and the worker together. */
  memory: number
  /** The main loop's delay while the records go in, in milliseconds. */
  delay: { p99: number; max: number }
}

async function run({ dir, path }: ImportTask): Promise<ImportFigures> {
  const databaseUrl = join(dir, 'imported.db')
  const store = await openStore(databaseUrl)
  const worker = createWorkerThread({ databaseUrl, filesDir: dir }, checkThread)
  const loop = monitorEventLoopDelay({ resolution: 1 })
  const before = process.cpuUsage()
  const started = performance.now()
  const since = () => (performance.now() - started) / 1000
  let checked = 0
  const report = await importFile(store, 'firms', path, new Date(), 'system', {
    dryRun: false,
    stagingDir: dir,
    check: checkInWorker(worker.startWorker),
    onProgress() {
      checked ||= since()
      loop.enable()
    },
  })
  const seconds = since()
  const { user, system } = process.cpuUsage(before)
  loop.disable()
  if (report.faults[0]) throw new Error(JSON.stringify(report.faults[0]))
  await worker.stop()
  await store.close()
  return {
    firms: report.added,
    seconds,
    cpu: (user + system) / 1e6,
    checked,
    memory: process.resourceUsage().maxRSS / 1024,
    delay: { p99: loop.percentile(99) / 1e6, max: loop.max / 1e6 },
  }
}

process.once('message', (task: ImportTask) => {
  void run(task).then((figures) => process.send?.(figures, () => process.disconnect()))
})
