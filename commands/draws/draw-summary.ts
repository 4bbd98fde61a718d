/** Sums over what a freeze found. */
import type { DrawSummary } from '../../db/store.js'

export function countVisits(summary: DrawSummary): number {
  return summary.strata.reduce((sum, one) => sum + one.drawn, 0)
}
