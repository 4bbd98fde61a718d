/** One firm's credit file as far as the caller may read it. */
import type { Firm, Result, Visit } from '../../db/store.js'
import type { BoundContext, Outcome } from '../command.js'
import { createDrawSight } from '../draws/draw-sight.js'
import type { Inspection } from '../messages/crediting.js'
import { messages } from '../messages.js'
import { standingDecisions } from '../results/settle-result.js'
import { awaitsReview } from '../rules/result-course.js'

export async function showCredit(ctx: BoundContext, firm: Firm): Promise<Outcome> {
  const { tx, caller } = ctx
  const visits = await tx.visits.ofFirm(firm.code)
  const entries = await tx.creditEntries.ofFirm(firm.code)
  const inWords = await mayReadWords(ctx, visits)
  const own = entries.filter(({ department }) => inWords && department === caller.department)
  const text = messages.credit.file(firm, {
    standing: await tx.creditStandings.get(firm.code),
    inspections: [...(await lookInside(ctx, visits)), ...(await readPublic(ctx, firm))],
    ...{ entries, inWords, own: new Set(own.map(({ id }) => id)) },
    listings: (await tx.listings.ofFirm(firm.code)).filter(({ leftOn }) => leftOn === null),
  })
  const reports = entries.filter(({ kind, state }) => inWords && kind === 'report' && state === 'stands')
  return { reply: { text, files: reports.flatMap(({ files }) => files) } }
}

/** What everybody may read, and what alone counts for the class. */
async function readPublic({ tx }: BoundContext, { code }: Firm): Promise<Inspection[]> {
  return (await tx.published.standing(code)).map(({ visit, problem, content }) => ({
    ...{ no: visit, on: content.inspectedOn, department: content.agency, problem },
    ...{ decisions: content.decisions, isPublic: true },
  }))
}

/** Reviewed results on their way to the public are shown to those who take part in their draw alone. */
async function lookInside(ctx: BoundContext, visits: Visit[]): Promise<Inspection[]> {
  const maySee = createDrawSight(ctx)
  const inspections: Inspection[] = []
  for (const visit of visits)
    if (await maySee(visit))
      for (const result of await ctx.tx.results.ofVisit(visit.no))
        if (result.disclosures === 0 && !awaitsReview(result)) inspections.push(await nameOne(ctx, result))
  return inspections
}

async function nameOne({ tx }: BoundContext, result: Result): Promise<Inspection> {
  const { visit: no, inspectedOn: on, problem } = result
  const department = (await tx.departments.get(result.department))?.name ?? result.department
  return { no, on, department, problem, decisions: await standingDecisions(tx, result), isPublic: false }
}

/** Whoever keeps the files or watches over them, and those inspectors who visit the firm. */
async function mayReadWords({ tx, caller }: BoundContext, visits: Visit[]): Promise<boolean> {
  if (caller.roles.some((role) => role !== 'inspector' && role !== 'admin')) return true
  for (const { no } of visits)
    if ((await tx.visits.assignments(no)).some(({ person }) => person === caller.id)) return true
  return false
}
