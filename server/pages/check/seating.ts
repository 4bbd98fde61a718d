/** Who may hold which seat of the selected firms (dr1 §6); inspectors and seats are numbers from 0. */
import type { Proof } from './proof.js'
import type { Files } from './read-files.js'

export interface Seating {
  visits: number
  seatsPerVisit: number
  /** visits · seatsPerVisit */
  seats: number
  /** By inspector. */
  capacity: number[]
  priorLoad: number[]
  ids: string[]
  /** By seat: who has its department and tags and is not recused from its firm, ascending, whatever their capacity. */
  suited: number[][]
}

export function describeSeating(
  { openings }: Pick<Proof, 'openings'>,
  { inspectors, seats }: Pick<Files, 'inspectors' | 'seats'>,
): Seating {
  const fitting = seats.map(([, department, tags]) =>
    inspectors.flatMap(([, of, own], i) =>
      (department === null || department === of) && tags.every((tag) => own.includes(tag)) ? [i] : [],
    ),
  )
  const suited = openings.flatMap(([, , recused]) => {
    const barred = new Set(recused)
    return fitting.map((some) =>
      barred.size === 0 ? some : some.filter((i) => !barred.has(inspectors[i]![0])),
    )
  })
  return {
    ...{ visits: openings.length, seatsPerVisit: seats.length, seats: suited.length, suited },
    capacity: inspectors.map((row) => row[3]),
    priorLoad: inspectors.map((row) => row[4]),
    ids: inspectors.map(([id]) => id),
  }
}
