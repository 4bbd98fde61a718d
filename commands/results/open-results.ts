/** A record opens the review: each department gets what it answers for, and its leaders are asked. */
import type { InspectionRecord, Item, Result, Visit } from '../../db/store.js'
import type { BoundContext, Notice } from '../command.js'
import { discloseBy, nextResultDay } from '../rules/result-course.js'
import { askReviewers } from './ask-reviewers.js'

/** @param before the record's version before, whose results may stand where nothing of theirs has changed */
export async function openResults(
  ctx: BoundContext,
  visit: Visit,
  record: InspectionRecord,
  before: InspectionRecord | undefined,
): Promise<Notice[]> {
  const { tx } = ctx
  const opened: Result[] = []
  for (const [department, own] of byDepartment(await tx.items.many(visit.items))) {
    const last = await tx.results.get(visit.no, department)
    const accepted = last !== undefined && last.state !== 'review' && last.state !== 'returned'
    if (accepted && before && saysTheSame(record, before, last.items)) {
      await tx.results.put({ ...last, receipt: record.receipt })
      continue
    }
    const result = openResult(ctx, visit, department, own, record, last)
    await tx.results.put(result)
    opened.push(result)
  }
  return askReviewers(ctx, visit, record, opened)
}

/** The order is the visit's. */
function byDepartment(items: Item[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const { code, department } of items) groups.set(department, [...(groups.get(department) ?? []), code])
  return groups
}

function saysTheSame(record: InspectionRecord, before: InspectionRecord, items: string[]): boolean {
  const said = (one: InspectionRecord) => [
    one.inspectedOn,
    one.items.filter(({ item }) => items.includes(item)),
  ]
  return JSON.stringify(said(record)) === JSON.stringify(said(before))
}

function openResult(
  { office, calendar, today }: BoundContext,
  visit: Visit,
  department: string,
  items: string[],
  record: InspectionRecord,
  last: Result | undefined,
): Result {
  const { inspectedOn, receipt } = record
  const problems = new Set(office.vocabulary.results.filter((one) => one.problem).map(({ name }) => name))
  const problem = record.items.some(({ item, result }) => items.includes(item) && problems.has(result))
  const due = discloseBy({ inspectedOn, problem }, [], calendar)
  return {
    ...{ visit: visit.no, department, firm: visit.firm, plan: visit.plan, items, state: 'review' },
    ...{ receipt, inspectedOn, problem, discloseBy: due, remindOn: nextResultDay(today, due, calendar) },
    ...{ reviewedBy: null, reviewedAt: null, returnReason: null, disclosures: last?.disclosures ?? 0 },
  }
}
