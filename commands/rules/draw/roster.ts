/** Who inspects which drawn firm: by lot among the most evenly loaded lawful rosters (dr1 §6). */
import type { InspectorRow, SeatRow } from './freeze.js'
import { type Board, mayHold, setBoard, type Visit } from './roster-board.js'
import { fillBoard } from './roster-fill.js'
import { fixSeat, menuOf, openMenus } from './roster-menu.js'
import { stream } from './seed.js'

/** Why no lawful full roster exists: the inspectors who could hold one of these seats have less room than seats. */
export type RosterRefusal = { seats: number[]; inspectors: string[]; room: number }

/**
 * The roster by seat q = visit · seats of a visit + seat.
 * @param visits in visit order; `seats` and `inspectors` in the order of their files.
 */
export function drawRoster(
  seed: string,
  visits: Visit[],
  seats: SeatRow[],
  inspectors: InspectorRow[],
): { roster: [firm: string, seatName: string, inspector: string][] } | { refusal: RosterRefusal } {
  const board = setBoard(visits, seats, inspectors)
  const stuck = fillBoard(board)
  if (stuck) return { refusal: explainStuck(board, stuck, inspectors) }
  pickHolders(seed, board)
  const roster = Array.from(board.holder, (i, q): [string, string, string] => {
    const visit = visits[Math.floor(q / seats.length)]!
    return [visit.firm, seats[q % seats.length]!.name, inspectors[i]!.id]
  })
  return { roster }
}

/** The refusal of §6, or null when a lawful full roster exists. */
export function checkRoster(
  visits: Visit[],
  seats: SeatRow[],
  inspectors: InspectorRow[],
): RosterRefusal | null {
  const board = setBoard(visits, seats, inspectors)
  const stuck = fillBoard(board)
  return stuck && explainStuck(board, stuck, inspectors)
}

function pickHolders(seed: string, board: Board): void {
  const menus = openMenus(board)
  const pick = stream(seed, 'roster/pick')
  for (const q of shuffle(board.holder.length, stream(seed, 'roster/order'))) {
    const menu = menuOf(menus, q)
    fixSeat(menus, q, menu[Math.floor(pick() * menu.length)]!)
  }
}

function shuffle(length: number, next: () => number): number[] {
  const order = Array.from({ length }, (_, i) => i)
  for (let i = length - 1; i >= 1; i--) {
    const j = Math.floor(next() * (i + 1))
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order
}

/** Who has capacity 0 is named as well: their room of 0 is part of the reason. */
function explainStuck(board: Board, seats: number[], inspectors: InspectorRow[]): RosterRefusal {
  const refusal: RosterRefusal = { seats, inspectors: [], room: 0 }
  for (const [i, { id, capacity }] of inspectors.entries()) {
    const visits = new Set<number>()
    for (const q of seats) if (mayHold(board, q, i)) visits.add(Math.floor(q / board.width))
    if (visits.size === 0) continue
    refusal.inspectors.push(id)
    refusal.room += Math.min(capacity, visits.size)
  }
  return refusal
}
