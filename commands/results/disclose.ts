/** Adds a version of what the public reads of a result, which counts from then on. */
import type { PublicResult, Result } from '../../db/store.js'
import type { BoundContext } from '../command.js'
import { rateAfter } from '../credit/rate-firm.js'
import { messages } from '../messages.js'
import { publicHash } from './public-result.js'

/** @param reason why it replaces the version before; null for the first */
export async function disclose(
  ctx: BoundContext,
  result: Result,
  content: PublicResult,
  reason: string | null,
): Promise<void> {
  const { tx, caller, now } = ctx
  const at = await tx.ledger.moment(now.toISOString())
  const { visit, department } = result
  const version = result.disclosures + 1
  await tx.disclosures.add({ visit, department, version, reason, by: caller.id, at, content })
  const isCorrection = reason !== null && reason !== messages.publish.decidedAnew
  const state = isCorrection ? 'corrected' : 'disclosed'
  await tx.results.put({ ...result, state, disclosures: version, remindOn: null })
  const body = { visit, department, version, reason, content: publicHash(content) }
  await tx.ledger.append('result.disclosed', caller.id, body, at)
  // From now on it counts.
  await rateAfter(ctx, result.firm)
}
