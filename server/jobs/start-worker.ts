/** Starts one task in a worker thread of its own, from compiled JavaScript, and answers its result. */
import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { packageRoot } from '../package-root.js'
import type { WorkerData } from './worker.js'
import type { TaskInput, TaskResult, WorkerTask } from './worker-tasks.js'

export type StartWorker = <T extends WorkerTask>(task: T, input: TaskInput<T>) => Promise<TaskResult<T>>

/** @throws whatever the task threw, or that the thread ended without an answer. */
export function createStartWorker(places: { databaseUrl: string; filesDir: string }): StartWorker {
  const file = new URL('dist/server/jobs/worker.js', packageRoot)
  if (!existsSync(file)) throw new Error(`${file.pathname} is missing: run "npm run build"`)
  return (task, input) =>
    new Promise((resolve, reject) => {
      const workerData: WorkerData = { task, input, ...places }
      // Flags of the main program, a debugger or a loader, are not the worker's.
      const worker = new Worker(file, { workerData, execArgv: [] })
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) =>
        reject(new Error(`worker for ${task} ended with ${code} before it answered`)),
      )
    })
}
