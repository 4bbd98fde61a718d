/** 检查任务: one firm, its inspectors and its last day. */
import type { Day, Instant } from './basics.js'

export type VisitState = 'pending' | 'recorded'

export interface Visit {
  no: string
  draw: string
  plan: string
  /** Position in the draw's visit order, from 0. */
  index: number
  firm: string
  items: string[]
  due: Day
  state: VisitState
  /** The next day on which its inspectors are to be reminded; null when nothing is left to say. */
  remindOn: Day | null
}

export interface Assignment {
  visit: string
  seat: number
  seatName: string
  inspector: string
  person: string
  ackedAt: Instant | null
}

export interface Extension {
  id: number
  visit: string
  askedBy: string
  askedAt: Instant
  reason: string
  from: Day
  to: Day
  state: 'asked' | 'granted' | 'refused'
  decidedBy: string | null
}

/** Visits in numbers. */
export interface Progress {
  total: number
  recorded: number
  overdue: number
  dueThisWeek: number
}

export interface DepartmentProgress extends Progress {
  department: string
}

export interface VisitsView {
  visits: {
    get(no: string): Promise<Visit | undefined>
    ofDraw(drawNo: string): Promise<Visit[]>
    ofPerson(person: string, state?: VisitState): Promise<Visit[]>
    ofFirm(code: string): Promise<Visit[]>
    /** Whether a visit of the plan has no record yet. */
    anyPending(plan: string): Promise<boolean>
    remindBy(day: Day): Promise<Visit[]>
    /** Pending visits whose due day is past, the longest overdue first. */
    overdue(today: Day): Promise<Visit[]>
    /** How many visits of the item each firm had in draws of the year; firms with none are absent. */
    countsByFirm(item: string, year: number): Promise<Map<string, number>>
    /** The same for the visits of a plan. */
    countsOfPlan(plan: string, year: number): Promise<Map<string, number>>
    /** Firms with a visit of another plan that is pending, or whose newest record tells of an inspection on `since` or later. */
    engagedFirms(plan: string, since: Day): Promise<Set<string>>
    /** Per department that holds a seat, open days judged against `today` and the week's last day. */
    progress(today: Day, weekEnd: Day): Promise<DepartmentProgress[]>
    /** Over all visits, each counted once. */
    totals(today: Day, weekEnd: Day): Promise<Progress>
    assignments(visit: string): Promise<Assignment[]>
    assignmentsOfDraw(drawNo: string): Promise<Assignment[]>
  }
  extensions: {
    get(id: number): Promise<Extension | undefined>
    openOf(visit: string): Promise<Extension | undefined>
  }
}

export interface VisitsTx {
  visits: VisitsView['visits'] & {
    /** Gives a seat to somebody else, or to nobody. */
    reseat(visit: string, seat: number, holder: Omit<Assignment, 'visit' | 'seat'> | null): Promise<void>
    add(visit: Visit, assignments: Omit<Assignment, 'visit'>[]): Promise<void>
    change(no: string, change: Partial<Pick<Visit, 'due' | 'state' | 'remindOn'>>): Promise<void>
    ack(visit: string, person: string, at: Instant): Promise<void>
  }
  extensions: VisitsView['extensions'] & {
    add(row: Omit<Extension, 'id' | 'state' | 'decidedBy'>): Promise<number>
    decide(id: number, state: 'granted' | 'refused', decidedBy: string): Promise<void>
  }
}
