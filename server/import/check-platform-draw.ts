/** Whether a draw that was made on the upper platform may come in: plan, firms and inspectors, every fault by its row. */
import { isDeepStrictEqual } from 'node:util'
import { messages } from '../../commands/messages.js'
import { platformDraws } from '../../commands/registries/kinds/platform-draws.js'
import type { Column, Fault } from '../../commands/registries/kinds/table.js'
import { checkPlan } from '../../commands/rules/plan-law.js'
import type { PlatformDraw, View } from '../../db/store.js'
import { checkPlatformVisit } from './check-platform-visit.js'

/** A fault under its own row. */
export type RowFault = Omit<Fault, 'sheet'>

const { columns } = platformDraws
const { platform } = messages

/** None when all of it may come in, or has come in already; else every row of the task has one. */
export async function checkPlatformDraw(view: View, draw: PlatformDraw): Promise<RowFault[]> {
  const before = await view.draws.ofTask(draw.task)
  if (before?.elsewhere)
    return isSameTask(before.elsewhere, draw)
      ? []
      : everyRow(draw, columns.task, draw.task, platform.otherContent(before.no!))
  const found = [...(await checkPlanOf(view, draw)), ...(await checkVisits(view, draw))]
  if (found.length === 0) return []
  const told = new Set(found.map(({ row }) => row))
  const others = everyRow(draw, columns.task, draw.task, platform.sameTask)
  return [...found, ...others.filter(({ row }) => !told.has(row))]
}

/** Wherever in its file it stood. */
function isSameTask(one: PlatformDraw, other: PlatformDraw): boolean {
  const content = (draw: PlatformDraw) => ({
    ...draw,
    visits: draw.visits.map(({ rows: _, ...rest }) => rest),
  })
  return isDeepStrictEqual(content(one), content(other))
}

function everyRow(
  draw: PlatformDraw,
  { header }: Column<unknown>,
  value: string,
  reason: string,
): RowFault[] {
  return draw.visits.flatMap(({ rows }) => rows.map((row) => ({ row, column: header, value, reason })))
}

async function checkPlanOf(view: View, draw: PlatformDraw): Promise<RowFault[]> {
  const plan = await view.plans.get(draw.plan)
  const fault = (reason: string) => everyRow(draw, columns.plan, draw.plan, reason)
  if (plan === undefined) return fault(platform.noPlan(draw.plan))
  if (plan.approvedAt === null) return fault(platform.notApproved)
  if (plan.filingNo === null) return fault(platform.notFiled)
  const day = draw.drawnOn ?? draw.visits[0]!.due
  if (draw.drawnOn !== null && (day < plan.from || day > plan.to))
    return everyRow(draw, columns.drawnOn, day, platform.outside(plan.from, plan.to))
  const faults = checkPlan(plan, await view.items.many(plan.items), day)
  return faults.length > 0 ? fault(platform.planFaults(faults.map(messages.draw.fault))) : []
}

async function checkVisits(view: View, draw: PlatformDraw): Promise<RowFault[]> {
  const plan = await view.plans.get(draw.plan)
  if (plan === undefined) return []
  const items = await view.items.many(plan.items)
  const faults: RowFault[] = []
  for (const visit of draw.visits) faults.push(...(await checkPlatformVisit(view, draw, visit, plan, items)))
  return faults
}
