/** What the public will read of a result, built from named fields alone: nothing else of a record ever leaves. */
import type { PublicResult, Result, View } from '../../db/store.js'
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
  const decisions = (await standingDecisions(view, result)).map(
    ({ kind, decidedOn, documentNo, amount, recheckOn, recheck }) => ({
      ...{ kind, decidedOn, documentNo, amount, recheckOn, recheck },
    }),
  )
  return {
    plan: { no: result.plan, name: draw?.frozenPlan?.name ?? result.plan },
    draw: visit.draw,
    agency: (await view.departments.get(result.department))?.name ?? result.department,
    firm: { code: result.firm, name: (await view.firms.get(result.firm))?.name ?? result.firm },
    ...{ inspectedOn: result.inspectedOn, items, decisions },
  }
}

/** H of what is published; the ledger keeps it. */
export function publicHash(content: PublicResult): string {
  return hashOf(['ssj/disclosure', content])
}
