/** The table of licences, penalties and commendations that go to firms' credit files 信用记录 (四(一)4). */
import type { CreditEntryKind, Day } from '../../../db/store.js'
import { creditCode, day, identifier, oneOf, text } from './cells.js'
import { firmCodeHeaders, firmCodeNotes } from './firm-headers.js'
import { defineTable, optional, required } from './table.js'

export interface CreditRecord {
  firm: string
  kind: Extract<CreditEntryKind, 'licence' | 'penalty' | 'praise'>
  documentNo: string
  on: Day
  department: string
  text: string
}

const kinds = oneOf([
  ['许可', '行政许可'],
  ['处罚', '行政处罚'],
  ['表彰', '奖励', '表扬'],
])
const KINDS = { 许可: 'licence', 处罚: 'penalty', 表彰: 'praise' } as const
const NAMES = { licence: '许可', penalty: '处罚', praise: '表彰' } as const

export const creditRecords = defineTable({
  title: '信用记录',
  columns: {
    firm: required('统一社会信用代码', firmCodeHeaders, creditCode, firmCodeNotes),
    kind: required('类型', ['信用记录类型', '类别', '记录类型'], kinds, {
      example: '处罚',
      hint: '许可、处罚、表彰',
    }),
    documentNo: required('文号', ['文书号', '文书编号', '决定书文号', '许可文号'], text(100), {
      example: '山环罚〔2026〕1号',
    }),
    on: required('日期', ['决定日期', '许可日期', '作出日期'], day, { example: '2026-03-01', hint: '日期' }),
    department: required('部门代码', ['部门', '作出部门代码'], identifier, { example: 'SCQ-GS' }),
    text: optional('内容', ['说明', '事由', '许可内容', '违法事实'], text(500), '', { example: '超标排放' }),
  },
  toRecord: ({ kind, ...rest }): CreditRecord => ({ ...rest, kind: KINDS[kind] }),
  toValues: ({ kind, ...rest }) => ({ ...rest, kind: NAMES[kind] }),
  key: ({ firm, kind, documentNo }) => `${firm} ${kind} ${documentNo}`,
})
