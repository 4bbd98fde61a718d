/** Where one row of a drawn sheet stands: its ticket, and the key by which its stratum ranks it (dr1 §4, §5). */
import { stream } from './seed.js'
import { paretoKey } from './select.js'

const BLOCK = 256

/** The ticket of a sheet row, by its index from 0: at most 256 doubles. */
export function ticketOf(seed: string, index: number): number {
  const next = stream(seed, 'ticket', Math.floor(index / BLOCK))
  for (let i = index % BLOCK; i > 0; i--) next()
  return next()
}

/** The key of a row by its weight and ticket; null where nothing is left to be drawn for it. */
export type KeyOf = (weight: number, ticket: number) => number | null

/**
 * The keys of a weighted stratum.
 * @param weights of all its rows; @param n how many of them are drawn
 */
export function weightedKeys(weights: number[], n: number): KeyOf {
  let left = weights
  let total = sum(weights)
  let m = n
  let certainFrom = Number.POSITIVE_INFINITY
  while (m > 0) {
    const [drawn, weightSum] = [m, total]
    const certain = left.filter((weight) => drawn * weight >= weightSum)
    if (certain.length === 0) break
    left = left.filter((weight) => drawn * weight < weightSum)
    for (const weight of certain) certainFrom = Math.min(certainFrom, weight)
    total -= sum(certain)
    m -= certain.length
  }
  return (weight, ticket) => {
    if (weight >= certainFrom) return 0
    return m === 0 ? null : paretoKey(ticket, m * weight, total)
  }
}

function sum(weights: number[]): number {
  return weights.reduce((a, b) => a + b, 0)
}
