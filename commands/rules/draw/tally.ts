/** What the check before the commit must know of a sheet, taken in row by row, so that a million rows are not kept (dr1 §2). */
import type { InspectorRow, SeatRow, SheetRow } from './freeze.js'
import { findShortage, listStaff, type Shortage, type Staff } from './shortage.js'

/** What firms with the same recusals lack, each by itself. */
export type Lack = Shortage & { firms: string[] }

export interface Tally {
  staff: Staff
  rows: number
  /** By stratum: how many rows, and their weights together. */
  strata: Map<string, { rows: number; total: number }>
  /** By recusals, joined; null where they leave a lawful team. */
  lacks: Map<string, Lack | null>
  /** Firms that have no lawful team, in the order of the sheet. */
  teamless: string[]
  /** The first rows, as many as could all be visited: if all are drawn, it is these. */
  first: SheetRow[]
  /** How many visits the inspectors have room for at the most. */
  room: number
}

/** @param inspectors in the order of their file */
export function createTally(seats: SeatRow[], inspectors: InspectorRow[]): Tally {
  const capacity = inspectors.reduce((sum, row) => sum + row.capacity, 0)
  return {
    ...{ staff: listStaff(seats, inspectors), rows: 0, strata: new Map(), lacks: new Map(), teamless: [] },
    ...{ first: [], room: Math.floor(capacity / seats.length) },
  }
}

/** Takes in the next row of the sheet. */
export function count(tally: Tally, row: SheetRow): void {
  const { stratum, weight } = row
  const sum = tally.strata.get(stratum)
  if (sum) {
    sum.rows += 1
    sum.total += weight
  } else tally.strata.set(stratum, { rows: 1, total: weight })
  if (tally.rows < tally.room) tally.first.push(row)
  tally.rows += 1
  noteLack(tally, row)
}

function noteLack({ staff, lacks, teamless }: Tally, { firm, recused }: SheetRow): void {
  // Most firms share one set of recusals, the empty one.
  const key = recused.join()
  if (!lacks.has(key)) {
    const shortage = findShortage(staff, 1, new Set(recused))
    lacks.set(key, shortage && { ...shortage, firms: [] })
  }
  const lack = lacks.get(key)
  if (!lack) return
  lack.firms.push(firm)
  teamless.push(firm)
}
