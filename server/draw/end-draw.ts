/** Ends a draw that has no way on: void before its first witness, else failed with its secret published (dr1 §3). */
import { messages } from '../../commands/messages.js'
import type { Draw, Tx } from '../../db/store.js'

/**
 * @param draw committed or witnessed
 * @returns what is to be said openly
 */
export async function endDraw(
  tx: Tx,
  draw: Draw,
  cause: { void: string; failed: string },
  now: Date,
): Promise<string> {
  const at = now.toISOString()
  const no = draw.no!
  if (draw.state === 'committed') {
    await tx.draws.advance(draw.id, draw.version, { state: 'void', cause: cause.void })
    await tx.ledger.append('draw.voided', 'system', { draw: no, reason: cause.void }, at)
    return messages.void.ended(no, cause.void)
  }
  await tx.draws.advance(draw.id, draw.version, { state: 'failed', cause: cause.failed })
  const body = { draw: no, cause: cause.failed, secret: draw.secret }
  await tx.ledger.append('draw.failed', 'system', body, at)
  return messages.void.failed(no, cause.failed, draw.secret!)
}
