/**
 * The menu of one seat (dr1 §6): all inspectors with whom a least-cost full roster still exists. Given one such roster,
 * these are its holder and everyone who can enter by a ring of moves that costs nothing: either seats only change hands,
 * or somebody takes one more and somebody whose load is greater by one takes one less. A search backwards from the seat finds them all.
 */
import type { RosterRules } from './roster-rules.js'
import { NONE, type RosterState } from './roster-state.js'

export interface Menu {
  /** Inspectors, ascending. */
  inspectors: number[]
  /** Changes the roster to one of equal cost in which this inspector holds the seat. */
  give(inspector: number): void
}

interface Ways {
  /** For each seat: the inspector to move it to, so that in the end the opened seat is freed; NONE where there is no way. */
  into: Int32Array
  /** For each inspector: the seat that is freed when the inspector takes one more; NONE where there is no way. */
  freed: Int32Array
}

/** @param open seats that are not fixed yet, `seat` among them */
export function findMenu(rules: RosterRules, state: RosterState, open: Set<number>, seat: number): Menu {
  const ways = findWays(rules, state, open, seat)
  const visit = rules.visitOf(seat)
  const mayEnter = (inspector: number) => {
    if (!rules.fits(inspector, seat)) return false
    const same = state.seatIn(inspector, visit)
    if (same === NONE) return ways.freed[inspector] !== NONE
    return same === seat || ways.into[same] !== NONE
  }
  return {
    inspectors: [...rules.inspectors.keys()].filter(mayEnter),
    give(inspector) {
      if (state.holder(seat) !== inspector) state.move(ringOf(inspector))
    },
  }

  function ringOf(entering: number): [number, number][] {
    const ring: [number, number][] = []
    for (let moved = seat, into = entering; ; into = ways.into[moved]!) {
      ring.push([moved, into])
      const same = state.seatIn(into, rules.visitOf(moved))
      moved = same === NONE ? ways.freed[into]! : same
      if (moved === seat) return ring
    }
  }
}

function findWays(rules: RosterRules, state: RosterState, open: Set<number>, seat: number): Ways {
  const into = new Int32Array(rules.seats).fill(NONE)
  const freed = new Int32Array(rules.inspectors.length).fill(NONE)
  const queue: number[] = []
  // By place in the visit: whom a place does not suit need not look at any of its seats.
  const unreached = Array.from({ length: rules.seatsPerVisit }, (): number[] => [])
  for (const other of open) unreached[other % rules.seatsPerVisit]!.push(other)
  let done = 0
  into[seat] = state.holder(seat)
  freeOne(seat)
  search()
  for (const [taker, given] of findExchanges(rules, state, freed)) {
    freed[taker] = given
    enterFrom(taker)
  }
  search()
  return { into, freed }

  function search(): void {
    while (done < queue.length) freeOne(queue[done++]!)
  }

  /** Once this seat is freed its holder can take another, in the same visit or elsewhere. */
  function freeOne(freedSeat: number): void {
    const holder = state.holder(freedSeat)
    const start = rules.visitOf(freedSeat) * rules.seatsPerVisit
    for (let other = start; other < start + rules.seatsPerVisit; other++) reach(other, holder)
    if (freed[holder] !== NONE) return
    freed[holder] = freedSeat
    enterFrom(holder)
  }

  function enterFrom(inspector: number): void {
    for (const [place, seats] of unreached.entries()) {
      if (!rules.suits(inspector, place)) continue
      unreached[place] = seats.filter((other) => {
        if (state.seatIn(inspector, rules.visitOf(other)) === NONE) reach(other, inspector)
        return into[other] === NONE
      })
    }
  }

  function reach(other: number, inspector: number): void {
    if (into[other] !== NONE || !open.has(other) || !rules.fits(inspector, other)) return
    into[other] = inspector
    queue.push(other)
  }
}

/** Who can take one more where another, whose load is greater by one, frees a seat. */
function findExchanges(rules: RosterRules, state: RosterState, freed: Int32Array): [number, number][] {
  const givenAt = new Map<number, number>()
  for (const [inspector, seat] of freed.entries()) if (seat !== NONE) givenAt.set(state.load(inspector), seat)
  const exchanges: [number, number][] = []
  for (const taker of rules.inspectors.keys()) {
    const given = givenAt.get(state.load(taker) + 1)
    if (freed[taker] === NONE && state.hasRoom(taker) && given !== undefined) exchanges.push([taker, given])
  }
  return exchanges
}
