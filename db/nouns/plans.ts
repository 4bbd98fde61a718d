/** 抽查计划: yearly plans with a rule for each credit class. */
import type { CreditClass, Day, Instant } from './basics.js'
import type { Scope } from './registries.js'

/** How many firms of a stratum are drawn (dr1 §2 `rules`). */
export type StratumRule = ({ ratio: [number, number] } | { count: number }) & { weighted?: true }

export interface Plan {
  no: string
  name: string
  year: number
  leadDepartment: string
  /** Every department that takes part, the leading one first. */
  departments: string[]
  items: string[]
  scope: Scope
  rules: Partial<Record<CreditClass, StratumRule>>
  inspectorsPerVisit: number
  inspectorTags: string[]
  /** Highest number of visits of one draw that one inspector may hold. */
  maxVisits: number
  /** Inspections of one firm in a year that the plan wants. */
  frequency: number
  from: Day
  to: Day
  /** Working days from the draw to the visits' last day. */
  workingDays: number
  witnesses: number
  /** The public random value that the seed waits for as well (dr1 §2); null for none. */
  beacon: 'drand' | 'number' | null
  /** The proof of its draws opens only after the visits' last day. */
  unannounced: boolean
  approvedBy: string | null
  approvedAt: Instant | null
  filingNo: string | null
  /** Who handed the content in: a person, or `system`; null when unknown. */
  importedBy: string | null
  /** The `approvedAt` of an approval that a change of the plan has ended: it never counts again. */
  approvalLapsed: Instant | null
}

export interface PlansView {
  plans: {
    get(no: string): Promise<Plan | undefined>
    all(): Promise<Plan[]>
  }
}

export interface PlansTx {
  plans: PlansView['plans'] & { put(row: Plan): Promise<void> }
}
