/** The list of what may be inspected 随机抽查事项清单. */
import type { Item } from '../../db/store.js'
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
    code: required('事项编码', ['编码', '事项代码'], identifier),
    name: required('事项名称', ['抽查事项', '抽查事项名称'], text(100)),
    legalBasis: required('抽查依据', ['法律依据', '依据'], text(1000)),
    department: required('抽查主体', ['主体部门', '部门代码'], identifier),
    ...scopeColumns,
    content: required('抽查内容', ['检查内容'], text(1000)),
    method: required('抽查方式', ['检查方式'], text(40)),
    ratioCap: required('抽查比例上限', ['比例上限'], ratio),
    yearlyCap: required('年度频次上限', ['频次上限'], integer(1, 366)),
    capSetBy: optional(
      '有权确定的机关',
      ['有权确定机关', '比例频次确定机关', '确定机关'],
      text(100),
      '本部门',
    ),
    kind: required('事项类别', ['类别'], kind),
    materials: optional('所需材料', ['材料'], text(500), ''),
    publishedOn: optional('公布日期', ['公布时间'], day, null),
  },
  toRecord: ({ trades, types, districts, tags, classes, ...rest }): Item => ({
    ...rest,
    scope: toScope({ trades, types, districts, tags, classes }),
  }),
  key: (item) => item.code,
})
