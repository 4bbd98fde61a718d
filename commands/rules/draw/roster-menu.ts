/** The menus of dr1 §6: who may get a seat so that a least-cost full roster still exists. */
import { type Board, mayHold, seatBeside } from './roster-board.js'
import { closeSeat, moveSeat, openStanding, type Standing, turningSeats } from './roster-standing.js'

/**
 * A change of hands keeps the cost when it closes a cycle in which each person takes a seat and leaves another, or
 * takes one more while somebody who had exactly one more leaves one. The search goes backward from a seat's holder.
 */
export type MenuSearch = {
  standing: Standing
  /** For each kind of seat: who fits it; for each person: the kinds that fit. */
  fitting: number[][]
  kindsOf: number[][]
  /** Reached when equal to `round`. */
  seatSeen: Int32Array
  personSeen: Int32Array
  round: number
  /** For a reached seat: who would take it, and the seat left in turn. For a reached person: the seat left in turn. */
  taker: Int32Array
  nextLeft: Int32Array
  leaves: Int32Array
  /** The reached people in order. */
  queue: number[]
  /** For each kind: who fits, and which seats turn, as far as not reached. */
  restPeople: number[][]
  restTurning: (number[] | undefined)[]
  /** The loads whose people were reached by level. */
  lowered: Set<number>
}

/** @param board filled at least cost; it stays so, and belongs to the search from now on. */
export function openMenus(board: Board): MenuSearch {
  const { fits, holder, load } = board
  return {
    standing: openStanding(board),
    fitting: fits.map((each) => [...each.keys()].filter((i) => each[i] === 1)),
    kindsOf: Array.from(load, (_, i) => [...fits.keys()].filter((kind) => fits[kind]![i] === 1)),
    seatSeen: new Int32Array(holder.length),
    personSeen: new Int32Array(load.length),
    round: 0,
    taker: new Int32Array(holder.length),
    nextLeft: new Int32Array(holder.length),
    leaves: new Int32Array(load.length),
    queue: [],
    restPeople: [],
    restTurning: [],
    lowered: new Set(),
  }
}

/** Everybody, ascending, for whom a least-cost full roster exists that keeps all fixed seats; q is not fixed yet. */
export function menuOf(search: MenuSearch, q: number): number[] {
  startAt(search, q)
  let [asked, turned] = [0, 0]
  while (turned < search.queue.length) {
    for (; asked < search.queue.length; asked++) askFor(search, search.queue[asked]!)
    if (!isSomebodyLeft(search)) break
    reachTurning(search, search.queue[turned++]!)
  }
  reachBeside(search, q)
  const { board } = search.standing
  return search.fitting[q % board.width]!.filter((i) => mayHold(board, q, i) && isReached(search, q, i))
}

/** Fixes seat q to somebody from the menu that was asked for last; others change hands so that the cost stays. */
export function fixSeat({ standing, taker, nextLeft, leaves }: MenuSearch, q: number, i: number): void {
  if (standing.board.holder[q] !== i) {
    const beside = seatBeside(standing.board, q, i)
    let left = beside >= 0 ? beside : leaves[i]!
    moveSeat(standing, q, i)
    while (left !== q) {
      moveSeat(standing, left, taker[left]!)
      left = nextLeft[left]!
    }
  }
  closeSeat(standing, q)
}

function startAt(search: MenuSearch, q: number): void {
  const { open } = search.standing
  search.round++
  search.queue = []
  search.restPeople = search.fitting.map((people, kind) => people.filter((i) => open[i]![kind]!.length > 0))
  search.restTurning = []
  search.lowered.clear()
  reachSeat(search, q, -1, -1)
}

function isReached({ standing, personSeen, seatSeen, round }: MenuSearch, q: number, i: number): boolean {
  const beside = seatBeside(standing.board, q, i)
  return beside >= 0 ? seatSeen[beside] === round : personSeen[i] === round
}

/** The seat can be left by its holder, for `taker`, who leaves `next` in turn; so can those the holder may turn to. */
function reachSeat(search: MenuSearch, seat: number, taker: number, next: number): void {
  const { board, fixed } = search.standing
  search.seatSeen[seat] = search.round
  search.taker[seat] = taker
  search.nextLeft[seat] = next
  const i = board.holder[seat]!
  reachPerson(search, i, seat)
  const first = seat - (seat % board.width)
  for (let other = first; other < first + board.width; other++) {
    if (fixed[other] === 1 || search.seatSeen[other] === search.round) continue
    if (mayHold(board, other, i)) reachSeat(search, other, i, seat)
  }
}

/** Person i can take one more seat, because `leaves` is then left, by i or by another. */
function reachPerson(search: MenuSearch, i: number, leaves: number): void {
  if (search.personSeen[i] === search.round) return
  search.personSeen[i] = search.round
  search.leaves[i] = leaves
  search.queue.push(i)
}

/** What person i may take from others, or hand to them, because i can take one more. */
function askFor(search: MenuSearch, i: number): void {
  const level = search.standing.board.load[i]! - 1
  if (!search.lowered.has(level)) reachLevel(search, level, i)
  for (const kind of search.kindsOf[i]!)
    if (search.restPeople[kind]!.length > 0) reachHolders(search, kind, i)
}

/** Those who have one less than i may get one more while i gives one away. */
function reachLevel(search: MenuSearch, level: number, i: number): void {
  const { board, levels } = search.standing
  search.lowered.add(level)
  for (const other of levels.get(level) ?? []) {
    if (board.room[other]! > 0) reachPerson(search, other, search.leaves[i]!)
  }
}

/** Person i takes a seat of this kind from each holder who has one that i may take. */
function reachHolders(search: MenuSearch, kind: number, i: number): void {
  const { standing, personSeen, round } = search
  const rest = search.restPeople[kind]!
  let kept = 0
  for (const holder of rest) {
    if (personSeen[holder] === round) continue
    const seat = findJoinable(standing, standing.open[holder]![kind]!, i)
    if (seat < 0) rest[kept++] = holder
    else reachSeat(search, seat, i, search.leaves[i]!)
  }
  rest.length = kept
}

function isSomebodyLeft({ restPeople, personSeen, round }: MenuSearch): boolean {
  return restPeople.some((rest) => rest.some((i) => personSeen[i] !== round))
}

/** A seat whose holder may turn to one beside is worth taking even when its holder is reached already. */
function reachTurning(search: MenuSearch, i: number): void {
  const { standing, seatSeen, round } = search
  for (const kind of search.kindsOf[i]!) {
    const rest = search.restTurning[kind] ?? turningSeats(standing, kind)
    let kept = 0
    for (const seat of rest) {
      if (seatSeen[seat] === round) continue
      if (mayJoin(standing.board, seat, i)) reachSeat(search, seat, i, search.leaves[i]!)
      else rest[kept++] = seat
    }
    rest.length = kept
    search.restTurning[kind] = rest
  }
}

/** Whoever sits beside q gets q only by leaving that very seat: so it is not enough that the person is reached. */
function reachBeside(search: MenuSearch, q: number): void {
  const { standing, personSeen, seatSeen, round } = search
  const first = q - (q % standing.board.width)
  for (const [kind, fitting] of search.fitting.entries()) {
    const seat = first + kind
    if (standing.fixed[seat] === 1 || seatSeen[seat] === round) continue
    const taker = fitting.find((i) => personSeen[i] === round && mayJoin(standing.board, seat, i))
    if (taker !== undefined) reachSeat(search, seat, taker, search.leaves[taker]!)
  }
}

function findJoinable({ board }: Standing, seats: number[], i: number): number {
  for (const seat of seats) if (mayJoin(board, seat, i)) return seat
  return -1
}

function mayJoin(board: Board, q: number, i: number): boolean {
  return mayHold(board, q, i) && seatBeside(board, q, i) < 0
}
