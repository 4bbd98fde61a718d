/** The worker thread: reads a snapshot, computes a task, hands back a small result; it never writes to the database. */
import { parentPort, workerData } from 'node:worker_threads'
import { createFileStore } from '../../db/files.js'
import { openStore } from '../../db/open.js'
import { type WorkerTask, workerTasks } from './worker-tasks.js'

export interface WorkerPlaces {
  databaseUrl: string
  filesDir: string
}

export interface WorkerOrder {
  task: WorkerTask
  input: unknown
}

async function work({ task, input }: WorkerOrder): Promise<unknown> {
  const { databaseUrl, filesDir } = workerData as WorkerPlaces
  const store = await openStore(databaseUrl, { readonly: true })
  try {
    return await workerTasks[task](store, createFileStore(filesDir), input as never)
  } finally {
    await store.close()
  }
}

// A task that throws ends the thread, with its error; the next one gets a new thread.
parentPort?.on('message', async (order: WorkerOrder) => parentPort?.postMessage(await work(order)))
