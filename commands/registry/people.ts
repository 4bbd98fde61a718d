/** The table of people 人员 and their roles. */
import type { Person } from '../../db/store.js'
import { identifier, list, oneOf, phone, text, yesNo } from './cells.js'
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
    id: required('人员编号', ['编号', '工号'], identifier),
    name: required('姓名', ['人员姓名'], text(40)),
    department: required('部门代码', ['所属部门', '单位代码'], identifier),
    roles: required('角色', ['身份', '职责'], list(role)),
    phone: optional('电话', ['联系电话', '手机', '手机号码'], phone, null),
    active: optional('在职', ['是否在职'], yesNo, true),
  },
  toRecord: (values): Person => values,
  key: (person) => person.id,
})
