/** The long work that is done beside the main loop, by name. */
import type { FileStore } from '../../db/files.js'
import type { Store } from '../../db/store.js'
import { freezeDraw, previewPlan } from '../draw/freeze.js'
import { runDraw } from '../draw/run.js'

export const workerTasks = {
  preview: (store: Store, _: FileStore, input: Parameters<typeof previewPlan>[1]) =>
    previewPlan(store, input),
  freeze: freezeDraw,
  run: runDraw,
}

export type WorkerTask = keyof typeof workerTasks
export type TaskInput<T extends WorkerTask> = Parameters<(typeof workerTasks)[T]>[2]
export type TaskResult<T extends WorkerTask> = Awaited<ReturnType<(typeof workerTasks)[T]>>
