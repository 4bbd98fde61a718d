/** The seats of all visits and who may sit where: what the solver of dr1 §6 works on. */
import type { InspectorRow, SeatRow } from './freeze.js'

export type Visit = { firm: string; recused: string[] }

/** Seats are q = visit · width + kind, inspectors are indexes of their file; both count from 0. */
export type Board = {
  /** Seats of one visit. */
  width: number
  /** Who sits on q, or -1. */
  holder: Int32Array
  /** For each kind of seat: 1 for every inspector whose department and tags match, recused or not. */
  fits: Uint8Array[]
  /** For each visit: who is recused from its firm, where anybody is. */
  recused: (ReadonlySet<number> | undefined)[]
  /** priorLoad + seats held. */
  load: Int32Array
  /** capacity − seats held. */
  room: Int32Array
}

/** Whether an inspector's department and tags are those a seat asks for. */
export function fitsSeat(seat: SeatRow, inspector: InspectorRow): boolean {
  if (seat.department !== null && seat.department !== inspector.department) return false
  return seat.tags.every((tag) => inspector.tags.includes(tag))
}

/** An empty board. @param inspectors in the order of their file. */
export function setBoard(visits: Visit[], seats: SeatRow[], inspectors: InspectorRow[]): Board {
  const index = new Map(inspectors.map((row, i) => [row.id, i]))
  return {
    width: seats.length,
    holder: new Int32Array(visits.length * seats.length).fill(-1),
    fits: seats.map((seat) => Uint8Array.from(inspectors, (row) => (fitsSeat(seat, row) ? 1 : 0))),
    recused: visits.map(({ recused }) => indexesOf(recused, index)),
    load: Int32Array.from(inspectors, (row) => row.priorLoad),
    room: Int32Array.from(inspectors, (row) => row.capacity),
  }
}

/** Whether seat q is open to inspector i, whatever else i holds. */
export function mayHold(board: Board, q: number, i: number): boolean {
  if (board.fits[q % board.width]?.[i] !== 1) return false
  return board.recused[Math.floor(q / board.width)]?.has(i) !== true
}

/** The seat that inspector i holds in the visit of seat q, or -1. */
export function seatBeside(board: Board, q: number, i: number): number {
  const first = q - (q % board.width)
  for (let seat = first; seat < first + board.width; seat++) if (board.holder[seat] === i) return seat
  return -1
}

/** Leaves seat q to nobody. */
export function emptySeat({ holder, load, room }: Board, q: number): void {
  const before = holder[q] as number
  if (before < 0) return
  load[before]!--
  room[before]!++
  holder[q] = -1
}

/** Gives seat q to inspector i, whoever held it. */
export function giveSeat(board: Board, q: number, i: number): void {
  const { holder, load, room } = board
  emptySeat(board, q)
  holder[q] = i
  load[i]!++
  room[i]!--
}

function indexesOf(ids: string[], index: Map<string, number>): ReadonlySet<number> | undefined {
  if (ids.length === 0) return undefined
  return new Set(ids.flatMap((id) => index.get(id) ?? []))
}
