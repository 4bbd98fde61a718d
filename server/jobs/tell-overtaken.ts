/** What follows where a draw changed while the worker was at it, so that the work comes to nothing. */
import type { Notice } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import type { Draw, DrawState, Job, Tx } from '../../db/store.js'
import type { Log } from '../log.js'

/** Nobody will freeze or run such a draw any more. */
const ENDED: DrawState[] = ['refused', 'void', 'failed']

/**
 * @param seen the draw as the worker saw it
 * @returns what its group is told; nothing where the draw went on by other work, which then has told it
 * @throws Error when the draw still waits for this work: it has to be done again
 */
export async function tellOvertaken(tx: Tx, seen: Draw, job: Job, log: Log): Promise<Notice[]> {
  const draw = (await tx.draws.get(seen.id))!
  if (draw.state === seen.state)
    throw new Error(`draw ${draw.id} changed while its ${job.kind} was worked out`)
  log.warn({ job: job.id, kind: job.kind, draw: draw.id, state: draw.state }, 'job overtaken')
  if (!ENDED.includes(draw.state)) return []
  return [{ to: { chat: draw.chat }, content: { text: messages.draw.overtaken(draw) } }]
}
