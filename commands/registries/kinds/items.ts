/** The list of what may be inspected 随机抽查事项清单. */
import type { Item } from '../../../db/store.js'
import { day, identifier, integer, oneOf, ratio, text } from './cells.js'
import { scopeColumns, toScope } from './scope.js'
import { defineTable, optional, required } from './table.js'

const kind = oneOf([
  ['一般', '一般事项', '一般检查事项'],
  ['重点', '重点事项', '重点检查事项'],
])

export const items = defineTable({
  title: '抽查事项',
  columns: {
    code: required(
      '事项编码',
      ['编码', '事项代码', '事项编号', '抽查事项编码', '抽查事项编号', '编号', '代码'],
      identifier,
      { example: 'GS-01' },
    ),
    name: required(
      '事项名称',
      ['抽查事项', '抽查事项名称', '检查事项', '检查事项名称', '名称', '事项'],
      text(100),
      { example: '登记事项检查' },
    ),
    legalBasis: required(
      '抽查依据',
      ['法律依据', '依据', '检查依据', '法律法规依据', '设定依据', '实施依据'],
      text(1000),
      { example: '《企业信息公示暂行条例》' },
    ),
    department: required(
      '抽查主体',
      [
        '主体部门',
        '部门代码',
        '检查主体',
        '实施主体',
        '实施部门',
        '责任部门',
        '检查部门',
        '抽查部门',
        '牵头部门',
      ],
      identifier,
      { example: 'SCQ-GS', hint: '部门名录里的代码' },
    ),
    ...scopeColumns,
    content: required('抽查内容', ['检查内容', '内容', '抽查检查内容'], text(1000), {
      example: '登记事项是否与实际一致',
    }),
    method: required('抽查方式', ['检查方式', '方式', '检查方法', '抽查检查方式'], text(40), {
      example: '实地检查',
    }),
    ratioCap: required(
      '抽查比例上限',
      ['比例上限', '抽查比例', '抽取比例', '最高比例', '抽查比例(上限)'],
      ratio,
      { example: '5%', hint: '如 5% 或 3/100' },
    ),
    yearlyCap: required(
      '年度频次上限',
      ['频次上限', '抽查频次', '检查频次', '年度频次', '每年次数', '抽查频次上限', '抽查频次(次/年)'],
      integer(1, 366),
      { example: '1', hint: '每户每年最多查几次' },
    ),
    capSetBy: optional(
      '有权确定的机关',
      ['有权确定机关', '比例频次确定机关', '确定机关'],
      text(100),
      '本部门',
      { example: '本部门', hint: '有权确定比例和频次的机关' },
    ),
    kind: required('事项类别', ['类别', '事项分类', '事项类型', '检查事项类别', '抽查类别'], kind, {
      example: '一般',
      hint: '一般、重点',
    }),
    materials: optional('所需材料', ['材料', '准备材料', '需准备材料', '所需资料'], text(500), '', {
      example: '营业执照',
    }),
    publishedOn: optional('公布日期', ['公布时间', '公开日期', '公示日期', '发布日期', '公布日'], day, null, {
      example: '2026-01-15',
      hint: '日期；没有公布的事项不能抽取',
    }),
  },
  toRecord: ({ trades, types, districts, tags, classes, ...rest }): Item => ({
    ...rest,
    scope: toScope({ trades, types, districts, tags, classes }),
  }),
  toValues: ({ scope, ...rest }) => ({ ...rest, ...scope }),
  key: (item) => item.code,
})
