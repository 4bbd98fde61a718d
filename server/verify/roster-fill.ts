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

/** Breadth first over all seats that could be freed for others, until somebody is found whom nobody can undercut. */
function explore(rules: RosterRules, state: RosterState, first: number): Reached {
  const cameFrom = new Int32Array(rules.seats).fill(NONE)
  const entered = new Map<number, number>()
  const lowest = lowestLoad(rules, state)
  let outside = [...rules.inspectors.keys()]
  const queue = [first]
  let isUndercut = true
  cameFrom[first] = first
  for (const seat of queue) {
    const start = rules.visitOf(seat) * rules.seatsPerVisit
    for (let other = start; other < start + rules.seatsPerVisit; other++) {
      const holder = state.holder(other)
      if (holder !== NONE && rules.fits(holder, seat)) displace(other, seat)
    }
    outside = outside.filter((inspector) => !enter(inspector, seat))
    if (!isUndercut) break
  }
  return { cameFrom, entered }

  function displace(seat: number, by: number): void {
    if (cameFrom[seat] !== NONE) return
    cameFrom[seat] = by
    queue.push(seat)
  }

  function enter(inspector: number, seat: number): boolean {
    if (!rules.fits(inspector, seat) || state.seatIn(inspector, rules.visitOf(seat)) !== NONE) return false
    entered.set(inspector, seat)
    for (const other of state.seatsOf(inspector)) displace(other, seat)
    if (state.hasRoom(inspector) && state.load(inspector) === lowest) isUndercut = false
    return true
  }
}

function lowestLoad(rules: RosterRules, state: RosterState): number {
  const free = [...rules.inspectors.keys()].filter(state.hasRoom)
  return free.reduce((min, inspector) => Math.min(min, state.load(inspector)), Number.POSITIVE_INFINITY)
}
