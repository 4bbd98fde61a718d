/** The roll of people who may inspect 执法检查人员名录库. */
import type { Inspector } from '../../db/store.js'
import { day, identifier, list, yesNo } from './cells.js'
import { CellFault, defineTable, optional, required } from './table.js'

export const inspectors = defineTable({
  title: '执法人员',
  columns: {
    id: required('执法证号', ['证件号', '执法证件编号', '证号'], identifier),
    person: required('人员编号', ['工号'], identifier),
    department: required('部门代码', ['所属部门', '单位代码'], identifier),
    tags: optional('专业标签', ['标签', '专业', '执法领域'], list(identifier), []),
    certifiedUntil: required('证件有效期至', ['有效期至', '有效期'], day),
    leaveFrom: optional('请假开始', ['请假起'], day, null),
    leaveTo: optional('请假结束', ['请假止'], day, null),
    active: optional('在岗', ['是否在岗'], yesNo, true),
  },
  toRecord: (values): Inspector => {
    const { leaveFrom, leaveTo } = values
    if ((leaveFrom === null) !== (leaveTo === null))
      throw new CellFault('请假开始和请假结束要同时填写', leaveTo === null ? '请假结束' : '请假开始')
    if (leaveFrom !== null && leaveTo !== null && leaveTo < leaveFrom)
      throw new CellFault('请假结束早于请假开始', '请假结束')
    return values
  },
  key: (inspector) => inspector.id,
})
