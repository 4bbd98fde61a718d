/** Takes up the jobs that are queued, one after another; what fails is tried again, or given up and told. */
import { randomBytes } from 'node:crypto'
import { deliver, tellAdmins } from '../../bot/delivery.js'
import { createLoop, type Loop } from '../../bot/loop.js'
import { messages } from '../../commands/messages.js'
import type { ChatRef, Job, JobKind, Tx } from '../../db/store.js'
import { tellFailedRules } from './credit-jobs.js'
import { DIGEST_JOBS } from './digest-jobs.js'
import { doJob, type JobOptions } from './do-job.js'
import { FORM_JOBS } from './form-jobs.js'
import { giveUpImport, IMPORT_JOBS } from './import-jobs.js'

/** A preview or a freeze is given up after this many failures; what has its witnesses, and the rating of firms, never is. */
const ATTEMPTS = 3
const WITNESSED: JobKind[] = ['run', 'announce', 'replace']
const isWitnessed = ({ kind }: Job) => WITNESSED.includes(kind)
const isKeptAt = (job: Job) => isWitnessed(job) || job.kind === 'credit'
const LONGEST_PAUSE = 600_000

export function createJobRunner(options: JobOptions): Loop {
  const { store } = options
  /** When a job that failed may be tried again, in real milliseconds; a restart tries at once. */
  const notBefore = new Map<number, number>()
  const loop = createLoop(() =>
    drain().catch((error) => options.log.error({ error: String(error) }, 'jobs stopped')),
  )

  async function drain(): Promise<void> {
    for (;;) {
      const queued = await store.read((view) => view.jobs.queued())
      const job = queued.find(
        (one) => options.takes(one.kind) && (notBefore.get(one.id) ?? 0) <= Date.now() && isNext(one, queued),
      )
      if (!job || loop.stopped) return
      await attempt(job)
    }
  }

  async function attempt(job: Job): Promise<void> {
    try {
      await doJob(job, options)
      notBefore.delete(job.id)
      options.wake()
    } catch (error) {
      const attempts = await giveUpOrWait(job, options, error)
      const pause = Math.min(1000 * 2 ** (attempts ?? 0), LONGEST_PAUSE)
      notBefore.set(job.id, Date.now() + pause)
      setTimeout(loop.wake, pause).unref()
    }
  }

  return loop
}

/** What a draw's witnesses wait for is said in its order, even where a part has to be tried again. */
function isNext(job: Job, queued: Job[]): boolean {
  const before = queued.filter((one) => one.id < job.id && one.subject === job.subject)
  return !isWitnessed(job) || !before.some(isWitnessed)
}

/** Answers how often it has failed, or null once it is given up and everybody concerned is told. */
async function giveUpOrWait(job: Job, options: JobOptions, error: unknown): Promise<number | null> {
  const reference = `J-${job.id}-${randomBytes(2).toString('hex')}`
  const detail = error instanceof Error ? error.stack : String(error)
  options.log.error({ reference, job: job.id, kind: job.kind, error: detail }, 'job failed')
  const attempts = await options.store.write(async (tx) => {
    const failed = await tx.jobs.failed(job.id)
    if (failed === ATTEMPTS) await giveUp(tx, job, options, reference)
    return failed
  })
  options.wake()
  return attempts >= ATTEMPTS && !isKeptAt(job) && job.kind !== 'import-apply' ? null : attempts
}

async function giveUp(tx: Tx, job: Job, options: JobOptions, reference: string): Promise<void> {
  const now = options.now()
  if (isKeptAt(job)) return tellAdmins(tx, options.platforms, messages.service.jobStuck(reference), now)
  if (IMPORT_JOBS.includes(job.kind)) {
    const told = await giveUpImport(tx, job, reference)
    if ('stuck' in told) return tellAdmins(tx, options.platforms, told.stuck, now)
    await tx.jobs.end(job.id, 'failed')
    return deliver(tx, options.platforms, told, now)
  }
  await tx.jobs.end(job.id, 'failed')
  if (job.kind === 'credit-rules') return deliver(tx, options.platforms, tellFailedRules(job, reference), now)
  // Its text was sent before.
  if (DIGEST_JOBS.includes(job.kind)) return
  if (FORM_JOBS.includes(job.kind)) {
    const { chat } = job.payload as { chat: ChatRef | null }
    const to = chat ? { chat } : { group: 'office' as const }
    return deliver(tx, options.platforms, [{ to, content: { text: messages.form.failed(reference) } }], now)
  }
  if (job.kind === 'preview' || job.kind === 'proof' || job.kind === 'verify') {
    const { chat } = job.payload as { chat: ChatRef }
    const preview = job.kind === 'preview'
    const text = preview ? messages.preview.failed(job.subject, reference) : messages.proof.failed(reference)
    return deliver(tx, options.platforms, [{ to: { chat }, content: { text } }], now)
  }
  const draw = (await tx.draws.get(Number(job.subject)))!
  const text = messages.draw.failedWork(draw.plan, reference)
  await tx.draws.advance(draw.id, draw.version, { state: 'refused', cause: text })
  await deliver(tx, options.platforms, [{ to: { chat: draw.chat }, content: { text } }], now)
}
