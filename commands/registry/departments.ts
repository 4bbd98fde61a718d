/** The table of member units 部门. */
import type { Department } from '../../db/store.js'
import { identifier, text, yesNo } from './cells.js'
import { defineTable, optional, required } from './table.js'

export const departments = defineTable({
  title: '部门',
  columns: {
    code: required('部门代码', ['代码', '单位代码'], identifier),
    name: required('部门名称', ['名称', '单位名称'], text(60)),
    shortName: required('部门简称', ['简称', '单位简称'], text(20)),
    leading: optional('领导小组办公室', ['牵头办公室', '是否领导小组办公室'], yesNo, false),
  },
  toRecord: (values): Department => values,
  key: (department) => department.code,
})
