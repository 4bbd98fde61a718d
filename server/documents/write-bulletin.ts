/** The worker's part of a bulletin: figures of a period that is over, praise and criticism by the published rule, as a Word file. */
import type { FileChild, Paragraph } from 'docx'
import { FIGURE_DEFINITIONS, FIGURE_NAMES, RATE_NAMES, ratePercent } from '../../commands/messages/figures.js'
import { messages } from '../../commands/messages.js'
import { judge, type Verdict } from '../../commands/rules/bulletin.js'
import { factsSince } from '../../commands/rules/figure-days.js'
import {
  countFigures,
  type DepartmentFigures,
  type Figures,
  type Period,
  rateOf,
} from '../../commands/rules/figures.js'
import { addDays } from '../../commands/rules/office-time.js'
import type { BulletinKind } from '../../commands/supervision/bulletin.js'
import { loadFacts } from '../../commands/supervision/load-facts.js'
import type { FileStore } from '../../db/files.js'
import type { Day, Department, FileRef, Store } from '../../db/store.js'
import { annexes, gatherOwed, type Owed } from './bulletin-annexes.js'
import { centred, packBulletin, paragraph, signature } from './bulletin-page.js'
import { formTable, gridTable } from './record-tables.js'
import { heading, TEXT_WIDTH } from './record-type.js'

export interface BulletinInput {
  kind: BulletinKind
  from: Day
  to: Day
  zone: string
}

export interface Bulletin {
  file: FileRef
  praised: number
  criticised: number
}

const MIME = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export async function writeBulletin(
  store: Store,
  files: FileStore,
  { kind, from, to, zone }: BulletinInput,
): Promise<Bulletin> {
  const period: Period = { from, to, asOf: addDays(to, 1) }
  const { facts, owed, all } = await store.read(async (view) => {
    const found = await loadFacts(view, factsSince(period, []), zone)
    return { facts: found, owed: await gatherOwed(view, found, period), all: await view.departments.all() }
  })
  const { total, departments } = countFigures(facts, period)
  const verdicts = departments.map(judge)
  const bytes = await packBulletin(content({ period, owed, total, departments, verdicts, all }))
  const name = messages.bulletin.fileName(kind, from, to)
  const of = (verdict: Verdict['verdict']) => verdicts.filter((one) => one.verdict === verdict).length
  return {
    file: { hash: await files.put(bytes), name, mime: MIME, size: bytes.length },
    praised: of('praise'),
    criticised: of('criticism'),
  }
}

interface Parts {
  period: Period
  owed: Owed
  total: Figures
  departments: DepartmentFigures[]
  verdicts: Verdict[]
  /** Every department of the office. */
  all: Department[]
}

const namesIn = (all: Department[]) => {
  const names = new Map(all.map(({ code, shortName }) => [code, shortName]))
  return (code: string) => names.get(code) ?? code
}

function content(parts: Parts): FileChild[] {
  const { period, departments, verdicts, owed, all } = parts
  const { bulletin } = messages
  const nameOf = namesIn(all)
  const leading = all.find((one) => one.leading)?.name ?? ''
  return [
    centred(bulletin.title, 44),
    centred(bulletin.draft, 21),
    paragraph(bulletin.greeting, {}),
    paragraph(bulletin.opening(period.from, period.to)),
    heading('一、总体情况'),
    totals(parts.total),
    heading('二、各部门情况'),
    departmentTable(departments, nameOf),
    heading('三、表扬'),
    ...named(verdicts, 'praise', nameOf, bulletin.nobodyPraised),
    heading('四、批评'),
    ...named(verdicts, 'criticism', nameOf, bulletin.nobodyCriticised),
    heading('五、要求'),
    paragraph(bulletin.demands),
    ...signature([leading, bulletin.dateLine]),
    heading('附一：规则和统计口径', true),
    ...bulletin.rule.map((line) => paragraph(line)),
    ...FIGURE_DEFINITIONS.map(([name, words]) => paragraph(`${name}：${words}`)),
    ...annexes(owed, nameOf),
  ]
}

const totals = (total: Figures) =>
  formTable([
    [
      ['任务', `${total.visitsDue} 个应检查，${total.inspected} 个已检查`],
      ['检查率', ratePercent(rateOf(total, 'inspection'))],
    ],
    [
      ['结果', `${total.resultsDue} 份应公示，${total.disclosed} 份已公示`],
      ['完成率', ratePercent(rateOf(total, 'completion'))],
    ],
    [
      [
        '期末仍欠',
        `${total.visitsOverdue} 个任务超期未检查，${total.resultsOverdue} 份结果逾期未公示，${total.undecided} 份待处理决定`,
      ],
    ],
  ])

/** Twips; each name stands on one line. */
const COUNTS = [
  ['visitsDue', 780],
  ['inspected', 780],
  ['visitsOverdue', 1160],
  ['resultsDue', 780],
  ['disclosed', 780],
  ['resultsOverdue', 1160],
] as const
const RATES = [
  ['punctualInspection', 1180],
  ['completion', 1180],
] as const
const NAME_WIDTH = TEXT_WIDTH - [...COUNTS, ...RATES].reduce((sum, [, width]) => sum + width, 0)

const departmentTable = (departments: DepartmentFigures[], nameOf: (code: string) => string) =>
  gridTable(
    [
      { head: '部门', width: NAME_WIDTH },
      ...COUNTS.map(([figure, width]) => ({ head: FIGURE_NAMES[figure], width, center: true })),
      ...RATES.map(([rate, width]) => ({ head: RATE_NAMES[rate], width, center: true })),
    ],
    departments.map((one) => [
      nameOf(one.department),
      ...COUNTS.map(([figure]) => String(one[figure])),
      ...RATES.map(([rate]) => ratePercent(rateOf(one, rate))),
    ]),
  )

function named(
  verdicts: Verdict[],
  verdict: 'praise' | 'criticism',
  nameOf: (code: string) => string,
  nobody: string,
): Paragraph[] {
  const own = verdicts.filter((one) => one.verdict === verdict)
  if (own.length === 0) return [paragraph(nobody)]
  return own.map(({ department, reasons }) =>
    paragraph(`${nameOf(department)}：${reasons.map(messages.bulletin.reason).join('；')}。`),
  )
}
