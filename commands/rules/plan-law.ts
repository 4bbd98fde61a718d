/** Whether a plan may lawfully be drawn: published items of its own departments, ratio and frequency within their caps (四(一)3, 四(二)2). */

export interface LawfulItem {
  code: string
  name: string
  department: string
  ratioCap: [number, number]
  yearlyCap: number
  publishedOn: string | null
}

export interface LawfulPlan {
  items: string[]
  departments: string[]
  frequency: number
}

export type PlanFault =
  | { kind: 'no-items' }
  | { kind: 'unknown-item'; item: string }
  | { kind: 'unpublished'; item: string; name: string }
  | { kind: 'foreign'; item: string; name: string }
  | { kind: 'frequency'; item: string; name: string; frequency: number; cap: number }

/** @param today the day of the draw: an item published later does not count yet. */
export function checkPlan(plan: LawfulPlan, items: LawfulItem[], today: string): PlanFault[] {
  if (plan.items.length === 0) return [{ kind: 'no-items' }]
  const known = new Map(items.map((item) => [item.code, item]))
  return plan.items.flatMap((code) => {
    const item = known.get(code)
    return item ? faultsOf(plan, item, today) : [{ kind: 'unknown-item' as const, item: code }]
  })
}

function faultsOf(plan: LawfulPlan, item: LawfulItem, today: string): PlanFault[] {
  const about = { item: item.code, name: item.name }
  const faults: PlanFault[] = []
  if (item.publishedOn === null || item.publishedOn > today) faults.push({ kind: 'unpublished', ...about })
  // The item may have gone to another department since the plan was handed in.
  if (!plan.departments.includes(item.department)) faults.push({ kind: 'foreign', ...about })
  if (plan.frequency > item.yearlyCap) {
    faults.push({ kind: 'frequency', ...about, frequency: plan.frequency, cap: item.yearlyCap })
  }
  return faults
}

/** The item whose ratio cap the draw would pass, with that cap; undefined when every cap holds. */
export function findPassedCap(items: LawfulItem[], drawn: number, inScope: number): LawfulItem | undefined {
  return items.find(({ ratioCap: [p, q] }) => drawn > Math.ceil((inScope * p) / q))
}

/** What the calendar year has seen already: `firms` active in scope, and their visits by item. */
export interface YearSoFar {
  firms: number
  visits: ReadonlyMap<string, number>
}

/**
 * The item of which the year's visits would be more than its caps allow together: in each of `yearlyCap` rounds its share
 * of the firms in scope. A plan drawn in parts must not reach by many draws what one draw may not.
 */
export function findPassedYear(
  items: LawfulItem[],
  drawn: number,
  { firms, visits }: YearSoFar,
): { item: LawfulItem; before: number; most: number } | undefined {
  return items
    .map((item) => {
      const [p, q] = item.ratioCap
      const most = Math.ceil((firms * p) / q) * item.yearlyCap
      return { item, before: visits.get(item.code) ?? 0, most }
    })
    .find(({ before, most }) => before + drawn > most)
}
