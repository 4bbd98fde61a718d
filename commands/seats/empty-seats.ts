/** The seats of a visit that nobody holds. */
import type { Draw, View, Visit } from '../../db/store.js'
import { seatsOf } from '../rules/plan-seats.js'

/** Positions within the visit, from 0. @param draw the visit's. */
export async function emptySeats(view: View, visit: Visit, draw: Draw): Promise<number[]> {
  // Whom the upper platform drew is the whole team.
  if (!draw.frozenPlan || draw.elsewhere) return []
  const held = new Set((await view.visits.assignments(visit.no)).map((one) => one.seat))
  return [...seatsOf(draw.frozenPlan).keys()].filter((seat) => !held.has(seat))
}
