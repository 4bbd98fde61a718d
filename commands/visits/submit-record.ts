/** Keeps an inspection record: the first as version 1, a later one only on purpose, the same one only once. */
import { isDeepStrictEqual } from 'node:util'
import type { FileRef, InspectionRecord, Visit } from '../../db/store.js'
import { type BoundContext, type Notice, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { openResults } from '../results/open-results.js'
import { hashOf } from '../rules/draw/hash.js'
import { receiptNo } from '../rules/numbers.js'
import { formatDay, officeDay, officeTime } from '../rules/office-time.js'
import type { RecordDraft, Vocabulary } from '../rules/record-form.js'
import { endForRecorded } from '../seats/end-replacement.js'
import { openReplacements } from '../seats/enter-leaving.js'
import { attachAll } from './attach-files.js'
import { findMissingEvidence } from './record-evidence.js'
import { returnReason } from './returned-visits.js'

export interface RecordSubject {
  visitItems: { code: string; name: string; method: string }[]
  vocabulary: Vocabulary
  today: string
  drawnOn: string
  /** The version that a further one replaces. */
  earlier: InspectionRecord | undefined
}

/** What a record of the visit is about. */
export async function subjectOf(ctx: BoundContext, visit: Visit): Promise<RecordSubject> {
  const items = await ctx.tx.items.many(visit.items)
  const draw = await ctx.tx.draws.byNo(visit.draw)
  const drawnOn = draw?.drawnAt ? officeDay(new Date(draw.drawnAt), ctx.office.zone) : ctx.today
  const earlier = (await ctx.tx.records.ofVisit(visit.no)).at(-1)
  return { visitItems: items, vocabulary: ctx.office.vocabulary, today: ctx.today, drawnOn, earlier }
}

export async function itemNames(ctx: BoundContext, visit: Visit): Promise<Map<string, string>> {
  return new Map((await ctx.tx.items.many(visit.items)).map((item) => [item.code, item.name]))
}

export async function submitRecord(
  ctx: BoundContext,
  visit: Visit,
  given: RecordDraft,
  files: FileRef[],
): Promise<Outcome> {
  await refuseLeaver(ctx, visit)
  const draft = { ...given, reason: given.reason ?? (await returnReason(ctx.tx, visit.no)) }
  const last = (await ctx.tx.records.ofVisit(visit.no)).at(-1)
  if (last && isSame(last, ctx.caller.id, draft)) {
    const added = await attachAll(ctx, visit.no, last.receipt, files)
    return { reply: { text: messages.record.same(last.receipt, added) } }
  }
  if (last && draft.reason === null) throw new Refusal(await describeExisting(ctx, visit, last))
  const missing = await findMissingEvidence(ctx, visit, draft, files)
  if (missing !== null) throw new Refusal(missing)
  const record = await keep(ctx, visit, draft, last)
  const added = await attachAll(ctx, visit.no, record.receipt, files)
  await ctx.tx.drafts.remove(visit.no, ctx.caller.id)
  const firm = await ctx.tx.firms.get(visit.firm)
  const name = firm?.name ?? visit.firm
  const accepted = messages.record.accepted(record, visit.no, name, await itemNames(ctx, visit), added)
  const text = `${accepted}\n${messages.record.filesNext(ctx.chat.kind === 'private')}`
  const ended = await endForRecorded(ctx.tx, visit, ctx.now)
  const asked = await openResults(ctx, visit, record, last)
  return {
    reply: { text },
    notices: [...(await tellColleagues(ctx, visit, record, name)), ...ended, ...asked],
  }
}

/** Whose leaving is in the ledger holds the seat only until somebody else has it. */
async function refuseLeaver({ tx, caller }: BoundContext, visit: Visit): Promise<void> {
  for (const { state, visit: no, leaver } of await openReplacements(tx, visit.draw)) {
    if (state === 'asked' || no !== visit.no || leaver === null) continue
    const person = (await tx.inspectors.get(leaver))?.person
    if (person === caller.id) throw new Refusal(messages.replace.youLeave(no))
  }
}

function isSame(last: InspectionRecord, by: string, draft: RecordDraft): boolean {
  const { items, inspectedOn, signed, unsignedReason, onSiteWitness, note, expert, adopted } = last
  const kept = { items, inspectedOn, signed, unsignedReason, onSiteWitness, note, expert, adopted }
  const { reason, ...given } = draft
  return last.by === by && (reason === null || reason === last.reason) && isDeepStrictEqual(kept, given)
}

async function describeExisting(ctx: BoundContext, visit: Visit, last: InspectionRecord): Promise<string> {
  const by = await ctx.tx.people.get(last.by)
  const at = new Date(last.at)
  const when = `${formatDay(officeDay(at, ctx.office.zone))} ${officeTime(at, ctx.office.zone)}`
  return messages.record.exists(visit.no, by?.name ?? last.by, last, await itemNames(ctx, visit), when)
}

async function keep(
  ctx: BoundContext,
  visit: Visit,
  draft: RecordDraft,
  last: InspectionRecord | undefined,
): Promise<InspectionRecord> {
  const { tx, caller, now, today } = ctx
  const receipt = receiptNo(today, await tx.counters.next(`HZ${today}`))
  const at = now.toISOString()
  const reason = last ? draft.reason : null
  const version = (last?.version ?? 0) + 1
  const record: InspectionRecord = { ...draft, receipt, visit: visit.no, version, reason, by: caller.id, at }
  await tx.records.add(record)
  await tx.visits.change(visit.no, { state: 'recorded', remindOn: null })
  // The ledger holds no personal data: the content stands there as its hash.
  const body = { visit: visit.no, receipt, version, content: hashOf(['ssj/record', record]) }
  await tx.ledger.append('visit.recorded', caller.id, body, at)
  return record
}

async function tellColleagues(
  ctx: BoundContext,
  visit: Visit,
  record: InspectionRecord,
  firm: string,
): Promise<Notice[]> {
  const others = (await ctx.tx.visits.assignments(visit.no)).filter((one) => one.person !== ctx.caller.id)
  const text = messages.record.colleagueTold(visit.no, firm, ctx.caller.name, record.receipt)
  return others.map((one) => ({ to: { person: one.person }, content: { text } }))
}
