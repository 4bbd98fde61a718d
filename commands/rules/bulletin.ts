/** Whom a bulletin (通报, 五(四)) praises and whom it names as late: the same rule for every department, published with its thresholds. */
import { type DepartmentFigures, rateOf } from './figures.js'

export const BULLETIN_RULE = {
  version: '2026-01',
  /** Tasks and results that must have fallen due before a department is praised: one done in time is no achievement. */
  leastDue: 3,
  /** Hundredths; less of either rate is criticised. */
  leastRate: 80,
} as const

export interface Verdict {
  department: string
  verdict: 'praise' | 'criticism' | null
  reasons: Reason[]
}

export type Reason =
  | { kind: 'all-in-time'; due: number }
  | { kind: 'overdue'; visits: number; results: number }
  | { kind: 'low-rate'; rate: 'punctualInspection' | 'completion'; done: number; due: number }

/** @param figures of a period that is over */
export function judge(figures: DepartmentFigures): Verdict {
  const { department, visitsOverdue, resultsOverdue, visitsDue, resultsDue } = figures
  const reasons: Reason[] = []
  if (visitsOverdue + resultsOverdue > 0)
    reasons.push({ kind: 'overdue', visits: visitsOverdue, results: resultsOverdue })
  for (const rate of ['punctualInspection', 'completion'] as const) {
    const [done, due] = rateOf(figures, rate) ?? [0, 0]
    if (due > 0 && done * 100 < due * BULLETIN_RULE.leastRate)
      reasons.push({ kind: 'low-rate', rate, done, due })
  }
  if (reasons.length > 0) return { department, verdict: 'criticism', reasons }
  const due = visitsDue + resultsDue
  const inTime = figures.inspectedInTime === visitsDue && figures.disclosedInTime === resultsDue
  return inTime && due >= BULLETIN_RULE.leastDue
    ? { department, verdict: 'praise', reasons: [{ kind: 'all-in-time', due }] }
    : { department, verdict: null, reasons: [] }
}
