/**
 * Finds one lawful full roster of the least cost (dr1 §6): seat after seat by the cheapest chain of moves, which is
 * successive shortest paths for a flow whose only costs, (load)², lie between inspectors and the sink.
 */
import type { Board } from './roster-board.js'

/** @returns false when no lawful full roster exists */
export function fillBoard(board: Board): boolean {
  for (let seat = 0; seat < board.seats; seat += 1) {
    const moves = findPlace(board, seat)
    if (moves === null) return false
    board.move(moves)
  }
  return true
}

/** Nodes: seats from 0, then inspectors; each was reached from the node that `from` names. */
function findPlace(board: Board, start: number): [number, number][] | null {
  const { seats, capacity } = board
  const from = new Int32Array(seats + capacity.length).fill(-1)
  from[start] = start
  const queue = [start]
  const reach = (node: number, by: number) => {
    if (from[node] !== -1) return
    from[node] = by
    queue.push(node)
  }
  const least = leastLoad(board)
  let best = -1
  for (const node of queue) {
    if (node < seats) {
      for (const one of board.suited[node]!) reachHolder(board, node, one, reach)
      continue
    }
    const inspector = node - seats
    if (board.hasRoom(inspector) && (best < 0 || board.load(inspector) < board.load(best))) best = inspector
    if (best >= 0 && board.load(best) === least) break
    for (const seat of board.seatsOf(inspector)) reach(seat, node)
  }
  return best < 0 ? null : movesTo(board, from, best)
}

/** A seat can go to an inspector, or drive out the seat by which he already stands in that visit. */
function reachHolder(
  board: Board,
  seat: number,
  inspector: number,
  reach: (node: number, by: number) => void,
) {
  const rival = board.rivalOf(seat, inspector)
  if (rival !== seat) reach(rival < 0 ? board.seats + inspector : rival, seat)
}

function leastLoad(board: Board): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < board.capacity.length; i += 1) {
    if (board.hasRoom(i)) least = Math.min(least, board.load(i))
  }
  return least
}

function movesTo(board: Board, from: Int32Array, inspector: number): [number, number][] {
  const moves: [number, number][] = []
  let node = board.seats + inspector
  for (let by = from[node]!; by !== node; by = from[node]!) {
    if (by < board.seats) moves.push([by, node < board.seats ? board.holderOf(node) : node - board.seats])
    node = by
  }
  return moves
}
