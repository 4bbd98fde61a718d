/** The roll of people who may inspect 执法检查人员名录库. */
import type { Inspector } from '../../../db/store.js'
import { atPost, day, identifier, list } from './cells.js'
import { CellFault, defineTable, optional, required } from './table.js'

export const inspectors = defineTable({
  title: '执法人员',
  columns: {
    id: required(
      '执法证号',
      [
        '证件号',
        '执法证件编号',
        '证号',
        '执法证件号',
        '执法证编号',
        '执法证号码',
        '执法证件号码',
        '行政执法证号',
        '行政执法证编号',
        '证件编号',
        '执法证',
        '编号',
      ],
      identifier,
      { example: '豫F-GS-0001', hint: '会公开的证件编号' },
    ),
    person: required(
      '人员编号',
      ['工号', '人员编码', '人员代码', '职工编号', '人员工号', '员工编号', '编号'],
      identifier,
      { example: 'P0007', hint: '人员名录里的编号，角色里要有“执法人员”' },
    ),
    department: required('部门代码', ['所属部门', '单位代码', '部门编码', '所属部门代码'], identifier, {
      example: 'SCQ-GS',
      inNeed: ['所属单位', '所在部门', '所在单位', '工作单位', '执法主体', '部门', '单位'],
      hint: '部门名录里的代码',
    }),
    tags: optional(
      '专业标签',
      ['标签', '专业', '执法领域', '专业领域', '业务专长', '执法类别', '执法范围', '专业特长'],
      list(identifier),
      [],
      { example: '食品、消防', hint: '多个用、分开' },
    ),
    certifiedUntil: required(
      '证件有效期至',
      [
        '有效期至',
        '有效期',
        '证件有效期',
        '执法证有效期',
        '执法证件有效期',
        '有效期限',
        '有效期截止',
        '到期日期',
        '证件到期日',
        '有效期截止日期',
        '执法证有效期至',
      ],
      day,
      { example: '2030-12-31', hint: '日期' },
    ),
    leaveFrom: optional('请假开始', ['请假起', '请假开始日期', '休假开始'], day, null, {
      example: '2026-03-02',
      hint: '日期，与请假结束同时填；不填不改，销假用 /leave 销假',
    }),
    leaveTo: optional('请假结束', ['请假止', '请假结束日期', '休假结束'], day, null, {
      example: '2026-03-06',
      hint: '日期',
    }),
    active: optional('在岗', ['是否在岗', '在职', '是否在职', '状态', '在岗状态'], atPost, true, {
      example: '是',
      hint: '是、否；不填为“是”',
    }),
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
  keyColumn: 'id',
})
