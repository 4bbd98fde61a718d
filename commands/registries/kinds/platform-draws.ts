/** The table of a draw's result from the upper platform 上级抽取结果: each row a firm and who inspects it, each task one draw. */
import type { PlatformDraw, PlatformVisit } from '../../../db/store.js'
import { creditCode, day, identifier, list, text } from './cells.js'
import { firmCodeHeaders, firmCodeNotes } from './firm-headers.js'
import { CellFault, defineTable, optional, required } from './table.js'

/** The last day of `2026-03-01至2026-03-31`, or the day itself. */
function lastDay(cell: string): string {
  return day(
    cell
      .split(/至|到|~|～|—+/u)
      .at(-1)
      ?.trim() || cell,
  )
}

/** Names are written with blanks for looks, and below each other. */
const persons = (cell: string) =>
  list((word) => identifier(word.replace(/\s+/gu, '')))(cell.replace(/\s*[\r\n]+\s*/gu, '、'))

const columns = {
  task: required(
    '任务编号',
    ['抽查任务编号', '检查任务编号', '上级任务编号', '平台任务编号', '任务号', '任务代码', '任务ID'],
    identifier,
    { example: 'HNSJ-2026-000123', hint: '上级平台的任务编号；一个任务登记为一次抽取' },
  ),
  name: required('任务名称', ['抽查任务名称', '检查任务名称', '上级任务名称'], text(100), {
    example: '2026年度登记事项抽查（省级任务）',
  }),
  plan: required('计划编号', ['抽查计划编号', '本级计划编号', '计划号'], identifier, {
    example: 'JH2026-01',
    hint: '本系统里的计划编号，计划要已经批准和备案',
  }),
  drawnOn: optional('抽取日期', ['抽取时间', '抽签日期', '抽取完成时间', '摇号日期'], day, null, {
    example: '2026-03-01',
    hint: '上级平台抽取的日期',
  }),
  departments: optional(
    '抽查部门',
    ['抽查机关', '检查部门', '检查机关', '实施部门', '检查单位', '抽查主体'],
    list(text(60)),
    [],
    {
      example: '山城区工商分局',
      inNeed: ['部门', '单位', '机关'],
      hint: '部门代码、名称或简称，多个用、分开；不填为计划的全部部门',
    },
  ),
  firm: required('统一社会信用代码', firmCodeHeaders, creditCode, firmCodeNotes),
  firmName: optional(
    '企业名称',
    ['名称', '市场主体名称', '主体名称', '单位名称', '检查对象', '检查对象名称', '被检查对象', '抽查对象'],
    text(120),
    '',
    { example: '山城区某某便利店', hint: '填写时要与名录库一致' },
  ),
  inspectors: required(
    '检查人员',
    ['执法人员', '执法检查人员', '检查人', '检查人员姓名', '执法人员姓名', '检查人员执法证号', '检查组成员'],
    persons,
    { example: '豫F-GS-0002、豫F-GS-0003', hint: '执法证号或姓名，多个用、分开；同名的写执法证号' },
  ),
  due: required(
    '检查期限',
    ['截止日期', '检查截止日期', '检查结束日期', '完成期限', '检查截止时间', '任务截止日期', '检查时限'],
    lastDay,
    { example: '2026-03-31', hint: '日期；写成起止日期的取最后一天' },
  ),
}

export const platformDraws = defineTable({
  title: '上级抽取结果',
  columns,
  toRecord: ({ task, name, plan, drawnOn, ...visit }, row): PlatformDraw => ({
    ...{ task, name, plan, drawnOn },
    visits: [{ ...visit, rows: [row] }],
  }),
  key: ({ task }) => task,
  keyColumn: 'task',
  join,
})

function join(draw: PlatformDraw, part: PlatformDraw): PlatformDraw {
  for (const field of ['name', 'plan', 'drawnOn'] as const)
    if (draw[field] !== part[field]) throw new CellFault('与同一任务前面的行不同', columns[field].header)
  const [visit] = part.visits as [PlatformVisit]
  const known = draw.visits.find(({ firm }) => firm === visit.firm)
  if (known === undefined) return { ...draw, visits: [...draw.visits, visit] }
  if (known.due !== visit.due) throw new CellFault('同一企业的检查期限前后不同', columns.due.header)
  const both: PlatformVisit = {
    ...known,
    firmName: known.firmName || visit.firmName,
    departments: [...new Set([...known.departments, ...visit.departments])],
    inspectors: [...new Set([...known.inspectors, ...visit.inspectors])],
    rows: [...known.rows, ...visit.rows],
  }
  return { ...draw, visits: draw.visits.map((one) => (one === known ? both : one)) }
}
