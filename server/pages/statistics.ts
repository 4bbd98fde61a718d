/** What the statistics of the public results are made of. */
import type { View } from '../../db/store.js'
import { monthWords } from './result-choices.js'

interface Bar {
  name: string
  results: number
  problems: number
}

export interface Statistics {
  total: number
  problems: number
  /** Newest first. */
  months: Bar[]
  /** Most results first. */
  departments: Bar[]
  /** By item, most frequent first. */
  findings: { name: string; results: number }[]
}

export const PLOTS = ['months', 'departments', 'findings'] as const
export type PlotName = (typeof PLOTS)[number]

export async function gatherStatistics(view: View): Promise<Statistics> {
  const counts = await view.published.counts()
  const names = new Map((await view.departments.all()).map(({ code, name }) => [code, name]))
  const months = add(counts.map(({ month, ...one }) => ({ ...one, name: monthWords(month) })))
  const departments = add(
    counts.map((one) => ({ ...one, name: names.get(one.department) ?? one.department })),
  )
  const findings = add(
    (await view.published.findings()).map((one) => ({ ...one, name: one.finding, problems: 0 })),
  )
  return {
    total: months.reduce((sum, { results }) => sum + results, 0),
    problems: months.reduce((sum, { problems }) => sum + problems, 0),
    months: months.reverse(),
    departments: byResults(departments),
    findings: byResults(findings).map(({ name, results }) => ({ name, results })),
  }
}

/** In the order in which a name first comes. */
function add(rows: Bar[]): Bar[] {
  const sums = new Map<string, Bar>()
  for (const { name, results, problems } of rows) {
    const sum = sums.get(name) ?? { name, results: 0, problems: 0 }
    sums.set(name, { name, results: sum.results + results, problems: sum.problems + problems })
  }
  return [...sums.values()]
}

const byResults = (rows: Bar[]): Bar[] => [...rows].sort((a, b) => b.results - a.results)
