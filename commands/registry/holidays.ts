/** The table of days that a State Council notice sets otherwise than the calendar package knows 节假日安排. */
import type { CalendarOverride } from '../../db/store.js'
import { day, oneOf } from './cells.js'
import { defineTable, required } from './table.js'

const kindOfDay = oneOf([
  ['放假', '休', '休息', '节假日'],
  ['上班', '班', '补班', '调休上班', '工作日'],
])

export const holidays = defineTable({
  title: '节假日安排',
  columns: {
    day: required('日期', ['时间'], day),
    kind: required('安排', ['类型', '放假或上班'], kindOfDay),
  },
  toRecord: ({ day, kind }): CalendarOverride => ({ day, working: kind === '上班' }),
  key: (override) => override.day,
})
