/** What a matching proof says about one firm. */
import { compareBytes } from './forms.js'
import type { CheckedDraw } from './verify.js'

export type FirmAnswer =
  | { found: 'sheet'; firm: string; row: FirmRow }
  | { found: 'excluded'; firm: string; reason: string }
  | { found: 'nowhere'; firm: string }
  /** What was typed is no code of a firm at all. */
  | { found: 'no-code'; firm: string }

export interface FirmRow {
  /** Of the sheet, from 0. */
  index: number
  stratum: string
  /** Firms of the stratum, and how many of them were selected. */
  rows: number
  drawn: number
  weight: number
  weighted: boolean
  /** Numbers in full, as JavaScript writes them; null where there is none. */
  ticket: string
  key: string | null
  threshold: string | null
  /** From 1. */
  rank: number
  selected: boolean
  /** Who visits the firm; null where nobody holds the seat. */
  team: { seat: string; inspector: string | null }[]
}

/** A unified social credit code, as far as its form goes. */
const CODE = /^[0-9A-Z]{18}$/i

/** Spaces around the code and the case of its letters do not matter, unless several firms differ by case alone. */
export function lookUp(draw: CheckedDraw, code: string): FirmAnswer {
  const typed = code.trim()
  const { sheet, excluded } = draw.files
  for (const firm of new Set([typed, typed.toUpperCase()])) {
    const index = findRow(sheet, firm)
    if (index !== null) return { found: 'sheet', firm, row: describeRow(draw, index) }
    const place = findRow(excluded, firm)
    if (place !== null) return { found: 'excluded', firm, reason: excluded[place]![1] }
  }
  return { found: CODE.test(typed) ? 'nowhere' : 'no-code', firm: typed }
}

function findRow(rows: readonly [string, ...unknown[]][], firm: string): number | null {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareBytes(rows[middle]![0], firm) < 0) low = middle + 1
    else high = middle
  }
  return rows[low]?.[0] === firm ? low : null
}

function describeRow(draw: CheckedDraw, index: number): FirmRow {
  const { strata, tickets, keys } = draw.firms
  const [, stratum, weight] = draw.files.sheet[index]!
  const { rows, selected, threshold, weighted } = strata.find((one) => one.stratum === stratum)!
  const key = keys[index]!
  const isBefore = (other: number) => keys[other]! < key || (keys[other] === key && other < index)
  return {
    ...{ index, stratum, weight, weighted, rows: rows.length, drawn: selected.length },
    ticket: String(tickets[index]),
    key: Number.isFinite(key) ? String(key) : null,
    threshold: threshold === null ? null : String(threshold),
    rank: 1 + rows.filter(isBefore).length,
    selected: selected.includes(index),
    team: teamOf(draw, index),
  }
}

function teamOf({ proof, files, seating, holders }: CheckedDraw, index: number): FirmRow['team'] {
  const visit = proof.selected.findIndex((row) => row[2] === index)
  if (visit < 0) return []
  return files.seats.map(([seat], k) => {
    const holder = holders[visit * seating.seatsPerVisit + k]!
    return { seat, inspector: holder === null ? null : seating.ids[holder]! }
  })
}
