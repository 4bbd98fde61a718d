/** Fills a board at least cost, seat by seat along shortest augmenting paths (dr1 §6). */
import { type Board, giveSeat, mayHold, seatBeside } from './roster-board.js'

type Search = {
  board: Board
  /** For each kind of seat: who fits it. */
  fitting: Int32Array[]
  held: number[][]
  /** No path through a person ends with anybody less loaded than this; it only grows. */
  bound: Int32Array
  /** Reached when equal to `round`. */
  seatSeen: Int32Array
  personSeen: Int32Array
  round: number
  /** For a reached seat, the seat its holder would move to; for a reached person, the seat to take. */
  moveTo: Int32Array
  takes: Int32Array
  /** Who and what was reached, in order. */
  people: number[]
  seats: number[]
  /** For each kind: who fits and is not reached. */
  rest: (Int32Array | undefined)[]
  /** The least loaded reached person with room, or -1. */
  best: number
}

/**
 * Fills every seat so that Σ load² is least.
 * @returns null, or, where that is impossible, the seats T of a certificate, ascending: the first seat that cannot be
 *   filled together with all before it, and every seat that would have to change hands for it. This is the least
 *   minimum cut, so it does not depend on who holds the seats before. The board is then filled in part.
 */
export function fillBoard(board: Board): number[] | null {
  const search = openSearch(board)
  for (let q = 0; q < board.holder.length; q++) {
    if (!fillSeat(search, q)) return search.seats.sort((a, b) => a - b)
  }
  return null
}

function openSearch(board: Board): Search {
  const [seats, people] = [board.holder.length, board.load.length]
  return {
    board,
    fitting: board.fits.map((fits) => Int32Array.from(fits.keys()).filter((i) => fits[i] === 1)),
    held: Array.from({ length: people }, () => []),
    bound: new Int32Array(people),
    seatSeen: new Int32Array(seats),
    personSeen: new Int32Array(people),
    round: 0,
    moveTo: new Int32Array(seats),
    takes: new Int32Array(people),
    people: [],
    seats: [],
    rest: [],
    best: -1,
  }
}

function fillSeat(search: Search, q: number): boolean {
  startAt(search, q)
  const least = leastBound(search)
  if (!explore(search, least)) {
    if (search.best < 0) return false
    const reached = search.board.load[search.best]!
    for (const i of search.people) search.bound[i] = Math.max(search.bound[i]!, reached)
  }
  passOn(search, q, search.best)
  return true
}

function startAt(search: Search, q: number): void {
  search.round++
  search.people = []
  search.seats = []
  search.rest = []
  search.best = -1
  reachSeat(search, q, -1)
}

/** Reaches everything there is to reach, or stops with true at somebody whose load cannot be beaten. */
function explore(search: Search, least: number): boolean {
  const { people, seats, held } = search
  let asked = 0
  for (let at = 0; ; at++) {
    for (; asked < seats.length; asked++) if (reachPeople(search, seats[asked]!, least)) return true
    if (at === people.length) return false
    const i = people[at]!
    for (const seat of held[i]!) reachSeat(search, seat, search.takes[i]!)
  }
}

function leastBound({ board, seats, fitting, bound }: Search): number {
  let least = Number.POSITIVE_INFINITY
  for (const seat of seats) {
    for (const i of fitting[seat % board.width]!) if (bound[i]! < least) least = bound[i]!
  }
  return least
}

/** Reaches a seat, and with it those of the same visit whose holders may move over. */
function reachSeat(search: Search, seat: number, moveTo: number): void {
  const { board, seatSeen, round } = search
  if (seatSeen[seat] === round) return
  seatSeen[seat] = round
  search.moveTo[seat] = moveTo
  search.seats.push(seat)
  const first = seat - (seat % board.width)
  for (let other = first; other < first + board.width; other++) {
    const i = board.holder[other]!
    if (i >= 0 && seatSeen[other] !== round && mayHold(board, seat, i)) reachSeat(search, other, seat)
  }
}

function reachPeople(search: Search, seat: number, least: number): boolean {
  const { board, personSeen, round } = search
  const kind = seat % board.width
  const rest = search.rest[kind] ?? search.fitting[kind]!.slice()
  let kept = 0
  for (const i of rest) {
    if (personSeen[i] === round) continue
    if (!mayHold(board, seat, i) || seatBeside(board, seat, i) >= 0) rest[kept++] = i
    else if (reachPerson(search, i, seat) === least) return true
  }
  search.rest[kind] = rest.subarray(0, kept)
  return false
}

/** Answers the least load at which a path could end now. */
function reachPerson(search: Search, i: number, seat: number): number {
  const { load, room } = search.board
  search.personSeen[i] = search.round
  search.takes[i] = seat
  search.people.push(i)
  if (room[i]! > 0 && (search.best < 0 || load[i]! < load[search.best]!)) search.best = i
  return search.best < 0 ? -1 : load[search.best]!
}

/** `last` takes a seat, its holder the next one, and so on until the empty seat q is taken. */
function passOn({ board, held, takes, moveTo }: Search, q: number, last: number): void {
  let [i, seat] = [last, takes[last]!]
  for (;;) {
    const before = board.holder[seat]!
    giveSeat(board, seat, i)
    held[i]!.push(seat)
    if (seat === q) return
    held[before]!.splice(held[before]!.indexOf(seat), 1)
    i = before
    seat = moveTo[seat]!
  }
}
