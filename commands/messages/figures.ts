/** The names and definitions of the figures, as every place that shows them says them. */
import type { Figure, Rate } from '../rules/figures.js'

export const FIGURE_NAMES: Record<Figure, string> = {
  tasks: '任务',
  recorded: '已填报',
  visitsDue: '应检查',
  inspected: '已检查',
  inspectedInTime: '按时检查',
  visitsOverdue: '超期未检查',
  resultsDue: '应公示',
  disclosed: '已公示',
  disclosedInTime: '按时公示',
  resultsOverdue: '逾期未公示',
  undecided: '待处理决定',
}

export const RATE_NAMES: Record<Rate, string> = {
  progress: '进度',
  inspection: '检查率',
  punctualInspection: '按时检查率',
  completion: '完成率',
  punctualDisclosure: '按时公示率',
}

/** In the order in which they need each other. */
export const FIGURE_DEFINITIONS: readonly [string, string][] = [
  ['进度', '已填报 ÷ 任务。任务：期限在统计期内的检查任务，包括期限还没有到的。'],
  [
    '应检查',
    '统计期内期限已过的检查任务（经批准延期的，按新的期限）。联合检查在每个参加部门各计一次，合计只计一次。',
  ],
  ['检查率', '已检查 ÷ 应检查。已检查：其中已填报检查记录的。'],
  ['按时检查率', '按时检查 ÷ 应检查。按时检查：检查记录在期限当天或之前第一次填报的。'],
  [
    '应公示',
    '统计期内公示期限已过的检查结果：未发现问题的自检查之日起、发现问题的自处理决定之日起 20 个工作日。一次检查的结果由各事项的部门分别负责，分别计数。',
  ],
  ['完成率', '已公示 ÷ 应公示。已公示：其中全部内容都已向社会公示的；更正后尚未重新公示的不算。'],
  ['按时公示率', '按时公示 ÷ 应公示。按时公示：最近一次公示在公示期限当天或之前的。'],
  [
    '超期未检查、逾期未公示',
    '仍欠着的，不限统计期：看板和日报按现在，通报按统计期的最后一天；期限当天不算超期。',
  ],
  ['待处理决定', '发现了问题、还没有作出处理决定的检查结果，公示期限从决定之日起算，所以不计入应公示。'],
]

/** 92.3%, cut rather than rounded: what lacks something is never 100%. Nothing due is —. */
export const ratePercent = (rate: [number, number] | null): string =>
  rate === null ? '—' : `${(Math.floor((rate[0] * 1000) / rate[1]) / 10).toFixed(1)}%`
