/** Writes the full list of a draw, 抽查名单, as a workbook to sort and filter. */
import writeExcelFile, { type CellObject } from 'write-excel-file/node'
import {
  type DrawSheetData,
  drawTotals,
  fingerprints,
  nthText,
  personText,
  ruleText,
  wallClock,
} from './draw-data.js'
import { textCell } from './text-cell.js'

const CELL = { borderStyle: 'thin', align: 'left', alignVertical: 'center' } satisfies CellObject

function text(value: string): CellObject {
  return { ...CELL, ...textCell(value), wrap: true }
}

function quantity(value: number): CellObject {
  return { ...CELL, value, type: Number }
}

/** A spreadsheet's dates know no zone: the reading of calendar and wall clock is written as it stands. */
function date(day: string, time?: string): CellObject {
  const format = time ? 'yyyy-mm-dd hh:mm:ss' : 'yyyy-mm-dd'
  return { ...CELL, value: new Date(`${day}T${time ?? '00:00:00'}Z`), type: Date, format }
}

function head(names: string[]): CellObject[] {
  return names.map((name) => ({ ...text(name), fontWeight: 'bold', backgroundColor: '#F2F2F2', height: 24 }))
}

/** A row high enough for its wrapped text, because not every program fits it by itself; widths in half-width characters. */
function fitted(cells: CellObject[], widths: number[]): CellObject[] {
  const lines = cells.map(({ value }, index) => {
    const taken = typeof value === 'string' ? value.replace(/[^\0-\xFF]/gu, '  ').length : 1
    return Math.ceil(taken / ((widths[index] ?? taken) - 2))
  })
  // 409 points is the most that Excel takes.
  const height = Math.min(409, 6 + 15 * Math.max(1, ...lines))
  return cells.map((cell) => ({ ...cell, height }))
}

// A date cell has no room for the mark that an estimated day must bear.
function dueName(data: DrawSheetData): string {
  return data.dueEstimated ? '检查期限（预计）' : '检查期限'
}

const FIRM_COLUMNS = [
  { name: '任务编号', width: 17 },
  { name: '企业名称', width: 34 },
  { name: '统一社会信用代码', width: 23 },
  { name: '类型', width: 16 },
  { name: '行业', width: 16 },
  { name: '区域', width: 12 },
  { name: '地址', width: 38 },
  { name: '信用等级', width: 10 },
  { name: '抽查事项', width: 56 },
]

function visitSheet(data: DrawSheetData) {
  const seats = Math.max(0, ...data.visits.map((visit) => visit.inspectors.length))
  const columns = [
    ...FIRM_COLUMNS,
    ...Array.from({ length: seats }, (_, seat) => ({ name: `检查人员${seat + 1}`, width: 26 })),
    { name: dueName(data), width: 18 },
  ]
  const widths = columns.map(({ width }) => width)
  const items = data.items.map((item) => `${item.code} ${item.name}`).join('；')
  const rows = data.visits.map(({ no, firm, inspectors }) => [
    ...[no, firm.name, firm.code, firm.type, firm.trade, firm.district, firm.address].map(text),
    ...[firm.creditClass, items].map(text),
    ...Array.from({ length: seats }, (_, seat) => text(inspectors[seat] ? personText(inspectors[seat]) : '')),
    date(data.due),
  ])
  return {
    sheet: '抽查名单',
    orientation: 'landscape' as const,
    stickyRowsCount: 1,
    columns,
    data: [head(columns.map(({ name }) => name)), ...rows.map((row) => fitted(row, widths))],
  }
}

function drawRows(data: DrawSheetData): [string, CellObject][] {
  const moment = (instant: string) => {
    const [day = '', time] = wallClock(instant, data.timeZone).split(' ')
    return date(day, time)
  }
  return [
    ['抽取编号', text(data.drawNo)],
    ['抽取次序', text(nthText(data))],
    ['计划编号', text(data.plan.no)],
    ['计划名称', text(data.plan.name)],
    ['备案号', text(data.plan.filingNo ?? '')],
    ['牵头部门', text(data.leadDepartment)],
    ['参与部门', text(data.joiningDepartments.join('、'))],
    ['抽取人', text(personText(data.startedBy))],
    ['承诺时间', moment(data.committedAt)],
    ...data.witnesses.flatMap((witness, index): [string, CellObject][] => [
      [`见证人${index + 1}`, text(personText(witness))],
      [`见证时间${index + 1}`, moment(witness.at)],
    ]),
    ['抽取时间', moment(data.drawnAt)],
    [dueName(data), date(data.due)],
  ]
}

function numberRows(data: DrawSheetData): [string, CellObject][] {
  const { inScope, eligible, drawn } = drawTotals(data)
  return [
    ['范围内对象（家）', quantity(inScope)],
    ...data.excluded.map((row): [string, CellObject] => [`排除：${row.reason}（家）`, quantity(row.count)]),
    ['列入抽取（家）', quantity(eligible)],
    ['抽中（家）', quantity(drawn)],
    ...data.strata.flatMap((row): [string, CellObject][] => [
      [`${row.creditClass} 级列入抽取（家）`, quantity(row.firms)],
      [`${row.creditClass} 级抽取比例`, text(ruleText(row.rule))],
      [`${row.creditClass} 级抽中（家）`, quantity(row.drawn)],
    ]),
  ]
}

function factSheet(data: DrawSheetData) {
  const prints = fingerprints(data).map(([name, hex]): [string, CellObject] => [name, text(hex)])
  const widths = [32, 80]
  const rows = [...drawRows(data), ...numberRows(data), ...prints]
  return {
    sheet: '抽取信息',
    orientation: 'landscape' as const,
    stickyRowsCount: 1,
    columns: widths.map((width) => ({ width })),
    data: [head(['项目', '内容']), ...rows.map(([name, value]) => fitted([text(name), value], widths))],
  }
}

/** The list as an .xlsx file of two sheets, 抽查名单 and 抽取信息. */
export function writeDrawList(data: DrawSheetData): Promise<Buffer> {
  return writeExcelFile([visitSheet(data), factSheet(data)], { fontFamily: '宋体', fontSize: 11 }).toBuffer()
}
