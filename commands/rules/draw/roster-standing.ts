/** A full board while its seats are fixed one by one: who holds which open seats, and who has which load (dr1 §6). */
import { type Board, giveSeat, mayHold } from './roster-board.js'

export type Standing = {
  board: Board
  fixed: Uint8Array
  /** By person and kind of seat: the seats that are not fixed. */
  open: number[][][]
  levels: Map<number, Set<number>>
  /** For each kind: the kinds beside it that its holder may also fit while others who fit it do not. */
  turns: number[][]
  /** For each kind with such kinds beside it: its open seats. */
  turning: number[][]
}

export function openStanding(board: Board): Standing {
  const { fits, holder, load, width } = board
  const turns = fits.map((each) => [...fits.keys()].filter((kind) => overlapsInPart(each, fits[kind]!)))
  const standing: Standing = {
    board,
    fixed: new Uint8Array(holder.length),
    open: Array.from(load, () => fits.map((): number[] => [])),
    levels: new Map(),
    turns,
    turning: turns.map(() => []),
  }
  for (const i of load.keys()) enterLevel(standing, i)
  for (const [q, i] of holder.entries()) {
    const kind = q % width
    standing.open[i]![kind]!.push(q)
    if (turns[kind]!.length > 0) standing.turning[kind]!.push(q)
  }
  return standing
}

/** Gives an open seat to another person. */
export function moveSeat(standing: Standing, q: number, i: number): void {
  const { board, levels, open } = standing
  const before = board.holder[q]!
  for (const person of [before, i]) levels.get(board.load[person]!)!.delete(person)
  giveSeat(board, q, i)
  for (const person of [before, i]) enterLevel(standing, person)
  takeOut(open[before]![q % board.width]!, q)
  open[i]![q % board.width]!.push(q)
}

export function closeSeat({ board, fixed, open, turns, turning }: Standing, q: number): void {
  const kind = q % board.width
  fixed[q] = 1
  takeOut(open[board.holder[q]!]![kind]!, q)
  if (turns[kind]!.length > 0) takeOut(turning[kind]!, q)
}

/** The open seats of a kind whose holder could move to a seat beside, and so let in who does not fit that one. */
export function turningSeats({ board, fixed, turns, turning }: Standing, kind: number): number[] {
  return turning[kind]!.filter((q) => {
    const beside = q - kind
    return turns[kind]!.some(
      (other) => fixed[beside + other] === 0 && mayHold(board, beside + other, board.holder[q]!),
    )
  })
}

function overlapsInPart(fits: Uint8Array, other: Uint8Array): boolean {
  return (
    fits.some((fit, i) => fit === 1 && other[i] === 1) && fits.some((fit, i) => fit === 1 && other[i] === 0)
  )
}

function enterLevel({ board, levels }: Standing, i: number): void {
  const load = board.load[i]!
  const level = levels.get(load)
  if (level) level.add(i)
  else levels.set(load, new Set([i]))
}

function takeOut(seats: number[], q: number): void {
  seats[seats.indexOf(q)] = seats.at(-1)!
  seats.pop()
}
