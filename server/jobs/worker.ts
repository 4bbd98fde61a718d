/** The worker thread: reads a snapshot, computes one task, hands back a small result; it never writes to the database. */
import { parentPort, workerData } from 'node:worker_threads'
import { createFileStore } from '../../db/files.js'
import { openStore } from '../../db/open.js'
import { type WorkerTask, workerTasks } from './worker-tasks.js'

export interface WorkerData {
  task: WorkerTask
  input: unknown
  databaseUrl: string
  filesDir: string
}

async function work({ task, input, databaseUrl, filesDir }: WorkerData): Promise<unknown> {
  const store = await openStore(databaseUrl, { readonly: true })
  try {
    return await workerTasks[task](store, createFileStore(filesDir), input as never)
  } finally {
    await store.close()
  }
}

parentPort?.postMessage(await work(workerData as WorkerData))
