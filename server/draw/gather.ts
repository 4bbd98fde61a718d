/** Gathers from one snapshot what a draw of a plan takes in: firms, exclusions, inspectors, seats and rules (dr1 §1). */
import type { ABSENCE_NAMES } from '../../commands/messages/names.js'
import type { InspectorRow, SheetRow } from '../../commands/rules/draw/freeze.js'
import { compareBytes } from '../../commands/rules/draw/hash.js'
import { countOf } from '../../commands/rules/draw/select.js'
import { count, createTally, type Tally } from '../../commands/rules/draw/tally.js'
import { firstRecentDay } from '../../commands/rules/firm-standing.js'
import { type PlanSeat, seatsOf } from '../../commands/rules/plan-seats.js'
import { readRecentDays } from '../../commands/service/recent-days.js'
import type {
  Day,
  DrawSummary,
  FirmInScope,
  Inspector,
  Item,
  Plan,
  StratumRule,
  View,
} from '../../db/store.js'

export interface Gathered {
  items: Item[]
  /** Of the sheet, whose rows are handed on and not kept. */
  tally: Tally
  /** The rows of the sheet with recusals. */
  recused: [firm: string, recused: string[]][]
  excluded: [string, string][]
  inspectors: InspectorRow[]
  seats: PlanSeat[]
  /** For each stratum of the sheet that the plan has a rule for. */
  rules: Record<string, StratumRule>
  /** Strata of the sheet without a rule. */
  unruled: string[]
  /** What this calendar year has seen already of the firms in scope that are active. */
  year: { firms: number; visits: Map<string, number> }
  summary: DrawSummary
}

/** The days that the draw spans: its own, and the visits' last one. */
export interface Span {
  today: Day
  due: Day
  dueEstimated: boolean
}

/** Shared by the firms that nobody is recused from, which are almost all. */
const NOBODY: string[] = []

type Absence = keyof typeof ABSENCE_NAMES

/** Takes the next rows of the sheet, which come in its order. */
export type TakeRows = (rows: SheetRow[]) => Promise<void> | void

export async function gather(view: View, plan: Plan, span: Span, takeRows: TakeRows): Promise<Gathered> {
  const items = await view.items.many(plan.items)
  const inspectors = await gatherInspectors(view, plan, span)
  const seats = seatsOf(plan)
  const tally = createTally(seats, inspectors)
  const recusals = await gatherRecusals(view, inspectors)
  const excluded: Gathered['excluded'] = []
  const recused: Gathered['recused'] = []
  const inspected = await gatherInspected(view, plan, items, Number(span.today.slice(0, 4)))
  const year: Gathered['year'] = { firms: 0, visits: new Map() }
  const since = firstRecentDay(span.today, await readRecentDays(view))
  const engaged = await view.visits.engagedFirms(plan.no, since)
  await view.firms.eachInScope([plan.scope, ...items.map((item) => item.scope)], async (firms) => {
    const rows: SheetRow[] = []
    for (const firm of firms) {
      const earlier = inspected.get(firm.code)
      const reason = findExclusion(firm, earlier?.worn ?? false, engaged)
      if (reason !== 'not-active') addToYear(year, earlier)
      if (reason) excluded.push([firm.code, reason])
      else rows.push(toRow(firm, plan, recusals))
    }
    for (const row of rows) {
      count(tally, row)
      if (row.recused.length > 0) recused.push([row.firm, row.recused])
    }
    await takeRows(rows)
  })
  const { rules, unruled, strata } = ruleStrata(plan, tally)
  const summary: DrawSummary = {
    plan: plan.no,
    planName: plan.name,
    inScope: tally.rows + excluded.length,
    strata,
    excluded: countBy(excluded.map(([, reason]) => reason)),
    availableInspectors: inspectors.filter((one) => one.reason === null).length,
    absent: countBy(inspectors.flatMap((one) => one.reason ?? [])),
    seatsPerVisit: seats.length,
    due: span.due,
    dueEstimated: span.dueEstimated,
  }
  return { items, tally, recused, excluded, inspectors, seats, rules, unruled, year, summary }
}

/** Everyone on the roll of the plan's departments; who cannot go has capacity 0 and the reason. */
async function gatherInspectors(view: View, plan: Plan, span: Span): Promise<InspectorRow[]> {
  const roll = (await view.inspectors.ofDepartments(plan.departments)).filter((one) => one.active)
  const loads = await view.inspectors.loads(...calendarYear(span.today))
  const rows: InspectorRow[] = []
  for (const one of roll) {
    const reason = await findAbsence(view, one, span)
    const capacity = reason === null ? plan.maxVisits : 0
    const priorLoad = loads.get(one.id) ?? 0
    rows.push({ id: one.id, department: one.department, tags: one.tags, capacity, priorLoad, reason })
  }
  return rows.sort((a, b) => compareBytes(a.id, b.id))
}

/** The calendar year at UTC+8 (dr1 §1), as two instants. */
function calendarYear(today: Day): [string, string] {
  const year = Number(today.slice(0, 4))
  const start = (y: number) => new Date(`${y}-01-01T00:00:00+08:00`).toISOString()
  return [start(year), start(year + 1)]
}

async function findAbsence(view: View, one: Inspector, { today, due }: Span): Promise<Absence | null> {
  const person = await view.people.get(one.person)
  if (!person?.active) return 'inactive'
  if (person.department !== one.department) return 'moved'
  if (one.certifiedUntil < due) return 'certificate'
  const away =
    one.leaveFrom !== null && one.leaveFrom <= due && (one.leaveTo === null || one.leaveTo >= today)
  return away ? 'leave' : null
}

async function gatherRecusals(view: View, inspectors: InspectorRow[]): Promise<Map<string, string[]>> {
  const byFirm = new Map<string, string[]>()
  for (const { firm, inspector } of await view.recusals.ofInspectors(inspectors.map((one) => one.id))) {
    byFirm.set(firm, [...(byFirm.get(firm) ?? []), inspector])
  }
  for (const recused of byFirm.values()) recused.sort(compareBytes)
  return byFirm
}

function findExclusion(firm: FirmInScope, worn: boolean, engaged: Set<string>): string | null {
  if (firm.status !== '存续') return 'not-active'
  if (worn) return 'frequency-cap'
  return engaged.has(firm.code) ? 'recent-visit' : null
}

function toRow(firm: FirmInScope, plan: Plan, recusals: Map<string, string[]>): SheetRow {
  return {
    firm: firm.code,
    stratum: firm.creditClass,
    weight: plan.rules[firm.creditClass]?.weighted ? firm.weight : 1,
    recused: recusals.get(firm.code) ?? NOBODY,
  }
}

/** A firm's visits of the calendar year. */
interface Inspected {
  /** It may not be inspected again this year by this plan or by one of its items (四(二)2). */
  worn: boolean
  visits: Map<string, number>
}

async function gatherInspected(
  view: View,
  plan: Plan,
  items: Item[],
  year: number,
): Promise<Map<string, Inspected>> {
  const inspected = new Map<string, Inspected>()
  function of(firm: string): Inspected {
    const known = inspected.get(firm) ?? { worn: false, visits: new Map() }
    inspected.set(firm, known)
    return known
  }
  for (const [firm, times] of await view.visits.countsOfPlan(plan.no, year)) {
    if (times >= plan.frequency) of(firm).worn = true
  }
  for (const item of items) {
    for (const [firm, times] of await view.visits.countsByFirm(item.code, year)) {
      const one = of(firm)
      one.visits.set(item.code, times)
      if (times >= item.yearlyCap) one.worn = true
    }
  }
  return inspected
}

function addToYear(year: Gathered['year'], earlier: Inspected | undefined): void {
  year.firms++
  if (!earlier) return
  for (const [item, times] of earlier.visits) year.visits.set(item, (year.visits.get(item) ?? 0) + times)
}

function ruleStrata(
  plan: Plan,
  tally: Tally,
): Pick<Gathered, 'rules' | 'unruled'> & Pick<DrawSummary, 'strata'> {
  const rules: Record<string, StratumRule> = {}
  const unruled: string[] = []
  const strata: DrawSummary['strata'] = []
  for (const [stratum, { rows: firms }] of [...tally.strata].sort(([a], [b]) => compareBytes(a, b))) {
    const rule = plan.rules[stratum as keyof Plan['rules']]
    if (!rule) unruled.push(stratum)
    else {
      rules[stratum] = rule
      strata.push({ stratum, firms, drawn: countOf(rule, firms), rule })
    }
  }
  return { rules, unruled, strata }
}

function countBy(words: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
