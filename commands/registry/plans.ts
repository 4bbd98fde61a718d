/** The table of yearly plans 抽查计划, with one rule for each credit class. */
import type { CreditClass, Plan, StratumRule } from '../../db/store.js'
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

const ruleColumn = (letter: CreditClass) => optional(`${letter}级比例`, [`${letter}级抽取比例`], rule, null)

export const plans = defineTable({
  title: '抽查计划',
  columns: {
    no: required('计划编号', ['编号'], identifier),
    name: required('计划名称', ['名称'], text(100)),
    year: required('年度', ['年份'], integer(2000, 2100)),
    leadDepartment: required('牵头部门', ['发起部门'], identifier),
    others: optional('参与部门', ['配合部门'], list(identifier), []),
    items: required('抽查事项', ['事项编码'], list(identifier)),
    ...scopeColumns,
    A: ruleColumn('A'),
    B: ruleColumn('B'),
    C: ruleColumn('C'),
    D: ruleColumn('D'),
    // 行政处罚法第四十二条: no fewer than two officers.
    inspectorsPerVisit: optional('每组人数', ['每组执法人员数'], integer(2, 9), 2),
    inspectorTags: optional('执法人员标签', ['专业要求'], list(identifier), []),
    maxVisits: required('每人任务上限', ['任务上限'], integer(1, 1000)),
    frequency: optional('抽查频次', ['年度频次'], integer(1, 366), 1),
    from: required('开始日期', ['起始日期'], day),
    to: required('结束日期', ['截止日期'], day),
    workingDays: required('办理工作日', ['完成工作日', '工作日'], integer(1, 250)),
    witnesses: optional('见证人数', ['见证人'], integer(1, 20), 1),
    beacon: optional('公开随机源', ['信标'], oneOf([['drand'], ['number', '公开号码']]), null),
    unannounced: optional('不事先公开', ['不公告'], yesNo, false),
    approvedBy: optional('批准人', ['批准人编号'], identifier, null),
    approvedAt: optional('批准时间', ['批准日期'], moment, null),
    filingNo: optional('备案号', ['备案编号'], text(64), null),
  },
  toRecord: ({ A, B, C, D, others, trades, types, districts, tags, classes, ...rest }): Plan => {
    if (rest.to < rest.from) throw new CellFault('结束日期早于开始日期', '结束日期')
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
  key: (plan) => plan.no,
})
