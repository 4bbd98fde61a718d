/** How fair the draws are: how often each firm is drawn and each inspector sits, over many seeds, against the declared chances. */
import type { InspectorRow, SeatRow } from '../commands/rules/draw/freeze.js'
import { hashOf } from '../commands/rules/draw/hash.js'
import { drawRoster } from '../commands/rules/draw/roster.js'
import type { Visit } from '../commands/rules/draw/roster-board.js'
import { type Rule, selectFirms } from '../commands/rules/draw/select.js'
import { chiSquared, criticalValue, paretoChances } from './fairness-statistics.js'
import type { Line } from './table.js'

const SEEDS = 20_000

export interface Stratum {
  weights: number[]
  rule: Rule
  /** Drawn in each run. */
  drawn: number
}

export const PLAIN: Stratum = { weights: Array(120).fill(1), rule: { ratio: [1, 4] }, drawn: 30 }
export const WEIGHTED: Stratum = {
  weights: Array.from({ length: 120 }, (_, i) => 1 + ((i * 7) % 20)),
  rule: { ratio: [1, 4], weighted: true },
  drawn: 30,
}
/** Few firms with very different weights: the least favourable of the usual sizes. */
export const SMALL: Stratum = {
  weights: Array.from({ length: 40 }, (_, i) => 1 + ((i * 7) % 13)),
  rule: { count: 8, weighted: true },
  drawn: 8,
}

export function measureFairness(): Line[] {
  return [
    ...linesFor('plain', PLAIN),
    ...linesFor('weighted', WEIGHTED),
    ...linesFor('weighted', SMALL),
    ...rosterLines(),
  ]
}

/** How often each row is drawn under seeds 0 … `seeds` − 1. */
export function countDrawn({ weights, rule }: Stratum, seeds: number): number[] {
  const sheet = weights.map((weight, i) => ({ firm: `F${i}`, stratum: 'A', weight }))
  const drawn = weights.map(() => 0)
  for (let n = 0; n < seeds; n++)
    for (const [, , row] of selectFirms(hashOf(['bench/fairness', n]), sheet, { A: rule })) drawn[row]!++
  return drawn
}

/** n·w/W, what a plan declares. */
export function declaredChances({ weights, drawn }: Stratum): number[] {
  const total = weights.reduce((sum, weight) => sum + weight)
  return weights.map((weight) => (drawn * weight) / total)
}

/** What the order of Pareto keys truly gives; for equal weights it is the declared chance. */
export function trueChances(stratum: Stratum): number[] {
  const declared = declaredChances(stratum)
  return stratum.rule.weighted ? paretoChances(declared, stratum.drawn) : declared
}

/** The largest |true/declared − 1|. */
export function deviationOf(stratum: Stratum): number {
  const declared = declaredChances(stratum)
  return Math.max(...trueChances(stratum).map((chance, i) => Math.abs(chance / declared[i]! - 1)))
}

function linesFor(kind: string, stratum: Stratum): Line[] {
  const { weights, drawn, rule } = stratum
  const what = `${kind}, ${drawn} of ${weights.length} firms`
  const counts = countDrawn(stratum, SEEDS)
  const degrees = weights.length - 1
  const chi: Line = {
    what: `${what}, ${SEEDS} seeds: χ² of how often each is drawn, ${degrees} degrees of freedom (goal: p > 0.001)`,
    value: chiSquared(counts, trueChances(stratum), SEEDS),
    unit: '',
    atMost: criticalValue(degrees),
  }
  if (!rule.weighted) return [chi]
  const share = {
    what: `${what}: largest deviation from n·w/W, computed`,
    value: 1e6 * deviationOf(stratum),
    unit: 'ppm',
  }
  return [chi, { ...share, atMost: 2000 }]
}

export interface Team {
  visits: Visit[]
  seats: SeatRow[]
  inspectors: InspectorRow[]
}

/** Three visits of two seats, four inspectors, one recusal: small enough to know all rosters. */
export const TEAM: Team = {
  visits: [
    { firm: 'F1', recused: ['I1'] },
    { firm: 'F2', recused: [] },
    { firm: 'F3', recused: [] },
  ],
  seats: [
    { name: '1', department: null, tags: [] },
    { name: '2', department: null, tags: [] },
  ],
  inspectors: ['I1', 'I2', 'I3', 'I4'].map((id) => {
    return { id, department: 'A', tags: [], capacity: 9, priorLoad: 0, reason: null }
  }),
}

/** How often each roster comes, by the holders’ ids joined in order of seats. */
export function countRosters({ visits, seats, inspectors }: Team, seeds: number): Map<string, number> {
  const found = new Map<string, number>()
  for (let n = 0; n < seeds; n++) {
    const result = drawRoster(hashOf(['bench/fairness', n]), visits, seats, inspectors)
    if ('refusal' in result) throw new Error('this team can be seated')
    const key = result.roster.map(([, , id]) => id).join(' ')
    found.set(key, (found.get(key) ?? 0) + 1)
  }
  return found
}

/** For each seat and inspector, in that order: how often they sat there. */
export function countSittings(rosters: Map<string, number>, { visits, seats, inspectors }: Team): number[] {
  const sittings = Array<number>(visits.length * seats.length * inspectors.length).fill(0)
  for (const [key, times] of rosters)
    for (const [q, id] of key.split(' ').entries())
      sittings[q * inspectors.length + inspectors.findIndex((one) => one.id === id)]! += times
  return sittings
}

function rosterLines(): Line[] {
  const rosters = countRosters(TEAM, SEEDS)
  const shares = [...rosters.values()].map((times) => (times / SEEDS) * rosters.size)
  const sittings = countSittings(rosters, TEAM)
  // All rosters that came are least-cost ones, and all least-cost ones came: a test compares with brute force.
  const uniform = countSittings(new Map([...rosters.keys()].map((key) => [key, 1])), TEAM)
  const off = sittings.map((times, i) => Math.abs(times / SEEDS - uniform[i]! / rosters.size))
  const what = `roster, 6 seats, 4 inspectors, 1 recusal, ${SEEDS} seeds`
  return [
    { what: `${what}: least-cost rosters, all of which came`, value: rosters.size, unit: '' },
    { what: `${what}: rarest roster against uniform`, value: Math.min(...shares), unit: '×' },
    { what: `${what}: most frequent roster against uniform`, value: Math.max(...shares), unit: '×' },
    {
      what: `${what}: largest difference of anybody's chance of a seat`,
      value: 100 * Math.max(...off),
      unit: 'points',
    },
  ]
}
