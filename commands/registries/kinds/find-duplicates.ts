/** Notices rows of one file that speak of the same thing, within little memory for a million rows. */
import type { Fault } from './table.js'

export interface Duplicates {
  /**
   * Answers the fault of a row whose key came before, and undefined for a new key.
   * @param sum of the record's content: two rows that say different things are both doubtful
   */
  note(key: string, row: number, sum: number): Fault[] | undefined
  /** Rows that were taken before another one contradicted them. */
  withheld: Set<number>
}

export function findDuplicates(): Duplicates {
  const nth = new Map<string, number>()
  const rows: number[] = []
  const sums: number[] = []
  const withheld = new Set<number>()
  return {
    withheld,
    note(key, row, sum) {
      const first = nth.get(key)
      if (first === undefined) {
        nth.set(key, rows.length)
        rows.push(row)
        sums.push(sum)
        return undefined
      }
      const earlier = rows[first] ?? 0
      const fault = (at: number, reason: string): Fault => ({ row: at, column: '', value: key, reason })
      if (sums[first] === sum) return [fault(row, `与第 ${earlier} 行重复`)]
      const later = fault(row, `与第 ${earlier} 行重复，内容却不同：请核对后只保留一行`)
      if (withheld.has(earlier)) return [later]
      withheld.add(earlier)
      return [fault(earlier, `与第 ${row} 行重复，内容却不同：请核对后只保留一行`), later]
    },
  }
}
