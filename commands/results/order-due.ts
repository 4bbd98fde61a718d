/** What an order to put something right waits for, and when its department is reminded of it. */
import type { Day, Decision, View } from '../../db/store.js'
import type { Calendar } from '../rules/calendar.js'
import { nextStageDay } from '../rules/deadlines.js'
import { type CheckDue, checkDue } from '../rules/recheck-course.js'
import { nextResultDay } from '../rules/result-course.js'
import { standingDecisions } from './settle-result.js'

export interface OpenOrder {
  order: Decision
  due: CheckDue
}

/** Null where nothing is left to do. */
export async function orderDue(view: View, order: Decision): Promise<CheckDue | null> {
  const last = (await view.rechecks.of(order.id)).at(-1)
  const others = (await standingDecisions(view, order)).filter(({ id }) => id !== order.id)
  return checkDue(order, last, others)
}

/** The next day on which the department is reminded; null where nothing is left to do. */
export function nextOrderDay(today: Day, due: CheckDue | null, calendar: Calendar): Day | null {
  if (due === null) return null
  return due.kind === 'check' ? nextStageDay(today, due.on, calendar) : nextResultDay(today, null, calendar)
}

/** A department's, those whose day comes first before the others. */
export async function openOrders(view: View, department: string): Promise<OpenOrder[]> {
  const open: OpenOrder[] = []
  for (const order of await view.decisions.remindBy('9999-12-31')) {
    const due = order.department === department ? await orderDue(view, order) : null
    if (due) open.push({ order, due })
  }
  return open.sort((a, b) => (a.due.on < b.due.on ? -1 : a.due.on > b.due.on ? 1 : 0))
}
