/** The thread for long work, from compiled JavaScript: started when first needed and kept a while, since a start costs most. */
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { type ResourceLimits, Worker } from 'node:worker_threads'
import { packageRoot } from '../package-root.js'
import type { WorkerOrder, WorkerPlaces } from './worker.js'
import type { TaskInput, TaskResult, WorkerTask } from './worker-tasks.js'

/** @param patience milliseconds after which the task is given up */
export type StartWorker = <T extends WorkerTask>(
  task: T,
  input: TaskInput<T>,
  patience?: number,
) => Promise<TaskResult<T>>

/** The task took longer than its patience; its thread was ended. */
export class TookTooLong extends Error {}

export interface WorkerThread {
  /** One task after another. @throws whatever the task threw, TookTooLong, or that the thread ended without an answer. */
  startWorker: StartWorker
  stop(): Promise<void>
}

/** Milliseconds: witnesses mostly speak soon after the commitment. */
const KEPT_IDLE = 600_000
/** Megabytes of its heap, several times what a million firms take: beyond, the thread ends with an error, not the bot. */
const MOST_HEAP = 1024

interface ThreadOptions {
  /** Of the thread's memory: a task that needs more is lost, the program goes on. */
  limits?: ResourceLimits
  /** Milliseconds that the thread is kept for a next task. */
  keptIdle?: number
}

export function createWorkerThread(
  places: WorkerPlaces,
  { limits, keptIdle = KEPT_IDLE }: ThreadOptions = {},
): WorkerThread {
  const file = new URL('dist/server/jobs/worker.js', packageRoot)
  if (!existsSync(file)) throw new Error(`${file.pathname} is missing: run "npm run build"`)
  let thread: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()

  function openThread(): Worker {
    // Flags of the main program, a debugger or a loader, are not the worker's.
    const opened = new Worker(file, {
      workerData: places,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP, ...limits },
    })
    opened.once('exit', () => {
      if (thread === opened) thread = undefined
    })
    return opened
  }

  async function perform(order: WorkerOrder, patience: number | undefined): Promise<unknown> {
    clearTimeout(idle)
    thread ??= openThread()
    const worker = thread
    const ended = new AbortController()
    const abort = (code: number) =>
      ended.abort(new Error(`the worker for ${order.task} ended with ${code} before it answered`))
    worker.once('exit', abort)
    const giveUp = () => ended.abort(new TookTooLong(`${order.task} took more than ${patience} ms`))
    const patient = patience === undefined ? undefined : setTimeout(giveUp, patience)
    try {
      worker.postMessage(order)
      const [answer] = await once(worker, 'message', { signal: ended.signal })
      return answer
    } catch (error) {
      const reason: unknown = ended.signal.reason
      if (!(reason instanceof TookTooLong)) throw error
      await stop()
      throw reason
    } finally {
      clearTimeout(patient)
      worker.off('exit', abort)
      idle = setTimeout(stop, keptIdle).unref()
    }
  }

  async function stop(): Promise<void> {
    clearTimeout(idle)
    const ending = thread
    // What is asked for meanwhile gets a new one.
    thread = undefined
    await ending?.terminate()
  }

  return {
    startWorker(task, input, patience) {
      const result = last.then(() => perform({ task, input }, patience))
      last = result.catch(() => undefined)
      return result as Promise<never>
    },
    stop,
  }
}
