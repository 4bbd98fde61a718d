/** How each kind of job is done: the worker works it out, and a transaction of its own enters the result. */
import type { CalendarSource } from '../../bot/calendar-source.js'
import { deliver, type Platforms } from '../../bot/delivery.js'
import type { Content, Notice, OfficeSettings } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import { previewApproval } from '../../commands/plans/preview-approval.js'
import { tellWaitingImports } from '../../commands/registries/waiting-imports.js'
import { officeDay } from '../../commands/rules/office-time.js'
import type { ChatRef, Draw, Job, JobKind, Store, Tx } from '../../db/store.js'
import { enterCommit, enterRefusal, nextDrawNo, spanOf } from '../draw/commit.js'
import { enterReplacements } from '../draw/enter-replacements.js'
import { enterResult } from '../draw/enter-result.js'
import type { FindProof } from '../draw/find-proof.js'
import type { Previewed, Refused } from '../draw/freeze.js'
import { tellPlatformDraw } from '../draw/tell-platform-draw.js'
import { tellResult } from '../draw/tell-result.js'
import type { Log } from '../log.js'
import { answerProof } from './answer-proof.js'
import { doCreditJob } from './credit-jobs.js'
import { doDigestJob } from './digest-jobs.js'
import { doFormJob } from './form-jobs.js'
import { doImportJob } from './import-jobs.js'
import { tellOvertaken } from './tell-overtaken.js'
import type { StartWorker } from './worker-thread.js'

export interface JobOptions {
  store: Store
  platforms: Platforms
  office: OfficeSettings
  calendar: CalendarSource
  now: () => Date
  startWorker: StartWorker
  findProof: FindProof
  /** A private folder for what an import keeps on its way. */
  stagingDir: string
  /** Which jobs a runner takes: imports and checks of proofs have their own, since they last. */
  takes: (kind: JobKind) => boolean
  /** Called after a commit that may have queued messages. */
  wake: () => void
  log: Log
}

/** The result goes out without pictures where they have failed so often. */
const PICTURE_ATTEMPTS = 2

const DOERS: Record<JobKind, (job: Job, options: JobOptions) => Promise<void>> = {
  preview: doPreview,
  freeze: doFreeze,
  run: doRun,
  announce: doAnnounce,
  replace: doReplace,
  proof: doAnswer,
  verify: doAnswer,
  template: doImport,
  form: doForm,
  'form-template': doForm,
  export: doForm,
  bulletin: doForm,
  credit: doCredit,
  'credit-rules': doCredit,
  digest: (job, options) => doDigestJob(job, options, (change) => enter(job, options, change)),
  'import-check': doImport,
  'import-apply': doImport,
}

/** Has the job worked out by the worker and enters what was found. @throws whatever went wrong; then nothing is entered */
export function doJob(job: Job, options: JobOptions): Promise<void> {
  return DOERS[job.kind](job, options)
}

async function doPreview(job: Job, options: JobOptions): Promise<void> {
  const { chat, approval } = job.payload as { chat: ChatRef; approval?: true }
  const span = await options.store.read((view) => findSpan(view, job.subject, options))
  const found = await options.startWorker('preview', { plan: job.subject, ...span })
  await enter(job, options, async (tx, now) => {
    const plan = await tx.plans.get(job.subject)
    const today = officeDay(now, options.office.zone)
    const numbers = 'refused' in found ? found : found.summary
    const content =
      approval && plan ? await previewApproval(tx, plan, numbers, today) : await tellPreview(tx, job, found)
    return [{ to: { chat }, content }]
  })
}

async function tellPreview(tx: Tx, { subject }: Job, found: Previewed | Refused): Promise<Content> {
  if ('refused' in found) return { text: messages.draw.refused(subject, found.refused) }
  const waits = found.shared.length > 0 ? [messages.rivals.inPreview(subject, found.shared)] : []
  const lines = [messages.preview.text(found.summary), ...waits, ...(await tellWaitingImports(tx))]
  return { text: lines.join('\n') }
}

function doImport(job: Job, options: JobOptions): Promise<void> {
  return doImportJob(job, options, (change) => enter(job, options, change))
}

function doCredit(job: Job, options: JobOptions): Promise<void> {
  return doCreditJob(job, options, (change) => enter(job, options, change))
}

function doForm(job: Job, options: JobOptions): Promise<void> {
  return doFormJob(job, options, (change) => enter(job, options, change))
}

async function doAnswer(job: Job, options: JobOptions): Promise<void> {
  const { chat } = job.payload as { chat: ChatRef }
  const content = await answerProof(job, options)
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
    if ((await tx.draws.get(draw.id))?.version !== draw.version)
      return tellOvertaken(tx, draw, job, options.log)
    if ('refused' in found) return enterRefusal(tx, draw, found)
    const same =
      officeDay(entered, options.office.zone) === today && (await nextDrawNo(tx, today)) === task.drawNo
    if (!same) throw new Error(`${task.drawNo} is no longer the next number, or the day is over`)
    return enterCommit(tx, draw, task.drawNo, found, today, entered, options.office.zone)
  })
}

async function doRun(job: Job, options: JobOptions): Promise<void> {
  const drawId = Number(job.subject)
  const draw = (await options.store.read((view) => view.draws.get(drawId)))!
  const result = await options.startWorker('run', { drawId })
  await enter(job, options, async (tx, now) => {
    if ((await tx.draws.get(drawId))?.version !== draw.version)
      return tellOvertaken(tx, draw, job, options.log)
    const calendar = await options.calendar(tx)
    return enterResult(tx, draw, result, { now, today: officeDay(now, options.office.zone), calendar })
  })
}

async function doAnnounce(job: Job, options: JobOptions): Promise<void> {
  const drawId = Number(job.subject)
  const { zone, publicUrl } = options.office
  const drawn = await options.store.read((view) => view.draws.get(drawId))
  if (drawn?.elsewhere) return enter(job, options, (tx, now) => tellElsewhere(tx, drawn, options, now))
  const pictures = job.attempts < PICTURE_ATTEMPTS
  const attachments = await options.startWorker('announce', { drawId, zone, publicUrl, pictures })
  await enter(job, options, async (tx, now) => {
    const draw = (await tx.draws.get(drawId))!
    return tellResult(tx, draw, attachments, { today: officeDay(now, zone), publicUrl })
  })
}

/** Nothing is made for it: the papers of a draw say how it was drawn here. */
async function tellElsewhere(
  tx: Tx,
  draw: Draw,
  { calendar, office }: JobOptions,
  now: Date,
): Promise<Notice[]> {
  return tellPlatformDraw(tx, draw, { today: officeDay(now, office.zone), calendar: await calendar(tx) })
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
