/** A roster while it is being worked out: who holds which seat, and how many. */
import type { RosterRules } from './roster-rules.js'

/** Nobody, or no seat. */
export const NONE = -1

export interface RosterState {
  holder(seat: number): number
  /** The seat that an inspector holds in a visit, or NONE. */
  seatIn(inspector: number, visit: number): number
  seatsOf(inspector: number): Iterable<number>
  hasRoom(inspector: number): boolean
  /** priorLoad and the seats held. */
  load(inspector: number): number
  /** Seats change hands all at once: [seat, inspector]. */
  move(moves: [number, number][]): void
  empty(seat: number): void
}

export function createRosterState({ inspectors, visits, seats, visitOf }: RosterRules): RosterState {
  const holders = new Int32Array(seats).fill(NONE)
  const seatsIn = new Int32Array(inspectors.length * visits).fill(NONE)
  const held = inspectors.map(() => new Set<number>())

  function empty(seat: number): void {
    const inspector = holders[seat]!
    if (inspector === NONE) return
    holders[seat] = NONE
    seatsIn[inspector * visits + visitOf(seat)] = NONE
    held[inspector]!.delete(seat)
  }

  return {
    holder: (seat) => holders[seat]!,
    seatIn: (inspector, visit) => seatsIn[inspector * visits + visit]!,
    seatsOf: (inspector) => held[inspector]!,
    hasRoom: (inspector) => held[inspector]!.size < inspectors[inspector]![3],
    load: (inspector) => inspectors[inspector]![4] + held[inspector]!.size,
    move(moves) {
      for (const [seat] of moves) empty(seat)
      for (const [seat, inspector] of moves) {
        holders[seat] = inspector
        seatsIn[inspector * visits + visitOf(seat)] = seat
        held[inspector]!.add(seat)
      }
    },
    empty,
  }
}
