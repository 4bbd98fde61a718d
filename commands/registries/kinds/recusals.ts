/** The table of recusals 回避: who may not visit which firm. */
import type { Recusal } from '../../../db/store.js'
import { creditCode, identifier, text } from './cells.js'
import { firmCodeHeaders, firmCodeNotes } from './firm-headers.js'
import { defineTable, required } from './table.js'

export const recusals = defineTable({
  title: '回避',
  columns: {
    inspector: required(
      '执法证号',
      ['证件号', '证号', '执法证件编号', '执法证件号', '执法证编号', '行政执法证号', '证件编号'],
      identifier,
      { example: '豫F-GS-0001', hint: '执法人员名录里的证号' },
    ),
    firm: required('统一社会信用代码', firmCodeHeaders, creditCode, firmCodeNotes),
    reason: required('回避原因', ['原因', '回避事由', '事由', '回避理由', '理由'], text(100), {
      example: '曾在该单位工作',
    }),
  },
  toRecord: (values): Recusal => values,
  key: (recusal) => `${recusal.inspector} ${recusal.firm}`,
})
