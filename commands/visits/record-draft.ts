/** /record 草稿: what an inspector has found so far, kept for himself alone until he submits it. */
import type { Visit } from '../../db/store.js'
import { type BoundContext, type Outcome, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { formatDay, officeDay, officeTime } from '../rules/office-time.js'
import { readPastDay } from '../rules/read-day.js'
import { readFields } from '../rules/record-fields.js'
import { keepDraft, linesOf, openRecord, type RecordDialogue } from './record-dialogue.js'
import { subjectOf } from './submit-record.js'

/** Adds to what was kept before; a field that is given again counts as given last. */
export async function saveDraft(ctx: BoundContext, visit: Visit, text: string): Promise<Outcome> {
  const state = await draftOf(ctx, visit, text)
  await keepDraft(ctx, state)
  const lines = ctx.chat.kind === 'private' ? linesOf(state) : []
  return { reply: { text: messages.record.draftKept(visit.no, lines, state.files.length) }, dialogue: null }
}

/** @throws UsageRefusal when a field is unknown */
export async function draftOf(ctx: BoundContext, visit: Visit, text: string): Promise<RecordDialogue> {
  const faults = new Set<string>()
  const given = readFields(text, visit.items, faults)
  if (faults.size > 0) throw new UsageRefusal(messages.record.faults(visit.no, [...faults]))
  const before = await openRecord(ctx, visit.no)
  const fields: Record<string, string> = { ...before?.fields, ...Object.fromEntries(given) }
  // 今天 is another day when the draft is gone on with.
  const day = fields.日期 && readPastDay(fields.日期, ctx.today, ctx.today)
  if (day) fields.日期 = day
  const files = [...(before?.files ?? []), ...ctx.files]
  if (Object.keys(fields).length + files.length === 0) throw new UsageRefusal(messages.record.noDrafts)
  return { visit: visit.no, fields, files, ...(await whereToGoOn(ctx, visit, fields)) }
}

/** The first question that is not answered yet. */
async function whereToGoOn(
  ctx: BoundContext,
  visit: Visit,
  fields: Record<string, string>,
): Promise<Pick<RecordDialogue, 'step' | 'item'>> {
  const { visitItems } = await subjectOf(ctx, visit)
  const has = (field: string) => (fields[field] ?? '') !== ''
  const open = visitItems.findIndex((_, i) => !has('结果') && !has(`结果${i + 1}`))
  const some = visitItems.some((_, i) => has(`结果${i + 1}`))
  if (open >= 0) return { step: 'result', item: some ? open : null }
  if (!has('签字')) return { step: 'signed', item: null }
  return { step: has('日期') ? 'confirm' : 'day', item: null }
}

export async function listDrafts({ tx, caller, office }: BoundContext): Promise<Outcome> {
  const drafts = await tx.drafts.ofPerson(caller.id)
  if (drafts.length === 0) return { reply: { text: messages.record.noDrafts } }
  const lines = drafts.map(({ visit: no, at, state }) => {
    const { fields, files } = state as RecordDialogue
    const when = new Date(at)
    const said = `${formatDay(officeDay(when, office.zone))} ${officeTime(when, office.zone)}`
    return { no, at: said, fields: Object.keys(fields).length, files: files.length }
  })
  return { reply: { text: messages.record.drafts(lines) } }
}
