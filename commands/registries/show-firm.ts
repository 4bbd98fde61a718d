/** One firm as far as the caller may see it: entry, inspections, visits to come, why it would not be drawn. */
import type { Draw, Firm, InspectionRecord, Plan, Visit } from '../../db/store.js'
import type { BoundContext, Outcome } from '../command.js'
import { createDrawSight } from '../draws/draw-sight.js'
import { messages } from '../messages.js'
import { findHindrances } from '../rules/firm-standing.js'
import { officeDay } from '../rules/office-time.js'
import { readRecentDays } from '../service/recent-days.js'

/** A visit that may be told of, with its newest record. */
interface SeenVisit {
  visit: Visit
  draw: Draw | undefined
  record: InspectionRecord | undefined
  /** Whether its results may be told as well. */
  inside: boolean
}

const INSPECTIONS = 5

export async function showFirm(firm: Firm, ctx: BoundContext): Promise<Outcome> {
  const visits = await visitsSeen(firm, ctx)
  const inspected = visits.filter(({ record }) => record !== undefined).slice(-INSPECTIONS)
  const coming = visits.filter(({ record }) => record === undefined)
  const text = messages.firm.detail(firm, ctx.chat.kind === 'private', {
    inspections: inspected
      .reverse()
      .map(({ visit, record, inside }) => messages.firm.inspection(visit.no, visit.due, record!, inside)),
    coming: coming.map(({ visit }) => messages.firm.coming(visit.no, visit.due)),
    hindrances: await hindrances(firm, visits, ctx),
  })
  return { reply: { text } }
}

async function visitsSeen(firm: Firm, ctx: BoundContext): Promise<SeenVisit[]> {
  const { tx } = ctx
  const maySee = createDrawSight(ctx)
  const seen: SeenVisit[] = []
  for (const visit of await tx.visits.ofFirm(firm.code)) {
    const inside = await maySee(visit)
    // Not even a count of the others: it would tell that this firm was drawn.
    if (visit.state !== 'recorded' && !inside) continue
    const record = visit.state === 'recorded' ? (await tx.records.ofVisit(visit.no)).at(-1) : undefined
    seen.push({ visit, draw: await tx.draws.byNo(visit.draw), record, inside })
  }
  return seen
}

/** From what the caller may see alone, so that a cap tells nobody of a visit to come. */
async function hindrances(firm: Firm, seen: SeenVisit[], { tx, today }: BoundContext): Promise<string[]> {
  const items = await tx.items.many([...new Set(seen.flatMap(({ visit }) => visit.items))])
  const visits = seen.map(({ visit, draw, record }) => ({
    no: visit.no,
    plan: visit.plan,
    items: visit.items,
    year: yearOf(draw),
    inspectedOn: record?.inspectedOn ?? null,
  }))
  const plans: Plan[] = []
  for (const no of new Set(visits.map(({ plan }) => plan))) plans.push((await tx.plans.get(no))!)
  const days = await readRecentDays(tx)
  return findHindrances(firm.status === '存续', visits, items, plans, today, days).map((one) =>
    messages.firm.hindrance(one, firm),
  )
}

/** Caps count by the closing of the draw, at UTC+8 (dr1 §1). */
function yearOf(draw: Draw | undefined): number {
  return draw?.closedAt ? Number(officeDay(new Date(draw.closedAt), 'Asia/Shanghai').slice(0, 4)) : 0
}
