/** The roster of dr1 §6 by trying every roster there is: slow, and straight from the text. */
import type { InspectorRow, SeatRow } from '../../../../commands/rules/draw/freeze.js'
import { stream } from '../../../../commands/rules/draw/seed.js'

export interface Case {
  visits: { firm: string; recused: string[] }[]
  seats: SeatRow[]
  inspectors: InspectorRow[]
}

export function mayHold({ visits, seats, inspectors }: Case, q: number, i: number): boolean {
  const visit = visits[Math.floor(q / seats.length)]!
  const seat = seats[q % seats.length]!
  const inspector = inspectors[i]!
  if (seat.department !== null && seat.department !== inspector.department) return false
  return seat.tags.every((tag) => inspector.tags.includes(tag)) && !visit.recused.includes(inspector.id)
}

/** All lawful full rosters, each as inspectors by q. */
export function lawfulRosters(given: Case): number[][] {
  const { visits, seats, inspectors } = given
  let rosters: number[][] = [[]]
  for (let q = 0; q < visits.length * seats.length; q++) {
    rosters = rosters.flatMap((roster) =>
      inspectors.flatMap((inspector, i) => {
        const beside = roster.slice(q - (q % seats.length))
        const held = roster.filter((other) => other === i).length
        const lawful = mayHold(given, q, i) && !beside.includes(i) && held < inspector.capacity
        return lawful ? [[...roster, i]] : []
      }),
    )
  }
  return rosters
}

/** The roster and its menus by seat, or null where there is no lawful roster. */
export function drawByForce(seed: string, given: Case): { roster: number[]; menus: number[][] } | null {
  const all = lawfulRosters(given)
  const costs = all.map((roster) => costOf(roster, given.inspectors))
  let left = all.filter((_, n) => costs[n] === Math.min(...costs))
  if (left.length === 0) return null
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
  return inspectors.reduce((sum, { priorLoad }, i) => {
    return sum + (priorLoad + roster.filter((holder) => holder === i).length) ** 2
  }, 0)
}
