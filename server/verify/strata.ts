/** The strata of a sheet and how many firms each gives (dr1 §5). */
import type { Files } from './check-files.js'
import { compareBytes } from './forms.js'
import type { Rule } from './proof-shape.js'

export interface Stratum {
  name: string
  /** Rows of the sheet, ascending. */
  rows: number[]
}

/** In sorted order. */
export function findStrata(sheet: Files['sheet']): Stratum[] {
  const found = new Map<string, number[]>()
  for (const [i, [, name]] of sheet.entries()) {
    const rows = found.get(name)
    if (rows) rows.push(i)
    else found.set(name, [i])
  }
  return [...found].map(([name, rows]) => ({ name, rows })).sort((a, b) => compareBytes(a.name, b.name))
}

/** n of a stratum with `size` rows, after capping. */
export function countToSelect(rule: Rule, size: number): number {
  if ('count' in rule) return Math.min(rule.count, size)
  const [p, q] = rule.ratio
  return Number((BigInt(size) * BigInt(p) + BigInt(q) - 1n) / BigInt(q))
}

export function weightOf(sheet: Files['sheet'], { rows }: Stratum): number {
  return rows.reduce((sum, row) => sum + sheet[row]![2], 0)
}
