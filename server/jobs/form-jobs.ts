/** The jobs that hand out files on request: the forms of visits, an office's own template taken or refused, an export of results, a bulletin. */
import type { Notice } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import { FORM_NAMES, type FormKind, formSetting } from '../../commands/visits/forms.js'
import type { ChatRef, FileRef, Job, JobKind, Tx } from '../../db/store.js'
import type { ExportInput } from '../documents/export-results.js'
import type { BulletinInput } from '../documents/write-bulletin.js'
import type { JobOptions } from './do-job.js'

export const FORM_JOBS: JobKind[] = ['form', 'form-template', 'export', 'bulletin']

/** The transaction of a job's end. */
type Enter = (change: (tx: Tx, now: Date) => Promise<Notice[]>) => Promise<void>

export function doFormJob(job: Job, options: JobOptions, enter: Enter): Promise<void> {
  if (job.kind === 'form') return print(job, options, enter)
  if (job.kind === 'bulletin') return sendBulletin(job, options, enter)
  return job.kind === 'export' ? handOut(job, options, enter) : takeTemplate(job, options, enter)
}

/** To the chat that asked; by itself to the office's group. */
async function sendBulletin(job: Job, { startWorker, office }: JobOptions, enter: Enter): Promise<void> {
  const { kind, from, to, chat } = job.payload as Omit<BulletinInput, 'zone'> & { chat: ChatRef | null }
  const { file, praised, criticised } = await startWorker('bulletin', { kind, from, to, zone: office.zone })
  const content = { text: messages.bulletin.sent(kind, from, to, praised, criticised), files: [file] }
  await enter(async () => [
    chat ? { to: { chat }, content } : { to: { group: 'office' }, content, quiet: true },
  ])
}

async function handOut(job: Job, { startWorker }: JobOptions, enter: Enter): Promise<void> {
  const { chat, form, filter } = job.payload as { chat: ChatRef } & Pick<ExportInput, 'form' | 'filter'>
  const name = messages.publish.exportName(job.subject, form)
  const file = await startWorker('export', { name, form, filter })
  const content = file
    ? { text: messages.publish.exported(job.subject), files: [file] }
    : { text: messages.publish.exportTooLarge }
  await enter(async () => [{ to: { chat }, content }])
}

async function print(job: Job, { startWorker }: JobOptions, enter: Enter): Promise<void> {
  const { chat, visits } = job.payload as { chat: ChatRef; visits: string[] }
  const files = await startWorker('form', { about: job.subject, visits })
  const content = { text: messages.form.sent(visits.length), files }
  await enter(async () => [{ to: { chat }, content }])
}

async function takeTemplate(job: Job, { startWorker }: JobOptions, enter: Enter): Promise<void> {
  const { chat, file, by } = job.payload as { chat: ChatRef; file: FileRef; by: string }
  const kind = job.subject as FormKind
  const fault = await startWorker('form-template', { file: file.hash })
  await enter(async (tx, now) => {
    if (fault !== null)
      return [{ to: { chat }, content: { text: messages.form.refused(FORM_NAMES[kind], fault) } }]
    const before = (await tx.settings.get(formSetting(kind))) ?? null
    await tx.settings.set(formSetting(kind), file.hash)
    const body = { form: kind, file: file.hash, before }
    await tx.ledger.append('form.changed', by, body, now.toISOString())
    const name = (await tx.people.get(by))?.name ?? by
    const text = messages.form.taken(FORM_NAMES[kind], name)
    return [{ to: { chat }, content: { text } }]
  })
}
