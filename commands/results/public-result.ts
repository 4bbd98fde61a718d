/** What the public will read of a result, built from named fields alone: nothing else of a record ever leaves. */
import type { Decision, PublicDecision, PublicResult, Result, View } from '../../db/store.js'
import { hashOf } from '../rules/draw/hash.js'
import { standingDecisions } from './settle-result.js'

export async function publicResult(view: View, result: Result): Promise<PublicResult> {
  const visit = (await view.visits.get(result.visit))!
  const record = (await view.records.get(result.receipt))!
  const draw = await view.draws.byNo(visit.draw)
  const found = new Map(record.items.map((one) => [one.item, one.result]))
  const items = (await view.items.many(result.items)).map(({ code, name }) => ({
    ...{ code, name, result: found.get(code) ?? '' },
  }))
  const decisions: PublicDecision[] = []
  for (const one of await standingDecisions(view, result)) decisions.push(await publicDecision(view, one))
  return {
    plan: { no: result.plan, name: draw?.frozenPlan?.name ?? result.plan },
    draw: visit.draw,
    agency: (await view.departments.get(result.department))?.name ?? result.department,
    firm: { code: result.firm, name: (await view.firms.get(result.firm))?.name ?? result.firm },
    ...{ inspectedOn: result.inspectedOn, items, decisions },
  }
}

/** Of a check the public reads its day and whether the wrong was put right. */
async function publicDecision(view: View, decision: Decision): Promise<PublicDecision> {
  const { id, kind, decidedOn, documentNo, amount, recheckOn, recheck } = decision
  const earlier = (await view.rechecks.of(id)).slice(0, -1).map(({ on, done }) => ({ on, done }))
  const said = { kind, decidedOn, documentNo, amount, recheckOn, recheck }
  return earlier.length === 0 ? said : { ...said, earlierRechecks: earlier }
}

/** H of what is published; the ledger keeps it. */
export function publicHash(content: PublicResult): string {
  return hashOf(['ssj/disclosure', content])
}
