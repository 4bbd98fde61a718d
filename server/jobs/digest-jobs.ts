/** The picture that follows the digest's text, in the leaders' groups or in the chat that asked: where it cannot be made, the text has said all. */
import type { Notice } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import { officeDay, officeTime } from '../../commands/rules/office-time.js'
import type { ChatRef, Job, JobKind, Tx } from '../../db/store.js'
import type { JobOptions } from './do-job.js'

export const DIGEST_JOBS: JobKind[] = ['digest']

/** Milliseconds: counting a county takes less than a second. */
const PATIENCE = 120_000

/** The transaction of a job's end. */
type Enter = (change: (tx: Tx, now: Date) => Promise<Notice[]>) => Promise<void>

export async function doDigestJob(
  job: Job,
  { startWorker, now, office: { zone } }: JobOptions,
  enter: Enter,
): Promise<void> {
  const { chat } = (job.payload ?? {}) as { chat?: ChatRef }
  const moment = now()
  const today = officeDay(moment, zone)
  const input = { today, time: officeTime(moment, zone), zone }
  const drawn = await startWorker('digest', input, PATIENCE)
  await enter(async (tx) => {
    if (drawn === null) return []
    const files = [drawn.picture]
    // Whoever asked has just read the words.
    if (chat) return [{ to: { chat }, content: { text: '', files } }]
    // That there is no such group was told with the text.
    const groups = await tx.groups.ofKind('leaders')
    if (groups.length === 0) return []
    const text = messages.digestPicture.caption(today, drawn.total)
    return [{ to: { group: 'leaders' }, content: { text, files }, quiet: true }]
  })
}
