/** The jobs behind /template and /import: a file is weighed by a worker, and what was approved goes in here, step by step. */
import { rm } from 'node:fs/promises'
import type { Notice } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import {
  type ImportKind,
  type TemplateKind,
  tables,
  templates,
} from '../../commands/registries/kinds/kinds.js'
import { showImport } from '../../commands/registries/show-import.js'
import type { ChatRef, ImportRequest, Job, JobKind, Tx } from '../../db/store.js'
import { applyRecords } from '../import/apply-records.js'
import { openStaging } from '../import/open-staging.js'
import { type Unweighable, type Weighed, weighInWorker } from '../import/weigh-import.js'
import type { JobOptions } from './do-job.js'

export const IMPORT_JOBS: JobKind[] = ['template', 'import-check', 'import-apply']

/** The transaction of a job's end. */
type Enter = (change: (tx: Tx, now: Date) => Promise<Notice[]>) => Promise<void>

export async function doImportJob(job: Job, options: JobOptions, enter: Enter): Promise<void> {
  if (job.kind === 'template') return sendTemplate(job, options, enter)
  const request = (await options.store.read((view) => view.importRequests.get(Number(job.subject))))!
  const folder = await openStaging(options.stagingDir)
  try {
    const { file } = request
    // What was begun is ended, whatever has come into the register since.
    const fullness = request.fullness !== 'no' && request.state === 'applying' ? 'forced' : request.fullness
    const kind = request.kind as ImportKind
    const found = await weighInWorker(options.startWorker, { kind, file, fullness, folder })
    if (job.kind === 'import-check') await enter((tx, now) => show(tx, request, found, now))
    else await apply(request, found, options, enter)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function sendTemplate(job: Job, { startWorker }: JobOptions, enter: Enter): Promise<void> {
  const { chat } = job.payload as { chat: ChatRef }
  const kind = job.subject as TemplateKind
  const file = await startWorker('template', { kind })
  const text = sentText(kind)
  await enter(async () => [{ to: { chat }, content: { text, files: [file] } }])
}

const sentText = (kind: TemplateKind) =>
  kind === 'credit-rules'
    ? messages.creditRules.templateSent(templates[kind].title)
    : messages.template.sent(templates[kind].title)

type Found = Weighed | Unweighable

/** Somebody may have dropped it while the worker was at it. */
async function show(tx: Tx, { id, version }: ImportRequest, found: Found, now: Date): Promise<Notice[]> {
  const request = await tx.importRequests.get(id)
  return request?.version === version ? showAnew(tx, request, found, now, (text) => text) : []
}

async function showAnew(
  tx: Tx,
  request: ImportRequest,
  found: Found,
  now: Date,
  words: (text: string) => string,
): Promise<Notice[]> {
  const { id, version, askedBy } = request
  if ('why' in found || isNothing(found)) {
    await tx.importRequests.advance(id, version, { state: 'refused' })
    const files = 'why' in found || !found.refused ? [] : [found.refused]
    return [{ to: { person: askedBy }, content: { text: refusalOf(request, found), files } }]
  }
  const { unchanged: _, ...plan } = found.tally
  const shown = { state: 'waiting', plan, shownAt: now.toISOString(), decidedBy: null } as const
  await tx.importRequests.advance(id, version, shown)
  return showImport(tx, request, words(summaryOf(request, found)), found.refused)
}

function isNothing({ tally: { added, changed, gone } }: Weighed): boolean {
  return added + changed + gone === 0
}

function refusalOf(request: ImportRequest, found: Found): string {
  const { title } = tables[request.kind as ImportKind]
  if (!('why' in found))
    return messages.imports.nothing(summaryOf(request, found), found.tally.unchanged + found.faults)
  const refusal = messages.imports.refused(request, title, found.why)
  return found.forceable ? `${refusal}\n${messages.imports.canForce(title)}` : refusal
}

function summaryOf(request: ImportRequest, found: Weighed): string {
  const { tally, faults, problems, examples, refused, checked } = found
  const shown = { faults, problems, examples, refused: refused !== null, notes: checked.notes }
  return messages.imports.summary(request, tables[request.kind as ImportKind].title, { ...tally, ...shown })
}

/** Once it is `applying` it is gone through with: after a crash the rest differs from what was approved. */
async function apply(request: ImportRequest, found: Found, options: JobOptions, enter: Enter): Promise<void> {
  const begun = request.state === 'applying' ? request : await begin(request, found, options)
  if (begun === null) return enter((tx, now) => showAnew(tx, request, found, now, messages.imports.again))
  if ('why' in found) throw new Error(`import ${request.id} was begun and cannot be ended: ${found.why}`)
  const { staged, checked, gone } = found
  const kind = request.kind as ImportKind
  const people = { actor: request.decidedBy!, askedBy: request.askedBy }
  const job = { kind, staged, checked, gone, at: options.now().toISOString(), ...people }
  await applyRecords(options.store, job, { dry: false })
  const text = messages.imports.applied(request, tables[kind].title)
  await enter(async (tx) => {
    await tx.importRequests.advance(begun.id, begun.version, { state: 'applied' })
    const told = [...new Set([people.askedBy, people.actor])]
    return told.map((person) => ({ to: { person }, content: { text } }))
  })
}

/** @returns null when it would change something else than what was approved */
async function begin(
  request: ImportRequest,
  found: Found,
  { store }: JobOptions,
): Promise<ImportRequest | null> {
  if ('why' in found || found.tally.changes !== request.plan!.changes) return null
  const { id, version } = request
  await store.write((tx) => tx.importRequests.advance(id, version, { state: 'applying' }))
  return { ...request, version: version + 1 }
}

/** @returns what administrators are told where it is not given up, since half of it may be in the registers */
export async function giveUpImport(
  tx: Tx,
  job: Job,
  reference: string,
): Promise<Notice[] | { stuck: string }> {
  if (job.kind === 'template') {
    const { chat } = job.payload as { chat: ChatRef }
    return [{ to: { chat }, content: { text: messages.template.failed(reference) } }]
  }
  const { id, version, state, askedBy } = (await tx.importRequests.get(Number(job.subject)))!
  if (state === 'applying') return { stuck: messages.imports.stuck(id, reference) }
  if (state === 'checking' || state === 'approved')
    await tx.importRequests.advance(id, version, { state: 'failed' })
  return [{ to: { person: askedBy }, content: { text: messages.imports.failed(id, reference) } }]
}
