/** Why what was gathered cannot lawfully be drawn, in words with numbers; null when it can. */

import { countVisits } from '../../commands/draws/draw-summary.js'
import { messages } from '../../commands/messages.js'
import { checkBeforeCommit, type Infeasible } from '../../commands/rules/draw/feasibility.js'
import { findPassedCap, findPassedYear } from '../../commands/rules/plan-law.js'
import type { View } from '../../db/store.js'
import type { Gathered } from './gather.js'

export async function findRefusal(view: View, gathered: Gathered): Promise<string | null> {
  const { summary, tally, items, unruled, rules, year } = gathered
  if (tally.rows === 0) return messages.draw.noFirms(summary.inScope)
  if (unruled.length > 0) return messages.draw.missingRule(unruled)
  const drawn = countVisits(summary)
  if (drawn === 0) return messages.draw.noneDrawn
  const passed = findPassedCap(items, drawn, tally.rows)
  if (passed) return messages.draw.passedCap(passed.code, passed.name, drawn, tally.rows, passed.ratioCap)
  const overdrawn = findPassedYear(items, drawn, year)
  if (overdrawn) return messages.draw.passedYear(overdrawn.item, drawn, overdrawn, year.firms)
  const infeasible = checkBeforeCommit(tally, rules)
  return infeasible && describe(view, gathered, infeasible)
}

async function describe(view: View, gathered: Gathered, fault: Infeasible): Promise<string> {
  if (fault.kind === 'weights') return messages.draw.weights(fault.stratum)
  const departments = await departmentNames(view, gathered, fault.seats)
  if (fault.kind === 'row') {
    const names: string[] = []
    for (const code of fault.firms.slice(0, 11)) names.push((await view.firms.get(code))?.name ?? code)
    return messages.draw.noTeam(names, fault.firms.length, departments)
  }
  return messages.draw.tooFew(fault.seats, departments, fault.needed, fault.room)
}

async function departmentNames(view: View, { seats }: Gathered, seatNames: string[]): Promise<string[]> {
  const codes = new Set(seats.filter((seat) => seatNames.includes(seat.name)).map((seat) => seat.department))
  const names: string[] = []
  for (const code of codes) names.push((await view.departments.get(code))?.name ?? code)
  return names
}
