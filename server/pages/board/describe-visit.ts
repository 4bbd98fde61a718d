/** One visit as this reader may know it: without phones, addresses, remarks or anybody's reasons. */
import { namesByDepartment } from '../../../commands/visits/visit-cards.js'
import type { Day, Decision, Person, Result, View, Visit } from '../../../db/store.js'
import { firmNameFor, sightOf } from './describe-rows.js'

export interface VisitResult {
  department: string
  code: string
  /** Null where the reader takes no part and nothing is public. */
  state: Result['state'] | null
  discloseBy: Day | null
  decisions: Decision[]
  isPublic: boolean
}

export interface ShownVisit {
  visit: Visit
  firm: { name: string; code: string } | null
  plan: string
  /** Of a reader who may see who goes, and what was found; null for others. */
  inside: {
    /** 李四（工商分局） */
    inspectors: string[]
    items: { name: string; code: string; result: string | null; method: string | null }[]
    inspectedOn: Day | null
    receipt: string | null
    versions: number
    signed: boolean | null
  } | null
  results: VisitResult[]
  isOverdue: boolean
}

export async function describeVisit(
  view: View,
  person: Person,
  no: string,
  today: Day,
): Promise<ShownVisit | null> {
  const visit = await view.visits.get(no)
  if (!visit) return null
  const maySee = sightOf(view, person)
  const isInside = await maySee(visit)
  const results = await view.results.ofVisit(no)
  const name = await firmNameFor(view, visit, maySee, results)
  return {
    ...{ visit, isOverdue: visit.state === 'pending' && visit.due < today },
    firm: name === null ? null : { name, code: visit.firm },
    plan: (await view.draws.byNo(visit.draw))?.frozenPlan?.name ?? visit.plan,
    inside: isInside ? await lookInside(view, visit) : null,
    results: await describeResults(view, results, isInside),
  }
}

async function lookInside(view: View, visit: Visit): Promise<NonNullable<ShownVisit['inside']>> {
  const records = await view.records.ofVisit(visit.no)
  const record = records.at(-1)
  const found = new Map(record?.items.map((one) => [one.item, one]))
  const seats = await view.visits.assignments(visit.no)
  const items = await view.items.many(visit.items)
  return {
    inspectors: await namesByDepartment(
      view,
      seats.map((one) => one.person),
    ),
    items: items.map(({ name, code }) => ({
      ...{ name, code, result: found.get(code)?.result ?? null, method: found.get(code)?.method ?? null },
    })),
    ...{ inspectedOn: record?.inspectedOn ?? null, receipt: record?.receipt ?? null },
    ...{ versions: records.length, signed: record?.signed ?? null },
  }
}

async function describeResults(view: View, results: Result[], isInside: boolean): Promise<VisitResult[]> {
  const described: VisitResult[] = []
  for (const { visit, department, state, discloseBy, disclosures } of results) {
    const standing = (await view.decisions.of(visit, department)).filter((one) => one.revoked === null)
    described.push({
      ...{ code: department, department: (await view.departments.get(department))?.name ?? department },
      ...{ state: isInside ? state : null, discloseBy: isInside ? discloseBy : null },
      ...{ decisions: isInside ? standing : [], isPublic: disclosures > 0 },
    })
  }
  return described
}
