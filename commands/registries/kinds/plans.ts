/** The table of yearly plans 抽查计划, with one rule for each credit class. */
import type { CreditClass, Plan, StratumRule } from '../../../db/store.js'
import { day, identifier, integer, list, moment, oneOf, ratio, text, yesNo } from './cells.js'
import { scopeColumns, toScope } from './scope.js'
import { CellFault, defineTable, optional, required } from './table.js'

/** `3%`, `3/100` or `20家`; with 加权 behind it the firms' weights count (dr1 §2 `rules`). */
function rule(cell: string): StratumRule {
  const word = cell.normalize('NFKC').replace(/\s+/gu, '')
  const [, share = '', weighted] = /^(.*?)(加权|\(加权\))?$/u.exec(word) ?? []
  const count = /^(\d{1,6})家$/u.exec(share)
  const plain = count === null ? { ratio: readShare(share) } : { count: Number(count[1]) }
  return weighted === undefined ? plain : { ...plain, weighted: true }
}

function readShare(share: string): [number, number] {
  if (!/[%/]/u.test(share)) throw new CellFault('请写成 3%、3/100 或 20家')
  return ratio(share)
}

const yearOf = (date: string) => Number(date.slice(0, 4))

const ruleColumn = (letter: CreditClass) =>
  optional(
    `${letter}级比例`,
    [
      `${letter}级抽取比例`,
      `${letter}类比例`,
      `${letter}类抽取比例`,
      `${letter}级抽查比例`,
      `${letter}类抽查比例`,
    ],
    rule,
    null,
    { example: '3%', hint: '如 3%、3/100 或 20家，后面可加“加权”；至少填一个等级' },
  )

export const plans = defineTable({
  title: '抽查计划',
  columns: {
    no: required('计划编号', ['编号', '抽查计划编号', '计划号', '任务编号'], identifier, {
      example: 'JH2026-01',
    }),
    name: required('计划名称', ['名称', '抽查计划名称', '任务名称', '抽查任务名称', '抽查计划'], text(100), {
      example: '2026年度登记事项抽查',
    }),
    year: required('年度', ['年份', '计划年度', '年'], integer(2000, 2100), { example: '2026' }),
    leadDepartment: required(
      '牵头部门',
      ['发起部门', '牵头单位', '发起单位', '主办部门', '牵头部门代码'],
      identifier,
      { example: 'SCQ-GS', hint: '部门名录里的代码' },
    ),
    others: optional(
      '参与部门',
      ['配合部门', '联合部门', '参与单位', '配合单位', '协办部门', '联合单位'],
      list(identifier),
      [],
      { example: 'SCQ-GS', hint: '部门代码，多个用、分开' },
    ),
    items: required(
      '抽查事项',
      ['事项编码', '抽查事项编码', '检查事项', '事项', '事项代码', '抽查事项代码'],
      list(identifier),
      { example: 'GS-01', hint: '事项编码，多个用、分开' },
    ),
    ...scopeColumns,
    A: ruleColumn('A'),
    B: ruleColumn('B'),
    C: ruleColumn('C'),
    D: ruleColumn('D'),
    // 行政处罚法第四十二条: no fewer than two officers.
    inspectorsPerVisit: optional('每组人数', ['每组执法人员数'], integer(2, 9), 2, {
      example: '2',
      hint: '2 到 9；不填为 2',
    }),
    inspectorTags: optional('执法人员标签', ['专业要求'], list(identifier), [], {
      example: '食品',
      hint: '多个用、分开',
    }),
    maxVisits: required('每人任务上限', ['任务上限', '每人上限', '人均任务上限'], integer(1, 1000), {
      example: '8',
    }),
    frequency: optional('抽查频次', ['年度频次'], integer(1, 366), 1, { example: '1', hint: '不填为 1' }),
    from: required('开始日期', ['起始日期', '开始时间', '起始时间', '抽查开始时间', '检查开始日期'], day, {
      example: '2026-01-01',
      hint: '日期',
    }),
    to: required('结束日期', ['截止日期', '结束时间', '截止时间', '抽查结束时间', '检查结束日期'], day, {
      example: '2026-12-31',
      hint: '日期',
    }),
    workingDays: required('办理工作日', ['完成工作日', '工作日'], integer(1, 250), {
      example: '20',
      hint: '从抽取到检查完成的工作日',
    }),
    witnesses: optional('见证人数', ['见证人'], integer(1, 20), 1, { example: '1', hint: '不填为 1' }),
    beacon: optional('公开随机源', ['信标'], oneOf([['drand'], ['number', '公开号码']]), null, {
      example: 'drand',
      hint: 'drand、公开号码；不填为不用',
    }),
    unannounced: optional('不事先公开', ['不公告'], yesNo, false, {
      example: '否',
      hint: '是、否；不填为“否”',
    }),
    approvedBy: optional('批准人', ['批准人编号', '审批人', '审批人编号'], identifier, null, {
      example: 'P0007',
      hint: '人员编号，角色里要有“领导”；聊天里导入时不填，由领导批准',
    }),
    approvedAt: optional('批准时间', ['批准日期', '审批时间', '审批日期'], moment, null, {
      example: '2026-01-20 10:00',
      hint: '日期，可加时刻；与批准人同时填',
    }),
    filingNo: optional('备案号', ['备案编号', '备案文号'], text(64), null, {
      example: '山双随机备〔2026〕1号',
    }),
  },
  toRecord: ({ A, B, C, D, others, trades, types, districts, tags, classes, ...rest }): Plan => {
    if (rest.to < rest.from) throw new CellFault('结束日期早于开始日期', '结束日期')
    if (rest.year < yearOf(rest.from) || rest.year > yearOf(rest.to))
      throw new CellFault('年度不在开始日期到结束日期之间，请核对', '年度')
    if ((rest.approvedBy === null) !== (rest.approvedAt === null))
      throw new CellFault('批准人和批准时间要同时填写', rest.approvedAt === null ? '批准时间' : '批准人')
    const rules = Object.entries({ A, B, C, D }).filter(([, found]) => found !== null)
    if (rules.length === 0) throw new CellFault('至少要填写一个信用等级的抽取比例', 'A级比例')
    return {
      ...rest,
      departments: [...new Set([rest.leadDepartment, ...others])],
      scope: toScope({ trades, types, districts, tags, classes }),
      rules: Object.fromEntries(rules),
      importedBy: null,
      approvalLapsed: null,
    }
  },
  toValues: ({ scope, rules, departments, ...rest }) => ({
    ...{ ...rest, ...scope },
    others: departments.filter((code) => code !== rest.leadDepartment),
    ...{ A: null, B: null, C: null, D: null, ...rules },
  }),
  key: (plan) => plan.no,
})
