/** A firm's credit class as a pure function of its file, the table of rules and the day (四(三)2). */
import { addDays } from '../office-time.js'

export type CreditClass = 'A' | 'B' | 'C' | 'D'

/** What a file may hold, in the table's own words and order. */
export const FACT_KINDS = {
  sound: '未发现问题',
  problem: '发现问题',
  refusal: '不配合检查',
  complaint: '投诉属实',
  penalty: '行政处罚',
  abnormal: '列入经营异常名录',
  serious: '列入严重违法名单',
  blacklisted: '列入黑名单',
  praise: '表彰',
} as const
export type FactKind = keyof typeof FACT_KINDS

export interface CreditFact {
  kind: FactKind
  /** 'YYYY-MM-DD' */
  on: string
  /** What it is found under: a visit, a document, a complaint. */
  source: string
}

/** Scores from `from` to `to`, both included. */
export interface ClassRange {
  class: CreditClass
  from: number
  to: number
  /** In draws whose plan asks for weights (dr1 §1). */
  weight: number
}

export interface CreditTable {
  /** What a firm starts from, by the class that the registers give it. */
  starts: Record<CreditClass, number>
  /** A fact counts for so many years. */
  years: number
  points: Record<FactKind, number>
  /** From A to D; together every score from 0 to 100 exactly once. */
  classes: ClassRange[]
}

export interface Reason {
  kind: FactKind
  times: number
  /** Together, with their sign. */
  points: number
  sources: string[]
}

export interface Rating {
  /** 0 … 100 */
  score: number
  class: CreditClass
  weight: number
  /** In the order of the table. */
  reasons: Reason[]
}

const LOWEST = 0
const HIGHEST = 100

/** @param base the class that the registers give the firm. @param day 'YYYY-MM-DD'; what lies ahead of it does not count */
export function rateFirm(base: CreditClass, facts: CreditFact[], table: CreditTable, day: string): Rating {
  const since = yearsBefore(day, table.years)
  const counted = facts.filter(({ on }) => on > since && on <= day)
  const reasons = (Object.keys(FACT_KINDS) as FactKind[]).flatMap((kind): Reason[] => {
    const own = counted.filter((fact) => fact.kind === kind)
    const sources = own.map(({ source }) => source).sort()
    return own.length === 0
      ? []
      : [{ kind, times: own.length, points: own.length * table.points[kind], sources }]
  })
  const sum = reasons.reduce((total, { points }) => total + points, table.starts[base])
  const score = Math.min(HIGHEST, Math.max(LOWEST, sum))
  const range = table.classes.find(({ from, to }) => score >= from && score <= to)!
  return { score, class: range.class, weight: range.weight, reasons }
}

/** The same day so many years before; 29 February becomes the 28th. */
function yearsBefore(day: string, years: number): string {
  const [year, rest] = [Number(day.slice(0, 4)) - years, day.slice(4)]
  const same = `${year}${rest}`
  return rest === '-02-29' && addDays(`${year}-02-28`, 1) !== same ? `${year}-02-28` : same
}
