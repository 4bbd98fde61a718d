/** Takes up the jobs that commands asked for, one after another, and enters their results. */
import { randomBytes } from 'node:crypto'
import type { CalendarSource } from '../../bot/calendar-source.js'
import { deliver, type Platforms, tellAdmins } from '../../bot/delivery.js'
import { createLoop, type Loop } from '../../bot/loop.js'
import type { Notice, OfficeSettings } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import { officeDay } from '../../commands/rules/office-time.js'
import type { ChatRef, Job, JobKind, Store, Tx } from '../../db/store.js'
import { enterCommit, enterRefusal, nextDrawNo, spanOf } from '../draw/commit.js'
import { enterReplacements } from '../draw/enter-replacements.js'
import { enterResult } from '../draw/enter-result.js'
import type { Log } from '../log.js'
import { answerProof } from './answer-proof.js'
import { doImportJob, giveUpImport, IMPORT_JOBS } from './import-jobs.js'
import type { StartWorker } from './worker-thread.js'

export interface JobOptions {
  store: Store
  platforms: Platforms
  office: OfficeSettings
  calendar: CalendarSource
  now: () => Date
  startWorker: StartWorker
  /** A private folder for what an import keeps on its way. */
  stagingDir: string
  /** Which jobs this runner takes: imports have one of their own, since they last. */
  takes: (kind: JobKind) => boolean
  /** Called after a commit that may have queued messages. */
  wake: () => void
  log: Log
}

/** A preview or a freeze is given up after this many failures; what has its witnesses never is. */
const ATTEMPTS = 3
const isWitnessed = ({ kind }: Job) => kind === 'run' || kind === 'replace'
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
      const job = queued.find((one) => options.takes(one.kind) && (notBefore.get(one.id) ?? 0) <= Date.now())
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

function doJob(job: Job, options: JobOptions): Promise<void> {
  if (IMPORT_JOBS.includes(job.kind))
    return doImportJob(job, options, (change) => enter(job, options, change))
  if (job.kind === 'preview') return doPreview(job, options)
  if (job.kind === 'replace') return doReplace(job, options)
  if (job.kind === 'proof' || job.kind === 'verify') return doAnswer(job, options)
  return job.kind === 'freeze' ? doFreeze(job, options) : doRun(job, options)
}

async function doPreview(job: Job, options: JobOptions): Promise<void> {
  const { chat } = job.payload as { chat: ChatRef }
  const span = await options.store.read((view) => findSpan(view, job.subject, options))
  const found = await options.startWorker('preview', { plan: job.subject, ...span })
  const text =
    'refused' in found ? messages.draw.refused(job.subject, found.refused) : messages.preview.text(found)
  await enter(job, options, async () => [{ to: { chat }, content: { text } }])
}

async function doAnswer(job: Job, options: JobOptions): Promise<void> {
  const { chat } = job.payload as { chat: ChatRef }
  const content = await answerProof(job, options.startWorker, options.office.publicUrl)
  await enter(job, options, async () => [{ to: { chat }, content }])
}

async function doFreeze(job: Job, options: JobOptions): Promise<void> {
  const today = officeDay(options.now(), options.office.zone)
  const input = await options.store.read(async (view) => {
    const draw = (await view.draws.get(Number(job.subject)))!
    const drawNo = await nextDrawNo(view, today)
    return { draw, drawNo, plan: draw.plan, ...(await findSpan(view, draw.plan, options)) }
  })
  const { draw, ...task } = input
  const found = await options.startWorker('freeze', task)
  await enter(job, options, async (tx, entered) => {
    // Somebody may have changed the draw while the worker was at it.
    if ((await tx.draws.get(draw.id))?.version !== draw.version) return []
    if ('refused' in found) return enterRefusal(tx, draw, found)
    const same =
      officeDay(entered, options.office.zone) === today && (await nextDrawNo(tx, today)) === task.drawNo
    if (!same) throw new Error(`${task.drawNo} is no longer the next number, or the day is over`)
    return enterCommit(tx, draw, task.drawNo, found, today, entered, options.office.zone)
  })
}

async function doRun(job: Job, options: JobOptions): Promise<void> {
  const drawId = Number(job.subject)
  const { zone, publicUrl } = options.office
  const draw = (await options.store.read((view) => view.draws.get(drawId)))!
  const moment = { now: options.now().toISOString(), zone }
  const result = await options.startWorker('run', { drawId, ...moment, publicUrl })
  await enter(job, options, async (tx, now) => {
    if ((await tx.draws.get(drawId))?.version !== draw.version) return []
    const calendar = await options.calendar(tx)
    return enterResult(tx, draw, result, { now, today: officeDay(now, zone), calendar, publicUrl })
  })
}

async function doReplace(job: Job, options: JobOptions): Promise<void> {
  const drawId = Number(job.subject)
  const result = await options.startWorker('replace', { drawId })
  await enter(job, options, async (tx) => {
    const calendar = await options.calendar(tx)
    const now = options.now()
    return enterReplacements(tx, drawId, result, {
      now,
      today: officeDay(now, options.office.zone),
      calendar,
    })
  })
}

async function findSpan(
  view: Parameters<CalendarSource>[0],
  planNo: string,
  { calendar, now, office }: JobOptions,
): Promise<ReturnType<typeof spanOf>> {
  const plan = await view.plans.get(planNo)
  if (!plan) throw new Error(`plan ${planNo} is gone`)
  return spanOf(plan, officeDay(now(), office.zone), await calendar(view))
}

/** The result's own transaction, all at one moment: a job that is no longer queued changes nothing. */
async function enter(
  job: Job,
  options: JobOptions,
  change: (tx: Tx, now: Date) => Promise<Notice[]>,
): Promise<void> {
  await options.store.write(async (tx) => {
    if ((await tx.jobs.get(job.id))?.state !== 'queued') return
    const now = options.now()
    const notices = await change(tx, now)
    await tx.jobs.end(job.id, 'done')
    await deliver(tx, options.platforms, notices, now)
  })
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
  return attempts >= ATTEMPTS && !isWitnessed(job) && job.kind !== 'import-apply' ? null : attempts
}

async function giveUp(tx: Tx, job: Job, options: JobOptions, reference: string): Promise<void> {
  const now = options.now()
  if (isWitnessed(job)) return tellAdmins(tx, options.platforms, messages.service.jobStuck(reference), now)
  if (IMPORT_JOBS.includes(job.kind)) {
    const told = await giveUpImport(tx, job, reference)
    if ('stuck' in told) return tellAdmins(tx, options.platforms, told.stuck, now)
    await tx.jobs.end(job.id, 'failed')
    return deliver(tx, options.platforms, told, now)
  }
  await tx.jobs.end(job.id, 'failed')
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
