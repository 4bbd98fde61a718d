/** Who may review what a department's inspectors recorded, and how they are asked. */
import type { InspectionRecord, Person, Result, View, Visit } from '../../db/store.js'
import type { BoundContext, Content, Notice } from '../command.js'
import { messages } from '../messages.js'
import { RETURN_REASONS } from '../rules/return-reasons.js'
import { findLeadersOrSupervisors } from '../visits/find-leaders.js'

/** Leaders of the department, or who stands in for them; never who inspected there or wrote the record. */
export async function findReviewers(view: View, { visit, department, receipt }: Result): Promise<Person[]> {
  const seats = await view.visits.assignments(visit)
  const barred = new Set(seats.map(({ person }) => person))
  const record = await view.records.get(receipt)
  if (record) barred.add(record.by)
  return findLeadersOrSupervisors(view, department, barred)
}

/** One message a reviewer, also where several departments of the visit are his. */
export async function askReviewers(
  { tx }: BoundContext,
  visit: Visit,
  record: InspectionRecord,
  results: Result[],
): Promise<Notice[]> {
  const byReviewer = new Map<string, Result[]>()
  for (const result of results) {
    for (const { id } of await findReviewers(tx, result)) {
      byReviewer.set(id, [...(byReviewer.get(id) ?? []), result])
    }
  }
  const notices: Notice[] = []
  for (const [person, own] of byReviewer) {
    const content = await reviewCard(tx, visit, record, own)
    notices.push({ to: { person }, content, quiet: true })
  }
  return notices
}

/** The record as its reviewer reads it, with the decision one tap away. */
export async function reviewCard(
  view: View,
  visit: Visit,
  record: InspectionRecord,
  results: Result[],
): Promise<Content> {
  const codes = results.flatMap(({ items }) => items)
  const names = new Map((await view.items.many(visit.items)).map((item) => [item.code, item.name]))
  const firm = (await view.firms.get(visit.firm))?.name ?? visit.firm
  const attachments = await view.records.attachments(visit.no)
  const by = (await view.people.get(record.by))?.name ?? record.by
  const shown = { ...record, items: record.items.filter(({ item }) => codes.includes(item)) }
  const card = { firm, by, names, files: attachments.length, discloseBy: results[0]?.discloseBy ?? null }
  const of = `${visit.no} ${record.version}`
  // Bound to what is shown: whatever is attached later has to be seen before it is accepted.
  const seen = attachments.length > 0 ? ` ${attachments.length}` : ''
  return {
    text: messages.review.card(shown, card),
    buttons: [
      [{ label: messages.review.acceptLabel, send: `/review 通过 ${of}${seen}` }],
      ...RETURN_REASONS.map((reason) => [
        { label: messages.review.returnLabel(reason), send: `/review 退回 ${of} ${reason}` },
      ]),
    ],
  }
}
