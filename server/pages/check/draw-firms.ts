/** Section 9 of the check: which firms follow from the seed (dr1 §5). */
import type { Proof } from './proof.js'
import type { SheetRow } from './read-files.js'
import { countWanted, groupByStratum } from './strata.js'
import { openStream } from './stream.js'
import { must } from './verdict.js'

export interface StratumDraw {
  stratum: string
  /** Indexes of its rows in the sheet. */
  rows: number[]
  weighted: boolean
  /** By rank: the indexes of the selected rows. */
  selected: number[]
  /** The key of the last selected row; null when none is. */
  threshold: number | null
}

export interface FirmsDraw {
  strata: StratumDraw[]
  /** By row of the sheet. */
  tickets: Float64Array
  /** By row of the sheet; Infinity for a row that has no key. */
  keys: Float64Array
}

const TICKETS_A_STREAM = 256

type Rules = Proof['commit']['rules']

export function drawFirms(seed: string, rules: Rules, sheet: SheetRow[]): FirmsDraw {
  return rankFirms(rules, sheet, writeTickets(seed, sheet.length))
}

/** `tickets` by row of the sheet. */
export function rankFirms(rules: Rules, sheet: SheetRow[], tickets: Float64Array): FirmsDraw {
  const keys = tickets.slice()
  const strata = [...groupByStratum(sheet)].map(([stratum, rows]): StratumDraw => {
    const rule = rules[stratum]!
    const wanted = countWanted(rule, rows.length)
    const weighted = rule.weighted === true
    if (weighted) writeWeightedKeys({ rows, wanted, sheet, tickets, keys })
    const selected = selectLowest(keys, rows, wanted)
    const last = selected.at(-1)
    return { stratum, rows, weighted, selected, threshold: last === undefined ? null : keys[last]! }
  })
  return { strata, tickets, keys }
}

/** @throws Mismatch where the proof says otherwise */
export function checkSelected({ selected }: Proof, sheet: SheetRow[], { strata }: FirmsDraw): void {
  const expected = strata.flatMap((one) =>
    one.selected.map((index, i) => [one.stratum, i + 1, index, sheet[index]![0]]),
  )
  expected.forEach((row, i) => {
    const agrees = selected[i]?.every((part, place) => part === row[place]) === true
    must(agrees, `抽中名单第 ${i + 1} 家应为 ${row[3]}（层级 ${row[0]}，第 ${row[1]} 名）`)
  })
  must(selected.length === expected.length, `应抽中 ${expected.length} 家，证明中有 ${selected.length} 家`)
}

function writeTickets(seed: string, rows: number): Float64Array {
  const tickets = new Float64Array(rows)
  for (let start = 0; start < rows; start += TICKETS_A_STREAM) {
    const next = openStream(seed, 'ticket', start / TICKETS_A_STREAM)
    const end = Math.min(rows, start + TICKETS_A_STREAM)
    for (let i = start; i < end; i += 1) tickets[i] = next()
  }
  return tickets
}

interface WeightedStratum {
  rows: number[]
  wanted: number
  sheet: SheetRow[]
  tickets: Float64Array
  keys: Float64Array
}

/** Pareto order sampling; rows that are certain to be drawn get key 0. */
function writeWeightedKeys({ rows, wanted, sheet, tickets, keys }: WeightedStratum): void {
  const weightOf = (index: number) => sheet[index]![2]
  const sum = (some: number[]) => some.reduce((total, index) => total + weightOf(index), 0)
  let left = rows
  let w = sum(rows)
  let m = wanted
  while (m > 0) {
    const certain = left.filter((index) => m * weightOf(index) >= w)
    if (certain.length === 0) break
    for (const index of certain) keys[index] = 0
    left = left.filter((index) => m * weightOf(index) < w)
    w -= sum(certain)
    m -= certain.length
  }
  for (const index of left) {
    const u = tickets[index]!
    const a = m * weightOf(index)
    keys[index] = m === 0 ? Number.POSITIVE_INFINITY : (u * (w - a)) / ((1 - u) * a)
  }
}

/** The first `wanted` rows by (key, index), without sorting the rest. */
function selectLowest(keys: Float64Array, rows: number[], wanted: number): number[] {
  if (wanted === 0) return []
  const threshold = Float64Array.from(rows, (index) => keys[index]!).sort()[wanted - 1]!
  return rows
    .filter((index) => keys[index]! <= threshold)
    .sort((a, b) => keys[a]! - keys[b]! || a - b)
    .slice(0, wanted)
}
