/** Who may hold which seat of a draw (dr1 §6), without regard to the other seats. */
import type { Files } from './check-files.js'
import type { Proof } from './proof-shape.js'

export interface RosterRules {
  inspectors: Files['inspectors']
  visits: number
  seatsPerVisit: number
  seats: number
  /** Department and tags match those of the seat with this place in every visit. */
  suits(inspector: number, place: number): boolean
  /** The seat suits and no recusal forbids it. */
  fits(inspector: number, seat: number): boolean
  visitOf(seat: number): number
}

export function createRosterRules(
  { openings }: Pick<Proof, 'openings'>,
  { inspectors, seats }: Pick<Files, 'inspectors' | 'seats'>,
): RosterRules {
  const suits = inspectors.map(([, department, tags]) =>
    seats.map(
      ([, of, needed]) => (of === null || of === department) && needed.every((tag) => tags.includes(tag)),
    ),
  )
  const recused = openings.map(([, , ids]) => new Set(ids))
  const perVisit = seats.length
  const visitOf = (seat: number) => Math.floor(seat / perVisit)
  return {
    inspectors,
    visits: openings.length,
    seatsPerVisit: perVisit,
    seats: openings.length * perVisit,
    suits: (inspector, place) => suits[inspector]![place]!,
    fits: (inspector, seat) =>
      suits[inspector]![seat % perVisit]! && !recused[visitOf(seat)]!.has(inspectors[inspector]![0]),
    visitOf,
  }
}
