/** What a record that leans on others' work must show: the commissioned conclusion, the result that was taken over (四(二)3). */
import type { FileRef, Visit } from '../../db/store.js'
import { type BoundContext, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { findVisitNo } from '../rules/numbers.js'
import { addDays } from '../rules/office-time.js'
import type { RecordDraft } from '../rules/record-form.js'
import { awaitsReview } from '../rules/result-course.js'

/** Days after which a finding says too little of a firm's present state to stand for an inspection. */
const STILL_TELLS = 180

/**
 * @returns what still has to be sent as a file, or null
 * @throws Refusal for a result that cannot be taken over
 */
export async function findMissingEvidence(
  ctx: BoundContext,
  visit: Visit,
  { expert, adopted }: RecordDraft,
  files: FileRef[],
): Promise<string | null> {
  const hasFile = files.length > 0 || (await ctx.tx.records.attachments(visit.no)).length > 0
  const taken = adopted === null ? null : findVisitNo(adopted)
  if (taken !== null) await checkTaken(ctx, visit, taken)
  if (hasFile) return null
  if (expert !== null) return messages.record.expertNeedsFile
  return adopted !== null && taken === null ? messages.record.adoptedNeedsFile : null
}

/** A reviewed result of the same firm, not too old. */
async function checkTaken({ tx, today }: BoundContext, visit: Visit, no: string): Promise<void> {
  const other = await tx.visits.get(no)
  const accepted = (await tx.results.ofVisit(no)).filter((result) => !awaitsReview(result))
  const [result] = accepted
  if (!other || other.no === visit.no || other.firm !== visit.firm || !result)
    throw new Refusal(messages.record.adoptedUnknown(no))
  if (result.inspectedOn < addDays(today, -STILL_TELLS))
    throw new Refusal(messages.record.adoptedOld(no, result.inspectedOn, STILL_TELLS))
}
