/** The table of member units 部门. */
import type { Department } from '../../../db/store.js'
import { identifier, text, yesNo } from './cells.js'
import { defineTable, optional, required } from './table.js'

export const departments = defineTable({
  title: '部门',
  columns: {
    code: required(
      '部门代码',
      ['代码', '单位代码', '部门编码', '单位编码', '机构代码', '部门编号', '单位编号'],
      identifier,
      { example: 'SCQ-GS', hint: '本系统内的代码，其他名录用它指这个部门' },
    ),
    name: required(
      '部门名称',
      ['名称', '单位名称', '部门全称', '单位全称', '全称', '机构名称', '成员单位'],
      text(60),
      { example: '山城区工商分局', inNeed: ['部门', '单位'] },
    ),
    shortName: required('部门简称', ['简称', '单位简称', '机构简称'], text(20), { example: '工商分局' }),
    leading: optional(
      '领导小组办公室',
      ['牵头办公室', '是否领导小组办公室', '是否牵头', '领导小组'],
      yesNo,
      false,
      { example: '是', hint: '是、否；全部部门里只能有一个“是”' },
    ),
  },
  toRecord: (values): Department => values,
  key: (department) => department.code,
})
