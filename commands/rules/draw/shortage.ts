/** Whether a number of like visits can be staffed, and which seats lack whom where not (dr1 §2). */
import type { InspectorRow, SeatRow } from './freeze.js'
import { fitsSeat } from './roster-board.js'

/** `seats` (names) need `needed` holders in all, but `inspectors` (ids), all who fit them, have room for `room` only. */
export type Shortage = { seats: string[]; inspectors: string[]; needed: number; room: number }

export type Staff = {
  seats: SeatRow[]
  inspectors: InspectorRow[]
  /** For each seat, the indexes of those who fit it. */
  fitting: number[][]
}

/** How many visits each inspector still has room for, and how many each seat has got from whom. */
type Ledger = { room: number[]; given: Map<number, number>[] }
type Taking = { seat: number; inspector: number }

export function listStaff(seats: SeatRow[], inspectors: InspectorRow[]): Staff {
  const fitting = seats.map((seat) => inspectors.flatMap((row, i) => (fitsSeat(seat, row) ? [i] : [])))
  return { seats, inspectors, fitting }
}

/**
 * The shortage of that many visits from which `absent` are all recused, or null. Enough in numbers is enough in fact:
 * holders that are shared out by seat can always be arranged by visit (Kőnig's edge colouring theorem).
 */
export function findShortage(staff: Staff, visits: number, absent: ReadonlySet<string>): Shortage | null {
  const room = staff.inspectors.map((row) => (absent.has(row.id) ? 0 : Math.min(row.capacity, visits)))
  const ledger: Ledger = { room: [...room], given: staff.seats.map(() => new Map()) }
  for (const seat of staff.seats.keys()) {
    for (let lacking = visits; lacking > 0; ) {
      const { path, reached } = findPath(staff, ledger, seat)
      if (!path) return describe(staff, reached, visits, room, absent)
      lacking -= passOn(ledger, path, lacking)
    }
  }
  return null
}

/** The takings, the seat itself last, that end with somebody who has room, or else all seats that were reached. */
function findPath(
  { fitting }: Staff,
  { room, given }: Ledger,
  seat: number,
): { path: Taking[] | null; reached: number[] } {
  const reached = [seat]
  const takenBy = new Map<number, Taking>()
  for (const at of reached) {
    for (const inspector of fitting[at]!) {
      if (room[inspector]! > 0) return { path: traceBack({ seat: at, inspector }, takenBy), reached }
      for (const [other, shares] of given.entries()) {
        if (reached.includes(other) || !shares.get(inspector)) continue
        takenBy.set(other, { seat: at, inspector })
        reached.push(other)
      }
    }
  }
  return { path: null, reached }
}

function traceBack(last: Taking, takenBy: Map<number, Taking>): Taking[] {
  const path = [last]
  for (let next = takenBy.get(last.seat); next; next = takenBy.get(next.seat)) path.push(next)
  return path
}

/** Each seat on the path takes an inspector from the seat before it, for as many visits as all can; answers how many. */
function passOn({ room, given }: Ledger, path: Taking[], lacking: number): number {
  const [first, ...others] = path as [Taking, ...Taking[]]
  const giver = (step: number) => path[step]!.seat
  const shares = others.map(({ inspector }, step) => given[giver(step)]!.get(inspector)!)
  const moved = Math.min(lacking, room[first.inspector]!, ...shares)
  room[first.inspector]! -= moved
  for (const { seat, inspector } of path) add(given[seat]!, inspector, moved)
  for (const [step, { inspector }] of others.entries()) add(given[giver(step)]!, inspector, -moved)
  return moved
}

function add(shares: Map<number, number>, inspector: number, visits: number): void {
  shares.set(inspector, (shares.get(inspector) ?? 0) + visits)
}

function describe(
  { seats, inspectors, fitting }: Staff,
  reached: number[],
  visits: number,
  room: number[],
  absent: ReadonlySet<string>,
): Shortage {
  const lacking = [...reached].sort((a, b) => a - b)
  const whom = [...new Set(lacking.flatMap((seat) => fitting[seat]!))].sort((a, b) => a - b)
  return {
    seats: lacking.map((seat) => seats[seat]!.name),
    inspectors: whom.map((i) => inspectors[i]!.id).filter((id) => !absent.has(id)),
    needed: lacking.length * visits,
    room: whom.reduce((sum, i) => sum + room[i]!, 0),
  }
}
