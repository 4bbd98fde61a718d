/** How far a plan has come: approved, filed, drawn, visited (四(二)1). */

export type PlanState = 'unapproved' | 'unfiled' | 'upcoming' | 'drawable' | 'running' | 'done' | 'expired'

/** Days are 'YYYY-MM-DD'. */
export interface PlanCourse {
  approved: boolean
  filed: boolean
  from: string
  to: string
  /** Whether a draw is under way or has been drawn. */
  begun: boolean
  /** Whether a draw is under way, or a visit of one has no record yet. */
  open: boolean
}

/** What was drawn stays running or done, whatever becomes of its approval afterwards. */
export function planState({ approved, filed, from, to, begun, open }: PlanCourse, today: string): PlanState {
  if (begun) return open ? 'running' : 'done'
  if (today > to) return 'expired'
  if (!approved) return 'unapproved'
  if (!filed) return 'unfiled'
  return today < from ? 'upcoming' : 'drawable'
}
