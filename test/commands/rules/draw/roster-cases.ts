/** Small random rosters, and what dr1 §6 says about them when every roster is tried: slow, straight from the text. */
import type { InspectorRow, SeatRow } from '../../../../commands/rules/draw/freeze.js'
import { hashOf } from '../../../../commands/rules/draw/hash.js'
import { stream } from '../../../../commands/rules/draw/seed.js'

export interface Case {
  visits: { firm: string; recused: string[] }[]
  seats: SeatRow[]
  inspectors: InspectorRow[]
}

export function caseSeed(n: number): string {
  return hashOf(['test/roster', n])
}

/** Small enough to try every roster, crooked enough to need every rule. */
export function randomCase(n: number): Case {
  const u = stream(caseSeed(n), 'case')
  const below = (limit: number) => Math.floor(u() * limit)
  const some = (names: string[], chance: number) => names.filter(() => u() < chance)
  const inspectors = Array.from({ length: 2 + below(4) }, (_, i) => ({
    id: `I${i}`,
    department: u() < 0.6 ? 'A' : 'B',
    tags: some(['s', 't'], 0.6),
    capacity: u() < 0.1 ? 0 : 1 + below(4),
    priorLoad: below(u() < 0.5 ? 1 : 4),
    reason: null,
  }))
  const seats = Array.from({ length: 1 + below(3) }, (_, k) => ({
    name: `S${k}`,
    department: u() < 0.5 ? null : u() < 0.6 ? 'A' : 'B',
    tags: some(['s', 't'], 0.3),
  }))
  const ids = inspectors.map((row) => row.id)
  const recusal = u() < 0.5 ? 0 : 0.2
  const length = 1 + below(Math.floor(6 / seats.length))
  const visits = Array.from({ length }, (_, v) => ({ firm: `F${v}`, recused: some(ids, recusal) }))
  return { visits, seats, inspectors }
}

/** Whether department, tags and recusals let inspector i hold seat q. */
export function mayHold({ visits, seats, inspectors }: Case, q: number, i: number): boolean {
  const seat = seats[q % seats.length]!
  const inspector = inspectors[i]!
  if (seat.department !== null && seat.department !== inspector.department) return false
  if (visits[Math.floor(q / seats.length)]!.recused.includes(inspector.id)) return false
  return seat.tags.every((tag) => inspector.tags.includes(tag))
}

/** All lawful full rosters, each as inspectors by q. */
export function lawfulRosters(given: Case): number[][] {
  const { visits, seats, inspectors } = given
  let rosters: number[][] = [[]]
  for (let q = 0; q < visits.length * seats.length; q++) {
    const holders = [...inspectors.keys()].filter((i) => mayHold(given, q, i))
    const mayJoin = (roster: number[], i: number) => {
      const held = roster.filter((other) => other === i).length
      return !roster.slice(q - (q % seats.length)).includes(i) && held < inspectors[i]!.capacity
    }
    rosters = rosters.flatMap((roster) =>
      holders.filter((i) => mayJoin(roster, i)).map((i) => [...roster, i]),
    )
  }
  return rosters
}

/** The roster and its menus by seat, or null where there is no lawful roster. */
export function drawByForce(seed: string, given: Case): { roster: number[]; menus: number[][] } | null {
  const all = lawfulRosters(given)
  if (all.length === 0) return null
  const costs = all.map((roster) => costOf(roster, given.inspectors))
  const least = costs.reduce((a, b) => Math.min(a, b))
  let left = all.filter((_, n) => costs[n] === least)
  const pick = stream(seed, 'roster/pick')
  const menus: number[][] = []
  for (const q of orderOf(seed, left[0]!.length)) {
    const menu = [...new Set(left.map((roster) => roster[q]!))].sort((a, b) => a - b)
    const taken = menu[Math.floor(pick() * menu.length)]
    left = left.filter((roster) => roster[q] === taken)
    menus[q] = menu
  }
  return { roster: left[0]!, menus }
}

export function orderOf(seed: string, length: number): number[] {
  const order = Array.from({ length }, (_, q) => q)
  const u = stream(seed, 'roster/order')
  for (let i = length - 1; i >= 1; i--) {
    const j = Math.floor(u() * (i + 1))
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return order
}

function costOf(roster: number[], inspectors: InspectorRow[]): number {
  const loads = inspectors.map((row) => row.priorLoad)
  for (const i of roster) loads[i]!++
  return loads.reduce((sum, load) => sum + load ** 2, 0)
}
