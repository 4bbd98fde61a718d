/** The clock: node-cron only ticks; what is due is decided from the database, so a restart loses and doubles nothing. */
import { schedule } from 'node-cron'
import type { DueWork, PeriodicJob } from './due-work.js'

export interface Ticker {
  /** Does everything that is due at this moment. */
  tick(): Promise<void>
  start(): void
  stop(): Promise<void>
}

/**
 * @param lanes jobs of one lane run one after another; a long job has a lane of its own, so that no deadline waits for it.
 * @param wake called after each round, as it may have queued messages.
 * @param pattern when it ticks, as node-cron reads it: each minute unless said otherwise.
 */
export function createTicker(
  lanes: Record<string, PeriodicJob>[],
  work: DueWork,
  now: () => Date,
  wake: () => void,
  pattern = '* * * * *',
): Ticker {
  const all = lanes.map((jobs) => createLane(jobs, work, now, wake, pattern))
  return {
    tick: async () => void (await Promise.all(all.map((lane) => lane.tick()))),
    start() {
      for (const lane of all) lane.start()
    },
    stop: async () => void (await Promise.all(all.map((lane) => lane.stop()))),
  }
}

function createLane(
  jobs: Record<string, PeriodicJob>,
  work: DueWork,
  now: () => Date,
  wake: () => void,
  pattern: string,
): Ticker {
  let running: Promise<void> = Promise.resolve()
  let task: ReturnType<typeof schedule> | undefined

  async function round(): Promise<void> {
    for (const [name, job] of Object.entries(jobs)) {
      try {
        await job(work, now())
      } catch (error) {
        // One job's failure must not keep the others from their deadlines; it is due again in a minute.
        const detail = error instanceof Error ? error.stack : String(error)
        work.log.error({ job: name, error: detail }, 'periodic job failed')
      }
    }
    wake()
  }

  function tick(): Promise<void> {
    running = running.then(round)
    return running
  }

  return {
    tick,
    start() {
      // What a missed tick left undone is due at the next one.
      task = schedule(pattern, () => tick(), { noOverlap: true, suppressMissedWarning: true })
    },
    async stop() {
      await task?.destroy()
      await running
    },
  }
}
