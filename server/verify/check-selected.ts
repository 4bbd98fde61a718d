/** The firms drawn (dr1 §5): a ticket for each row of the sheet, and the lowest keys of each stratum. */
import type { Files } from './check-files.js'
import type { Proof, Rule } from './proof-shape.js'
import { openStream } from './random.js'
import { countToSelect, findStrata, type Stratum, weightOf } from './strata.js'
import { demand } from './verdict.js'

interface Candidate {
  row: number
  key: number
}

/** @throws Mismatch selected */
export function checkSelected({ seed, commit, selected }: Proof, { sheet }: Files): void {
  const tickets = drawTickets(seed, sheet.length)
  const expected: Proof['selected'] = []
  for (const stratum of findStrata(sheet)) {
    const rows = selectRows(commit.rules[stratum.name]!, stratum, sheet, tickets)
    for (const [i, row] of rows.entries()) expected.push([stratum.name, i + 1, row, sheet[row]![0]])
  }
  demand(
    selected.length === expected.length,
    'selected',
    `应抽取 ${expected.length} 户，实有 ${selected.length} 户`,
  )
  for (const [i, row] of selected.entries()) {
    const right = expected[i]!
    const same = right.every((value, k) => value === row[k])
    demand(same, 'selected', `第 ${i + 1} 户应是 ${right.join('、')}，证明里是 ${row.join('、')}`)
  }
}

/** One for each row of the sheet. */
export function drawTickets(seed: string, size: number): Float64Array {
  const tickets = new Float64Array(size)
  for (let start = 0; start < size; start += 256) {
    const next = openStream(seed, 'ticket', start / 256)
    for (let i = start; i < Math.min(start + 256, size); i++) tickets[i] = next()
  }
  return tickets
}

/** @returns rows of the sheet, by rank */
export function selectRows(
  rule: Rule,
  stratum: Stratum,
  sheet: Files['sheet'],
  tickets: Float64Array,
): number[] {
  const n = countToSelect(rule, stratum.rows.length)
  if (n === 0) return []
  const plain = () => stratum.rows.map((row) => ({ row, key: tickets[row]! }))
  const candidates = rule.weighted ? weigh(n, stratum, sheet, tickets) : plain()
  candidates.sort((a, b) => a.key - b.key || a.row - b.row)
  return candidates.slice(0, n).map(({ row }) => row)
}

/** Pareto order sampling; rows that are certain get the key 0. */
function weigh(n: number, stratum: Stratum, sheet: Files['sheet'], tickets: Float64Array): Candidate[] {
  let total = weightOf(sheet, stratum)
  let m = n
  let left = stratum.rows
  const certain: number[] = []
  for (;;) {
    const isCertain = (row: number) => m * sheet[row]![2] >= total
    const leaving = m === 0 ? [] : left.filter(isCertain)
    if (leaving.length === 0) break
    left = left.filter((row) => !isCertain(row))
    certain.push(...leaving)
    total -= leaving.reduce((sum, row) => sum + sheet[row]![2], 0)
    m -= leaving.length
  }
  const chosen = certain.map((row) => ({ row, key: 0 }))
  return m === 0 ? chosen : [...chosen, ...left.map((row) => ({ row, key: paretoKey(row) }))]

  function paretoKey(row: number): number {
    const u = tickets[row]!
    const a = m * sheet[row]![2]
    return (u * (total - a)) / ((1 - u) * a)
  }
}
