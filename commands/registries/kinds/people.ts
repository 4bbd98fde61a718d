/** The table of people 人员 and their roles. */
import type { Person } from '../../../db/store.js'
import { atPost, identifier, list, oneOf, phone, text } from './cells.js'
import { defineTable, optional, required } from './table.js'

const role = oneOf([
  ['office', '经办', '经办人'],
  ['inspector', '执法人员', '执法检查人员'],
  ['leader', '领导', '负责人'],
  ['supervisor', '监察', '监察人员'],
  ['admin', '管理员'],
])

export const people = defineTable({
  title: '人员',
  columns: {
    id: required(
      '人员编号',
      ['编号', '工号', '人员编码', '人员代码', '职工编号', '人员工号', '员工编号'],
      identifier,
      { example: 'P0007', hint: '本系统内的编号；作见证的，会出现在公开的抽取证明里' },
    ),
    name: required('姓名', ['人员姓名', '名字', '人员'], text(40), { example: '张三' }),
    department: required('部门代码', ['所属部门', '单位代码', '部门编码', '所属部门代码'], identifier, {
      example: 'SCQ-GS',
      inNeed: ['所属单位', '所在部门', '所在单位', '工作单位', '部门', '单位'],
      hint: '部门名录里的代码',
    }),
    roles: required('角色', ['身份', '职责', '人员角色', '系统角色', '岗位'], list(role), {
      example: '执法人员、领导',
      hint: '经办、执法人员、领导、监察、管理员；多个用、分开',
    }),
    phone: optional(
      '电话',
      ['联系电话', '手机', '手机号码', '手机号', '联系方式', '移动电话', '电话号码', '办公电话'],
      phone,
      null,
      { example: '13900000000' },
    ),
    active: optional('在职', ['是否在职', '在岗', '是否在岗', '在职状态'], atPost, true, {
      example: '是',
      hint: '是、否；不填为“是”',
    }),
  },
  toRecord: (values): Person => values,
  key: (person) => person.id,
})
