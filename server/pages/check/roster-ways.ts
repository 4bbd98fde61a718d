/**
 * Who else can hold a seat at no extra cost. In a least-cost flow a seat can change its holder exactly when its new arc
 * lies on a residual cycle of cost zero; one search backwards from the seat finds all of them. The sink is passed only from
 * an inspector with room to one whose load is higher by one: (L+1)² − L² is what the other saves.
 */
import type { Board } from './roster-board.js'

export interface Ways {
  isOpen(inspector: number): boolean
  /** By node (seats from 0, then inspectors): the node after it on a way back to the seat, or -1. */
  next: Int32Array
}

/** `fixed` marks the seats that keep their holders. */
export function findWays(board: Board, fixed: Uint8Array, seat: number): Ways {
  const next = searchBack(board, fixed, seat)
  return {
    next,
    isOpen(inspector) {
      const rival = board.rivalOf(seat, inspector)
      return rival === seat || next[rival < 0 ? board.seats + inspector : rival] !== -1
    },
  }
}

function searchBack(board: Board, fixed: Uint8Array, target: number): Int32Array {
  const { seats, capacity } = board
  const next = new Int32Array(seats + capacity.length).fill(-1)
  /** Loads at which everyone who can pass the sink has been reached. */
  const passed = new Set<number>()
  const queue = [target]
  next[target] = target
  const reach = (node: number, onward: number) => {
    next[node] = onward
    queue.push(node)
  }
  let loose = Array.from({ length: seats }, (_, seat) => seat).filter(
    (seat) => seat !== target && !fixed[seat],
  )
  for (const node of queue) {
    if (node < seats) {
      passOut(node)
      continue
    }
    loose = loose.filter((seat) => !enters(seat, node - seats))
    passSink(node - seats)
  }
  return next

  /** What can drive this seat out: its own holder, or another seat of the visit that wants his place. */
  function passOut(seat: number): void {
    const holder = board.holderOf(seat)
    if (next[seats + holder] === -1) reach(seats + holder, seat)
    const first = board.firstOf(seat)
    for (let other = first; other < first + board.seatsPerVisit; other += 1) {
      if (next[other] === -1 && !fixed[other] && board.isSuited(other, holder)) reach(other, seat)
    }
  }

  function passSink(inspector: number): void {
    const load = board.load(inspector)
    if (passed.has(load)) return
    passed.add(load)
    for (let other = 0; other < capacity.length; other += 1) {
      const isFree = next[seats + other] === -1 && board.hasRoom(other)
      if (isFree && board.load(other) + 1 === load) reach(seats + other, seats + inspector)
    }
  }

  /** Whether the seat is reached, now or before. */
  function enters(seat: number, inspector: number): boolean {
    if (next[seat] !== -1) return true
    if (!board.isSuited(seat, inspector) || board.rivalOf(seat, inspector) >= 0) return false
    reach(seat, seats + inspector)
    return true
  }
}

/** The moves that give the seat to an inspector who is open for it and keep the cost. */
export function movesAlong(
  board: Board,
  { next }: Ways,
  seat: number,
  inspector: number,
): [number, number][] {
  const { seats } = board
  const rival = board.rivalOf(seat, inspector)
  const moves: [number, number][] = [[seat, inspector]]
  for (let node = rival < 0 ? seats + inspector : rival; node !== seat; node = next[node]!) {
    const after = next[node]!
    if (node < seats) moves.push([node, after < seats ? board.holderOf(after) : after - seats])
  }
  return moves
}
