/** The jobs behind /credit 规则: proposed rules are weighed by the worker, approved ones applied to every firm. */
import type { Notice } from '../../commands/command.js'
import type { ProposedRules } from '../../commands/credit/credit-rules.js'
import { enterRules } from '../../commands/credit/enter-rules.js'
import { messages } from '../../commands/messages.js'
import { officeDay } from '../../commands/rules/office-time.js'
import type { Job, JobKind, Tx } from '../../db/store.js'
import { refuseTooLarge } from '../import/answer-check.js'
import type { JobOptions } from './do-job.js'
import { rateEverybody } from './rate-firms.js'

export const CREDIT_JOBS: JobKind[] = ['credit', 'credit-rules']

/** The transaction of a job's end. */
type Enter = (change: (tx: Tx, now: Date) => Promise<Notice[]>) => Promise<void>

export function doCreditJob(job: Job, options: JobOptions, enter: Enter): Promise<void> {
  return job.kind === 'credit' ? rate(job, options, enter) : weigh(job, options, enter)
}

/** The firms are rated by writes of their own: done twice, they change nothing. */
async function rate(job: Job, { store, now, office: { zone } }: JobOptions, enter: Enter): Promise<void> {
  const changed = await rateEverybody({ store, now, zone })
  const text = messages.creditRules.rated(job.subject, changed)
  await enter(async () => [{ to: { group: 'office' }, content: { text } }])
}

async function weigh(
  job: Job,
  { startWorker, now, office: { zone } }: JobOptions,
  enter: Enter,
): Promise<void> {
  const { by, text, file } = job.payload as ProposedRules
  const order = { text, file, today: officeDay(now(), zone) }
  const found = await startWorker('credit-rules', order).catch(refuseTooLarge)
  const tell = (said: string): Notice[] => [{ to: { person: by }, content: { text: said } }]
  await enter(async (tx, at) => {
    if ('refused' in found) return tell(messages.creditRules.unreadable(found.refused))
    if ('faults' in found) return tell(messages.creditRules.faults(found.faults))
    return enterRules(tx, by, found, at.toISOString())
  })
}

/** Who proposed rules is told; the rating of firms is never given up. */
export function tellFailedRules(job: Job, reference: string): Notice[] {
  const { by } = job.payload as ProposedRules
  return [{ to: { person: by }, content: { text: messages.creditRules.failed(reference) } }]
}
