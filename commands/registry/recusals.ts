/** The table of recusals 回避: who may not visit which firm. */
import type { Recusal } from '../../db/store.js'
import { creditCode, identifier, text } from './cells.js'
import { defineTable, required } from './table.js'

export const recusals = defineTable({
  title: '回避',
  columns: {
    inspector: required('执法证号', ['证件号', '证号'], identifier),
    firm: required('统一社会信用代码', ['信用代码', '社会信用代码'], creditCode),
    reason: required('回避原因', ['原因', '回避事由'], text(100)),
  },
  toRecord: (values): Recusal => values,
  key: (recusal) => `${recusal.inspector} ${recusal.firm}`,
})
