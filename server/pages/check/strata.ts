/** The strata of the sheet, and how many firms a rule wants of one (dr1 §5). */
import { compareBytes } from './forms.js'
import type { Rule } from './proof.js'
import type { SheetRow } from './read-files.js'

/** Indexes of the sheet's rows by stratum, the strata in sorted order. */
export function groupByStratum(sheet: readonly SheetRow[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  sheet.forEach(([, stratum], index) => {
    const rows = groups.get(stratum)
    if (rows) rows.push(index)
    else groups.set(stratum, [index])
  })
  return new Map([...groups].sort(([a], [b]) => compareBytes(a, b)))
}

/** n of dr1 §5 for a stratum of so many rows, in whole numbers of any size. */
export function countWanted(rule: Rule, rows: number): number {
  if ('count' in rule) return Math.min(rule.count, rows)
  const [p, q] = rule.ratio.map(BigInt) as [bigint, bigint]
  return Number((BigInt(rows) * p + q - 1n) / q)
}
