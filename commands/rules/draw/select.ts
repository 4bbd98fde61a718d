/** Which firms are drawn: by lot, or by lot with chances nearly proportional to weights (dr1 §5). */
import { stream } from './seed.js'
import type { SheetColumns } from './sheet.js'

/** How many firms of a stratum are drawn: a ratio [p, q], rounded up, or a count. */
export type Rule = ({ ratio: [number, number] } | { count: number }) & { weighted?: true }

type Row = { firm: string; stratum: string; weight: number }
type SelectedRow = [stratum: string, rank: number, index: number, firm: string]

const BLOCK = 256
/** Rows beyond twice those wanted that are kept before the last of them are dropped. */
const SPARE = 1000
/** The key of a row that is certain of selection, and of one that cannot be selected. */
const CERTAIN = 0
const NEVER = Number.POSITIVE_INFINITY

/** How many of n rows a rule draws, never more than n. */
export function countOf(rule: Rule, n: number): number {
  if ('count' in rule) return Math.min(rule.count, n)
  const [p, q] = rule.ratio
  // n·p can pass 2^53.
  const drawn = (BigInt(n) * BigInt(p) + BigInt(q) - 1n) / BigInt(q)
  return Math.min(Number(drawn), n)
}

/**
 * The drawn firms in visit order, with their rank in the stratum (from 1) and their index in the sheet (from 0).
 * @param sheet in the order of the file. @throws Error for a stratum without a rule.
 */
export function selectFirms(seed: string, sheet: Row[], rules: Record<string, Rule>): SelectedRow[] {
  const strata = [...new Set(sheet.map((row) => row.stratum))]
  const place = new Map(strata.map((stratum, i) => [stratum, i]))
  const columns: SheetColumns = {
    length: sheet.length,
    strata,
    stratumOf: Uint32Array.from(sheet, (row) => place.get(row.stratum)!),
    weights: Uint32Array.from(sheet, (row) => row.weight),
    firmAt: (index) => sheet[index]!.firm,
  }
  return selectFromColumns(seed, columns, rules)
}

/** What `selectFirms` answers, made for a million rows. */
export function selectFromColumns(
  seed: string,
  sheet: SheetColumns,
  rules: Record<string, Rule>,
): SelectedRow[] {
  const tickets = drawTickets(seed, sheet.length)
  const rows = groupRows(sheet)
  // Strata are ASCII, so the default order is that of the bytes.
  return [...sheet.strata].sort().flatMap((stratum) => {
    if (!Object.hasOwn(rules, stratum)) throw new Error(`Stratum ${stratum} has no rule`)
    const rule = rules[stratum] as Rule
    const own = rows[sheet.strata.indexOf(stratum)]!
    const n = countOf(rule, own.length)
    const keys = rule.weighted ? weigh(own, sheet.weights, tickets, n) : ticketsOf(own, tickets)
    return firstOf(own, keys, n).map((index, i): SelectedRow => [stratum, i + 1, index, sheet.firmAt(index)])
  })
}

/** One for each row of the sheet. */
function drawTickets(seed: string, length: number): Float64Array {
  const tickets = new Float64Array(length)
  let next = () => 0
  for (let index = 0; index < length; index++) {
    if (index % BLOCK === 0) next = stream(seed, 'ticket', index / BLOCK)
    tickets[index] = next()
  }
  return tickets
}

function ticketsOf(rows: Uint32Array, tickets: Float64Array): Float64Array {
  const keys = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) keys[i] = tickets[rows[i]!]!
  return keys
}

/** The indexes of each stratum's rows, ascending. */
function groupRows({ length, strata, stratumOf }: SheetColumns): Uint32Array[] {
  const sizes = new Uint32Array(strata.length)
  for (let index = 0; index < length; index++) sizes[stratumOf[index]!]!++
  const groups = Array.from(sizes, (size) => new Uint32Array(size))
  const filled = new Uint32Array(strata.length)
  for (let index = 0; index < length; index++) {
    const stratum = stratumOf[index]!
    groups[stratum]![filled[stratum]!++] = index
  }
  return groups
}

/** The rows with the n lowest keys, by key and then by index: most rows are passed over without being sorted. */
function firstOf(rows: Uint32Array, keys: Float64Array, n: number): number[] {
  if (n === 0) return []
  const first: { index: number; key: number }[] = []
  const sort = () => first.sort((a, b) => a.key - b.key || a.index - b.index)
  let highest = Number.POSITIVE_INFINITY
  for (let i = 0; i < rows.length; i++) {
    if (keys[i]! > highest) continue
    first.push({ index: rows[i]!, key: keys[i]! })
    if (first.length < 2 * n + SPARE) continue
    sort().length = n
    highest = first[n - 1]!.key
  }
  return sort()
    .slice(0, n)
    .map(({ index }) => index)
}

/** Pareto order sampling (Rosén 1997); the rows that are certain of selection leave first, with key 0. */
function weigh(rows: Uint32Array, weights: Uint32Array, tickets: Float64Array, n: number): Float64Array {
  const keys = new Float64Array(rows.length).fill(NEVER)
  let total = rows.reduce((sum, row) => sum + weights[row]!, 0)
  for (let m = n; m > 0; ) {
    const [drawn, weightSum] = [m, total]
    for (let i = 0; i < rows.length; i++) {
      const weight = weights[rows[i]!]!
      if (keys[i] === CERTAIN || drawn * weight < weightSum) continue
      keys[i] = CERTAIN
      total -= weight
      m--
    }
    if (m < drawn) continue
    for (let i = 0; i < rows.length; i++) {
      if (keys[i] !== CERTAIN) keys[i] = paretoKey(tickets[rows[i]!]!, m * weights[rows[i]!]!, total)
    }
    break
  }
  return keys
}

/** The order of the operations is part of the protocol. */
export function paretoKey(u: number, a: number, total: number): number {
  return (u * (total - a)) / ((1 - u) * a)
}
