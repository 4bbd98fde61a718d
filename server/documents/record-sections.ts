/** What the printed record says, section by section. */
import { Paragraph, type Table } from 'docx'
import { type DrawSheetData, drawTotals, nthText, personText, ruleText, wallClock } from './draw-data.js'
import { formTable, gridTable } from './record-tables.js'

/** `2026年3月16日`, with the time of day when there is one. */
function chineseTime(text: string): string {
  return text.replace(/^(\d+)-0?(\d+)-0?(\d+)/, '$1年$2月$3日')
}

/** 一、基本情况 */
export function basics(data: DrawSheetData) {
  const at = (instant: string) => chineseTime(wallClock(instant, data.timeZone))
  const due = chineseTime(data.due) + (data.dueEstimated ? '（预计）' : '')
  return formTable([
    [
      ['抽取编号', data.drawNo],
      ['计划编号', data.plan.no],
    ],
    [['计划名称', data.plan.name]],
    [['抽取次序', nthText(data)]],
    [
      ['备案号', data.plan.filingNo ?? '—'],
      ['检查期限', due],
    ],
    [['牵头部门', data.leadDepartment]],
    [['参与部门', data.joiningDepartments.join('、') || '—']],
    [['抽查事项', data.items.map((item) => `${item.code}　${item.name}`)]],
    [['抽取人', personText(data.startedBy)]],
    [
      ['承诺时间', at(data.committedAt)],
      ['抽取时间', at(data.drawnAt)],
    ],
  ])
}

/** 二、抽取数量 */
export function numbers(data: DrawSheetData): (Paragraph | Table)[] {
  const { inScope, excluded, eligible, drawn } = drawTotals(data)
  const reasons = data.excluded.map((row) => `${row.reason} ${row.count} 家`).join('，')
  return [
    formTable([
      [
        ['范围内对象', `${inScope} 家`],
        ['列入抽取', `${eligible} 家`],
      ],
      [['排除对象', excluded === 0 ? '0 家' : `${excluded} 家：${reasons}`]],
      [['抽中对象', `${drawn} 家`]],
    ]),
    new Paragraph({ spacing: { line: 120 } }),
    gridTable(
      [
        { head: '信用等级', width: 2353, center: true },
        { head: '列入抽取（家）', width: 2353, center: true },
        { head: '抽取比例', width: 2353, center: true },
        { head: '抽中（家）', width: 2353, center: true },
      ],
      data.strata.map((row) => [row.creditClass, `${row.firms}`, ruleText(row.rule), `${row.drawn}`]),
    ),
  ]
}

/** 三、见证情况 */
export function witnesses(data: DrawSheetData) {
  return gridTable(
    [
      { head: '见证人', width: 2500 },
      { head: '见证时间', width: 2200 },
      { head: '见证人所述文字', width: 4712 },
    ],
    data.witnesses.map((witness) => [
      personText(witness),
      chineseTime(wallClock(witness.at, data.timeZone)),
      witness.text.split(/\r?\n/),
    ]),
  )
}

/** 附：检查任务 */
export function visits(data: DrawSheetData) {
  return gridTable(
    [
      { head: '序号', width: 520, center: true },
      { head: '任务编号', width: 1420, center: true },
      { head: '检查对象', width: 2000 },
      { head: '统一社会信用代码', width: 2060, center: true },
      { head: '所属区域', width: 860, center: true },
      { head: '信用等级', width: 540, center: true },
      { head: '检查人员', width: 2012 },
    ],
    data.visits.map(({ no, firm, inspectors }, index) => [
      `${index + 1}`,
      no,
      firm.name,
      firm.code,
      firm.district,
      firm.creditClass,
      inspectors.length > 0 ? inspectors.map(personText) : '待补派',
    ]),
  )
}
