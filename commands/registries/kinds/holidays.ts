/** The table of days that a State Council notice sets otherwise than the calendar package knows 节假日安排. */
import type { CalendarOverride } from '../../../db/store.js'
import { day, oneOf } from './cells.js'
import { defineTable, required } from './table.js'

const kindOfDay = oneOf([
  ['放假', '休', '休息', '节假日'],
  ['上班', '班', '补班', '调休上班', '工作日'],
])

export const holidays = defineTable({
  title: '节假日安排',
  columns: {
    day: required('日期', ['时间', '年月日'], day, { example: '2027-02-06', hint: '日期' }),
    kind: required('安排', ['类型', '放假或上班', '节假日安排', '放假安排'], kindOfDay, {
      example: '放假',
      hint: '放假、上班',
    }),
  },
  toRecord: ({ day, kind }): CalendarOverride => ({ day, working: kind === '上班' }),
  toValues: ({ day, working }) => ({ day, kind: working ? '上班' : '放假' }),
  key: (override) => override.day,
})
