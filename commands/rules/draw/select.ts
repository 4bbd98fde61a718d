/** Which firms are drawn: by lot, or by lot with chances nearly proportional to weights (dr1 §5). */
import { stream } from './seed.js'

/** How many firms of a stratum are drawn: a ratio [p, q], rounded up, or a count. */
export type Rule = ({ ratio: [number, number] } | { count: number }) & { weighted?: true }

type Row = { firm: string; stratum: string; weight: number }
type Ticket = { index: number; weight: number; u: number }
type Keyed = { index: number; key: number }

const BLOCK = 256

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
export function selectFirms(
  seed: string,
  sheet: Row[],
  rules: Record<string, Rule>,
): [stratum: string, rank: number, index: number, firm: string][] {
  const strata = groupTickets(seed, sheet)
  // Strata are ASCII, so the default order is that of the bytes.
  return [...strata.keys()].sort().flatMap((stratum) => {
    if (!Object.hasOwn(rules, stratum)) throw new Error(`Stratum ${stratum} has no rule`)
    const rule = rules[stratum] as Rule
    const tickets = strata.get(stratum) as Ticket[]
    const n = countOf(rule, tickets.length)
    const keyed = rule.weighted ? weigh(tickets, n) : tickets.map(({ index, u }) => ({ index, key: u }))
    return firstOf(keyed, n).map(({ index }, i): [string, number, number, string] => {
      return [stratum, i + 1, index, (sheet[index] as Row).firm]
    })
  })
}

function groupTickets(seed: string, sheet: Row[]): Map<string, Ticket[]> {
  const strata = new Map<string, Ticket[]>()
  let next = () => 0
  for (const [index, { stratum, weight }] of sheet.entries()) {
    if (index % BLOCK === 0) next = stream(seed, 'ticket', index / BLOCK)
    const tickets = strata.get(stratum)
    const ticket = { index, weight, u: next() }
    if (tickets) tickets.push(ticket)
    else strata.set(stratum, [ticket])
  }
  return strata
}

function firstOf(keyed: Keyed[], n: number): Keyed[] {
  return keyed.sort((a, b) => a.key - b.key || a.index - b.index).slice(0, n)
}

/** Pareto order sampling (Rosén 1997); the rows that are certain of selection leave first, with key 0. */
function weigh(tickets: Ticket[], n: number): Keyed[] {
  let left = tickets
  let total = left.reduce((sum, row) => sum + row.weight, 0)
  let m = n
  const keyed: Keyed[] = []
  while (m > 0) {
    const [drawn, weightSum] = [m, total]
    const certain = left.filter((row) => drawn * row.weight >= weightSum)
    if (certain.length === 0) break
    left = left.filter((row) => drawn * row.weight < weightSum)
    keyed.push(...certain.map(({ index }) => ({ index, key: 0 })))
    total -= certain.reduce((sum, row) => sum + row.weight, 0)
    m -= certain.length
  }
  if (m === 0) return keyed
  for (const row of left) keyed.push({ index: row.index, key: paretoKey(row.u, m * row.weight, total) })
  return keyed
}

/** The order of the operations is part of the protocol. */
export function paretoKey(u: number, a: number, total: number): number {
  return (u * (total - a)) / ((1 - u) * a)
}
