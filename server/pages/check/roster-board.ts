/** Who holds which seat while a roster is being found; seats and inspectors are numbers from 0. */
import type { Seating } from './seating.js'

const NOBODY = -1

export interface Board extends Seating {
  holderOf(seat: number): number
  /** The seat of this seat's visit that the inspector holds, or -1. */
  rivalOf(seat: number, inspector: number): number
  seatsOf(inspector: number): number[]
  /** The first seat of this seat's visit; the others follow it. */
  firstOf(seat: number): number
  held(inspector: number): number
  /** priorLoad + seats held */
  load(inspector: number): number
  hasRoom(inspector: number): boolean
  isSuited(seat: number, inspector: number): boolean
  /** Gives seats new holders, all at once: seats that exchange holders never stand in each other's way. */
  move(moves: [seat: number, inspector: number][]): void
}

export function createBoard(seating: Seating): Board {
  const { seats, seatsPerVisit, visits, capacity, priorLoad } = seating
  const people = capacity.length
  const holder = new Int32Array(seats).fill(NOBODY)
  const held = new Int32Array(people)
  const place = new Int32Array(visits * people).fill(NOBODY)
  const suits = new Uint8Array(seats * people)
  seating.suited.forEach((some, seat) => {
    for (const inspector of some) suits[seat * people + inspector] = 1
  })
  const visitOf = (seat: number) => Math.floor(seat / seatsPerVisit)
  const placeOf = (seat: number, inspector: number) => visitOf(seat) * people + inspector

  function leave(seat: number): void {
    const inspector = holder[seat]!
    if (inspector === NOBODY) return
    place[placeOf(seat, inspector)] = NOBODY
    held[inspector]! -= 1
  }

  function take(seat: number, inspector: number): void {
    holder[seat] = inspector
    place[placeOf(seat, inspector)] = seat
    held[inspector]! += 1
  }

  return {
    ...seating,
    holderOf: (seat) => holder[seat]!,
    rivalOf: (seat, inspector) => place[placeOf(seat, inspector)]!,
    seatsOf(inspector) {
      const found: number[] = []
      for (let at = inspector; at < place.length; at += people)
        if (place[at] !== NOBODY) found.push(place[at]!)
      return found
    },
    firstOf: (seat) => visitOf(seat) * seatsPerVisit,
    held: (inspector) => held[inspector]!,
    load: (inspector) => priorLoad[inspector]! + held[inspector]!,
    hasRoom: (inspector) => held[inspector]! < capacity[inspector]!,
    isSuited: (seat, inspector) => suits[seat * people + inspector] === 1,
    move(moves) {
      for (const [seat] of moves) leave(seat)
      for (const [seat, inspector] of moves) take(seat, inspector)
    },
  }
}
