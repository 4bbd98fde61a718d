/** One firm's credit file as far as the caller may read it. */
import type { Firm, Result, Visit } from '../../db/store.js'
import type { BoundContext, Outcome } from '../command.js'
import { createDrawSight } from '../draws/draw-sight.js'
import type { Inspection } from '../messages/crediting.js'
import { messages } from '../messages.js'
import { awaitsReview } from '../rules/result-course.js'

interface Sight {
  inspections: Inspection[]
  /** Visits and documents of what is not public and not the caller's business: what they count for would tell of them. */
  hidden: Set<string>
}

export async function showCredit(ctx: BoundContext, firm: Firm): Promise<Outcome> {
  const { tx, caller } = ctx
  const visits = await tx.visits.ofFirm(firm.code)
  const { inspections, hidden } = await look(ctx, visits)
  const standing = await tx.creditStandings.get(firm.code)
  const entries = await tx.creditEntries.ofFirm(firm.code)
  const inWords = await mayReadWords(ctx, visits)
  const own = entries.filter(({ department }) => inWords && department === caller.department)
  const text = messages.credit.file(firm, {
    ...{ standing, inspections, entries, inWords, own: new Set(own.map(({ id }) => id)) },
    reasons: !standing?.reasons.some(({ sources }) => sources.some((source) => hidden.has(source))),
    listings: (await tx.listings.ofFirm(firm.code)).filter(({ leftOn }) => leftOn === null),
  })
  const reports = entries.filter(({ kind, state }) => inWords && kind === 'report' && state === 'stands')
  return { reply: { text, files: reports.flatMap(({ files }) => files) } }
}

/** Results that are not public are shown to those who take part in their draw alone. */
async function look(ctx: BoundContext, visits: Visit[]): Promise<Sight> {
  const { tx } = ctx
  const maySee = createDrawSight(ctx)
  const sight: Sight = { inspections: [], hidden: new Set() }
  for (const visit of visits) {
    for (const result of await tx.results.ofVisit(visit.no)) {
      if (!isPublic(result) && !(await maySee(visit))) await hide(ctx, result, sight)
      else if (!awaitsReview(result)) sight.inspections.push(await nameInspection(ctx, result))
    }
  }
  return sight
}

/** Whether the public reads what the result says now. */
const isPublic = ({ state }: Result) => state === 'disclosed' || state === 'corrected'

async function hide({ tx }: BoundContext, { visit, department }: Result, { hidden }: Sight): Promise<void> {
  hidden.add(visit)
  for (const { documentNo } of await tx.decisions.of(visit, department))
    if (documentNo !== null) hidden.add(documentNo)
}

async function nameInspection({ tx }: BoundContext, result: Result): Promise<Inspection> {
  const { visit: no, inspectedOn: on, problem } = result
  const department = (await tx.departments.get(result.department))?.shortName ?? result.department
  return { no, on, department, problem }
}

/** Whoever keeps the files or watches over them, and those inspectors who visit the firm. */
async function mayReadWords({ tx, caller }: BoundContext, visits: Visit[]): Promise<boolean> {
  if (caller.roles.some((role) => role !== 'inspector' && role !== 'admin')) return true
  for (const { no } of visits)
    if ((await tx.visits.assignments(no)).some(({ person }) => person === caller.id)) return true
  return false
}
