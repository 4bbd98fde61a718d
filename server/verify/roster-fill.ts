/**
 * A least-cost full roster (dr1 §6), by shortest augmenting paths: each seat in turn is added along the chain of moves
 * that ends with the inspector of the least load. Only taking one more seat costs anything, and ever more (2·load + 1).
 */
import type { RosterRules } from './roster-rules.js'
import { createRosterState, NONE, type RosterState } from './roster-state.js'

/** @returns null when no lawful full roster exists */
export function fillRoster(rules: RosterRules): RosterState | null {
  const state = createRosterState(rules)
  for (let seat = 0; seat < rules.seats; seat++) {
    const moves = findMoves(rules, state, seat)
    if (!moves) return null
    state.move(moves)
  }
  return state
}

function findMoves(rules: RosterRules, state: RosterState, first: number): [number, number][] | null {
  const { cameFrom, entered } = explore(rules, state, first)
  let best = NONE
  for (const inspector of entered.keys())
    if (state.hasRoom(inspector) && (best === NONE || state.load(inspector) < state.load(best)))
      best = inspector
  if (best === NONE) return null
  const moves: [number, number][] = []
  for (let seat = entered.get(best)!, into = best; ; seat = cameFrom[seat]!) {
    moves.push([seat, into])
    if (seat === first) return moves
    into = state.holder(seat)
  }
}

interface Reached {
  /** For each seat: the seat whose new holder gave it up. */
  cameFrom: Int32Array
  /** Inspectors who could take one more seat, and the seat that each would take. */
  entered: Map<number, number>
}

/** Breadth first over all seats that could be freed for others. */
function explore(rules: RosterRules, state: RosterState, first: number): Reached {
  const cameFrom = new Int32Array(rules.seats).fill(NONE)
  const entered = new Map<number, number>()
  const queue = [first]
  cameFrom[first] = first
  const displace = (seat: number, by: number) => {
    if (cameFrom[seat] !== NONE) return
    cameFrom[seat] = by
    queue.push(seat)
  }
  for (const seat of queue) {
    for (const inspector of rules.inspectors.keys()) {
      if (!rules.fits(inspector, seat)) continue
      const same = state.seatIn(inspector, rules.visitOf(seat))
      if (same !== NONE) displace(same, seat)
      else if (!entered.has(inspector)) {
        entered.set(inspector, seat)
        for (const other of seatsOf(inspector)) displace(other, seat)
      }
    }
  }
  return { cameFrom, entered }

  function seatsOf(inspector: number): number[] {
    const visits = Array.from({ length: rules.visits }, (_, visit) => state.seatIn(inspector, visit))
    return state.held(inspector) === 0 ? [] : visits.filter((other) => other !== NONE)
  }
}
