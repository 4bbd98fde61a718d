/** The table of measures 工作任务, as the timetable of the policy (附件2) has it. */
import type { Measure } from '../../../db/store.js'
import { monthEnd } from '../../rules/measures.js'
import { day, identifier, list, text } from './cells.js'
import { defineTable, optional, required } from './table.js'

/** '2016年10月10日前' and '2016年12月底前' mean the day itself and the month's last one. */
function deadline(cell: string): string {
  const word = cell
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/(?:之前|以前|前|止)$/u, '')
  return monthEnd(word) ?? day(word)
}

export const measures = defineTable({
  title: '工作任务',
  columns: {
    no: required('序号', ['编号', '任务编号', '任务序号'], identifier, { example: '1' }),
    task: required('工作任务', ['任务', '任务内容', '工作内容'], text(1000), {
      example: '制定随机抽查事项清单并向社会公布',
    }),
    units: required('责任单位', ['责任部门', '牵头单位', '承办单位'], text(300), {
      example: '区工商分局牵头，各监管部门配合',
      hint: '部门的名称或简称；“各成员单位”“各监管部门”是全部部门',
    }),
    departments: optional('责任部门代码', ['部门代码'], list(identifier), [] as string[], {
      example: 'SCQ-GS',
      hint: '不填就按责任单位里的名称认部门',
    }),
    due: required('时间进度', ['完成时间', '完成时限', '时限', '截止日期', '期限'], deadline, {
      example: '2016年12月底前',
    }),
  },
  toRecord: (values): Measure => values,
  key: ({ no }) => no,
})
