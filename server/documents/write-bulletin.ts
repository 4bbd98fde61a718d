/** The worker's part of a bulletin: figures of a period that is over, praise and criticism by the published rule, as a Word file. */
import { AlignmentType, Document, Packer, Paragraph } from 'docx'
import { FIGURE_DEFINITIONS, FIGURE_NAMES, RATE_NAMES, ratePercent } from '../../commands/messages/figures.js'
import { messages } from '../../commands/messages.js'
import { judge, type Verdict } from '../../commands/rules/bulletin.js'
import { factsSince } from '../../commands/rules/figure-days.js'
import {
  countFigures,
  type DepartmentFigures,
  type Facts,
  type Figures,
  type Period,
  rateOf,
  resultsOf,
  visitsOf,
} from '../../commands/rules/figures.js'
import { addDays } from '../../commands/rules/office-time.js'
import type { BulletinKind } from '../../commands/supervision/bulletin.js'
import { loadFacts } from '../../commands/supervision/load-facts.js'
import type { FileStore } from '../../db/files.js'
import type { Day, FileRef, Store } from '../../db/store.js'
import { formTable, gridTable } from './record-tables.js'
import { A4, FANGSONG, heading, run, SONG, TEXT_WIDTH } from './record-type.js'

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
/** Lines of an annex; more are told by their number. */
const MOST_LINES = 300

export async function writeBulletin(
  store: Store,
  files: FileStore,
  { kind, from, to, zone }: BulletinInput,
): Promise<Bulletin> {
  const period: Period = { from, to, asOf: addDays(to, 1) }
  const { facts, names } = await store.read(async (view) => ({
    facts: await loadFacts(view, factsSince(period, []), zone),
    names: new Map((await view.departments.all()).map(({ code, shortName }) => [code, shortName])),
  }))
  const { total, departments } = countFigures(facts, period)
  const verdicts = departments.map(judge)
  const bytes = await pack(
    content({ period, facts, total, departments, verdicts, nameOf: (code) => names.get(code) ?? code }),
  )
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
  facts: Facts
  total: Figures
  departments: DepartmentFigures[]
  verdicts: Verdict[]
  nameOf: (code: string) => string
}

function content(parts: Parts) {
  const { period, total, departments, nameOf } = parts
  return [
    centred(messages.bulletin.title, 44),
    centred(`${period.from} 至 ${period.to}`, 24),
    centred(messages.bulletin.draft, 21),
    heading('一、总体情况'),
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
          '现在仍欠',
          `${total.visitsOverdue} 个任务超期未检查，${total.resultsOverdue} 份结果逾期未公示，${total.undecided} 份待处理决定`,
        ],
      ],
    ]),
    heading('二、各部门情况'),
    gridTable(
      [
        { head: '部门', width: 1800 },
        ...(
          ['visitsDue', 'inspected', 'visitsOverdue', 'resultsDue', 'disclosed', 'resultsOverdue'] as const
        ).map((one) => ({ head: FIGURE_NAMES[one], width: 860, center: true })),
        ...(['punctualInspection', 'completion'] as const).map((one) => ({
          head: RATE_NAMES[one],
          width: (TEXT_WIDTH - 1800 - 6 * 860) / 2,
          center: true,
        })),
      ],
      departments.map((one) => [
        nameOf(one.department),
        ...[
          one.visitsDue,
          one.inspected,
          one.visitsOverdue,
          one.resultsDue,
          one.disclosed,
          one.resultsOverdue,
        ].map(String),
        ...[ratePercent(rateOf(one, 'punctualInspection')), ratePercent(rateOf(one, 'completion'))],
      ]),
    ),
    heading('三、表扬'),
    ...named(parts, 'praise', messages.bulletin.nobodyPraised),
    heading('四、批评'),
    ...named(parts, 'criticism', messages.bulletin.nobodyCriticised),
    heading('五、要求'),
    paragraph(messages.bulletin.demands),
    heading('附一：规则和统计口径'),
    ...messages.bulletin.rule.map(paragraph),
    ...FIGURE_DEFINITIONS.map(([name, words]) => paragraph(`${name}：${words}`)),
    ...annexes(parts),
  ]
}

function named({ verdicts, nameOf }: Parts, verdict: 'praise' | 'criticism', nobody: string): Paragraph[] {
  const own = verdicts.filter((one) => one.verdict === verdict)
  if (own.length === 0) return [paragraph(nobody)]
  return own.map(({ department, reasons }) =>
    paragraph(`${nameOf(department)}：${reasons.map(messages.bulletin.reason).join('；')}。`),
  )
}

/** Task numbers alone: a bulletin goes to departments that have no part in the draws. */
function annexes({ facts, period, nameOf }: Parts) {
  const visits = visitsOf(facts, period, 'visitsOverdue').map(({ visit, departments, due }) => [
    visit,
    departments.map(nameOf).join('、'),
    due,
  ])
  const results = resultsOf(facts, period, 'resultsOverdue').map(({ visit, department, discloseBy }) => [
    visit,
    nameOf(department),
    discloseBy ?? '',
  ])
  return [
    ...annex('附二：超期未检查的任务', '检查期限', visits),
    ...annex('附三：逾期未公示的结果', '公示期限', results),
  ]
}

function annex(title: string, day: string, rows: string[][]) {
  if (rows.length === 0) return []
  const shown = rows.sort((a, b) => (a[2]! < b[2]! ? -1 : 1)).slice(0, MOST_LINES)
  const more = rows.length > shown.length ? [paragraph(`……共 ${rows.length} 项，其余见领导看板。`)] : []
  const columns = [
    { head: '任务编号', width: 2600 },
    { head: '部门', width: TEXT_WIDTH - 4800 },
    { head: day, width: 2200, center: true },
  ]
  return [heading(title), gridTable(columns, shown), ...more]
}

function centred(text: string, size: number): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 120 },
    children: [run(text, { font: size > 40 ? SONG : FANGSONG, size, bold: size > 40 })],
  })
}

function paragraph(text: string): Paragraph {
  return new Paragraph({
    indent: { firstLine: 480 },
    spacing: { after: 80, line: 360 },
    children: [run(text, { font: FANGSONG, size: 24 })],
  })
}

function pack(children: ReturnType<typeof content>): Promise<Buffer> {
  const document = new Document({
    title: messages.bulletin.title,
    styles: { default: { document: { run: { font: FANGSONG, language: { eastAsia: 'zh-CN' } } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: A4.width, height: A4.height },
            margin: { top: A4.vertical, bottom: A4.vertical, left: A4.side, right: A4.side },
          },
        },
        children,
      },
    ],
  })
  return Packer.toBuffer(document)
}
