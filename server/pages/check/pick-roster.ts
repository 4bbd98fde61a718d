/** The roster of dr1 §6: every seat, in an order drawn by lot, gets one of the inspectors on its menu. */
import { fillBoard } from './fill-board.js'
import { type Board, createBoard } from './roster-board.js'
import { findWays, movesAlong } from './roster-ways.js'
import type { Seating } from './seating.js'
import { openStream } from './stream.js'

/** @returns the inspector of each seat, or null when no lawful full roster exists */
export function pickRoster(seed: string, seating: Seating): number[] | null {
  const board = createBoard(seating)
  if (!fillBoard(board)) return null
  const next = openStream(seed, 'roster/pick')
  const fixed = new Uint8Array(board.seats)
  for (const seat of shuffleSeats(seed, board.seats)) {
    pickSeat(board, fixed, seat, next())
    fixed[seat] = 1
  }
  return Array.from({ length: board.seats }, (_, seat) => board.holderOf(seat))
}

function pickSeat(board: Board, fixed: Uint8Array, seat: number, u: number): void {
  const ways = findWays(board, fixed, seat)
  const menu = board.suited[seat]!.filter((inspector) => ways.isOpen(inspector))
  const pick = menu[Math.floor(u * menu.length)]!
  if (pick !== board.holderOf(seat)) board.move(movesAlong(board, ways, seat, pick))
}

function shuffleSeats(seed: string, seats: number): number[] {
  const next = openStream(seed, 'roster/order')
  const order = Array.from({ length: seats }, (_, i) => i)
  for (let i = seats - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1))
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order
}
