/**
 * The figures that leaders judge departments by: how many tasks were due, done, and done in time (五(三)3).
 * Each figure is one test of one fact, so that what is counted and what a drill-down lists can never differ.
 */
import { addDays } from './office-time.js'

/** A visit and every department that holds a seat of it: each is counted with it, the whole counts it once. Days are 'YYYY-MM-DD'. */
export interface VisitFact {
  visit: string
  departments: readonly string[]
  due: string
  /** The day of its first record; null before it. */
  recordedOn: string | null
}

/** What one department answers for on a recorded visit. */
export interface ResultFact {
  visit: string
  department: string
  /** Null while a problem waits for its decision: the law then sets no day. */
  discloseBy: string | null
  /** The day of its newest disclosure while nothing of it waits to be made public; else null. */
  disclosedOn: string | null
  /** The day of its first disclosure; null before it. */
  firstDisclosedOn: string | null
}

export interface Facts {
  visits: readonly VisitFact[]
  results: readonly ResultFact[]
}

/**
 * What is counted: deadlines from `from` up to and with `to`. A deadline counts from the day after it, and what was
 * done counts up to and with `asOf`: for a week that is over, hand in a day after `to`; for a live view, today.
 */
export interface Period {
  from: string
  to: string
  asOf: string
}

type Test<F> = (fact: F, period: Period) => boolean

const isBy = (day: string | null, last: string): boolean => day !== null && day <= last
const fellDue = (day: string | null, { from, to, asOf }: Period): boolean =>
  day !== null && day >= from && day <= to && day < asOf

const isWithin = (day: string, { from, to }: Period): boolean => day >= from && day <= to
const visitDue: Test<VisitFact> = ({ due }, period) => fellDue(due, period)
const isRecorded: Test<VisitFact> = ({ recordedOn }, { asOf }) => isBy(recordedOn, asOf)
const resultDue: Test<ResultFact> = ({ discloseBy }, period) => fellDue(discloseBy, period)
const isDisclosed: Test<ResultFact> = ({ disclosedOn }, { asOf }) => isBy(disclosedOn, asOf)

const VISIT_TESTS = {
  /** 任务, those whose day is still to come as well */
  tasks: ({ due }, period) => isWithin(due, period),
  /** 已填报 */
  recorded: (fact, period) => isWithin(fact.due, period) && isRecorded(fact, period),
  /** 应检查 */
  visitsDue: visitDue,
  /** 已检查 */
  inspected: (fact, period) => visitDue(fact, period) && isRecorded(fact, period),
  /** 按时检查 */
  inspectedInTime: (fact, period) =>
    visitDue(fact, period) && isRecorded(fact, period) && isBy(fact.recordedOn, fact.due),
  /** 超期未检查, of every period: a debt does not lapse with the week */
  visitsOverdue: (fact, period) => fact.due < period.asOf && !isRecorded(fact, period),
} satisfies Record<string, Test<VisitFact>>

const RESULT_TESTS = {
  /** 应公示 */
  resultsDue: resultDue,
  /** 已公示 */
  disclosed: (fact, period) => resultDue(fact, period) && isDisclosed(fact, period),
  /** 按时公示 */
  disclosedInTime: (fact, period) =>
    resultDue(fact, period) && isDisclosed(fact, period) && isBy(fact.disclosedOn, fact.discloseBy ?? ''),
  /** 逾期未公示, of every period */
  resultsOverdue: (fact, period) =>
    fact.discloseBy !== null && fact.discloseBy < period.asOf && !isDisclosed(fact, period),
  /** 待处理决定: open, and without a last day for the public yet */
  undecided: (fact, period) => fact.discloseBy === null && !isDisclosed(fact, period),
} satisfies Record<string, Test<ResultFact>>

export type VisitFigure = keyof typeof VISIT_TESTS
export type ResultFigure = keyof typeof RESULT_TESTS
export type Figure = VisitFigure | ResultFigure
export type Figures = Record<Figure, number>

export const VISIT_FIGURES = Object.keys(VISIT_TESTS) as VisitFigure[]
export const RESULT_FIGURES = Object.keys(RESULT_TESTS) as ResultFigure[]

/** Each rate's numerator and denominator; every numerator is a part of its denominator. */
export const RATES = {
  /** 进度 = 已填报 ÷ 任务 */
  progress: ['recorded', 'tasks'],
  /** 检查率 = 已检查 ÷ 应检查 */
  inspection: ['inspected', 'visitsDue'],
  /** 按时检查率 = 按时检查 ÷ 应检查 */
  punctualInspection: ['inspectedInTime', 'visitsDue'],
  /** 完成率 = 已公示 ÷ 应公示 */
  completion: ['disclosed', 'resultsDue'],
  /** 按时公示率 = 按时公示 ÷ 应公示 */
  punctualDisclosure: ['disclosedInTime', 'resultsDue'],
} as const satisfies Record<string, readonly [Figure, Figure]>

export type Rate = keyof typeof RATES

export interface DepartmentFigures extends Figures {
  department: string
}

/** The whole, and each department that has a fact at all, in order of their codes. */
export function countFigures(
  facts: Facts,
  period: Period,
): { total: Figures; departments: DepartmentFigures[] } {
  const total = noFigures()
  const departments = new Map<string, Figures>()
  const of = (code: string): Figures => {
    const own = departments.get(code) ?? noFigures()
    departments.set(code, own)
    return own
  }
  for (const fact of facts.visits) {
    const counted = VISIT_FIGURES.filter((figure) => VISIT_TESTS[figure](fact, period))
    for (const figures of [total, ...fact.departments.map(of)]) for (const one of counted) figures[one] += 1
  }
  for (const fact of facts.results) {
    const counted = RESULT_FIGURES.filter((figure) => RESULT_TESTS[figure](fact, period))
    for (const figures of [total, of(fact.department)]) for (const one of counted) figures[one] += 1
  }
  const rows = [...departments].map(([department, figures]) => ({ department, ...figures }))
  return { total, departments: rows.sort((a, b) => (a.department < b.department ? -1 : 1)) }
}

/** The visits that a figure counts, of one department or of all. */
export function visitsOf(
  facts: Facts,
  period: Period,
  figure: VisitFigure,
  department?: string,
): VisitFact[] {
  return facts.visits.filter(
    (fact) =>
      (department === undefined || fact.departments.includes(department)) &&
      VISIT_TESTS[figure](fact, period),
  )
}

/** The results that a figure counts, of one department or of all. */
export function resultsOf(
  facts: Facts,
  period: Period,
  figure: ResultFigure,
  department?: string,
): ResultFact[] {
  return facts.results.filter(
    (fact) =>
      (department === undefined || fact.department === department) && RESULT_TESTS[figure](fact, period),
  )
}

/** As numerator and denominator; null where nothing was due, since nobody is to be praised or blamed for that. */
export function rateOf(figures: Figures, rate: Rate): [number, number] | null {
  const [done, due] = RATES[rate]
  return figures[due] === 0 ? null : [figures[done], figures[due]]
}

/** A week in numbers: what was done in it, and what was overdue when it ended. */
export interface Week {
  /** Its last day. */
  end: string
  recorded: number
  /** Results made public for the first time. */
  disclosed: number
  visitsOverdue: number
  resultsOverdue: number
}

/**
 * @param ends the last days of weeks one after another, each seven days after the one before; of a week that is not over,
 * what is there as yet: the facts end at `today`
 */
export function weeksOf(facts: Facts, ends: readonly string[], today: string): Week[] {
  return ends.map((end, i) => {
    // The first week's beginning is told by its length.
    const after = i === 0 ? addDays(end, -7) : ends[i - 1]!
    const within = (day: string | null): boolean => day !== null && day > after && day <= end
    const period = { from: '', to: end, asOf: end < today ? end : today }
    return {
      end,
      recorded: facts.visits.filter(({ recordedOn }) => within(recordedOn)).length,
      disclosed: facts.results.filter(({ firstDisclosedOn }) => within(firstDisclosedOn)).length,
      visitsOverdue: visitsOf(facts, period, 'visitsOverdue').length,
      resultsOverdue: resultsOf(facts, period, 'resultsOverdue').length,
    }
  })
}

function noFigures(): Figures {
  return Object.fromEntries([...VISIT_FIGURES, ...RESULT_FIGURES].map((figure) => [figure, 0])) as Figures
}
