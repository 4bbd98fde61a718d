/** What a change of the registries means for work under way. */
import type { FirmStatus, Plan, Visit } from '../../db/store.js'
import { formatDay } from '../rules/office-time.js'

const MOST_LISTED = 20

function listVisits(visits: Visit[]): string[] {
  const lines = visits.slice(0, MOST_LISTED).map(({ no, due }) => `▪ ${no}　期限 ${formatDay(due)}`)
  return visits.length > MOST_LISTED ? [...lines, `　……共 ${visits.length} 个`] : lines
}

export const news = {
  news: {
    closedFirm: (firm: string, status: FirmStatus, visits: Visit[]) =>
      [
        `【名录变动】${firm}的登记状态已改为“${status}”，还有未完成的检查任务：`,
        ...listVisits(visits),
        '检查对象不重抽。请检查人员核实，用 /record 任务编号 填报实际情况（如 结果=注销）。',
      ].join('\n'),
    goneInspector: (name: string, visits: Visit[]) =>
      [
        `【名录变动】${name}已不在岗，还有未完成的检查任务 ${visits.length} 个：`,
        ...listVisits(visits),
        `请经办人员或领导逐个换人：/replace 任务编号 ${name} 原因=调离 说明=…`,
      ].join('\n'),
    plans: (plans: Plan[]) =>
      [
        `【待批准】导入了 ${plans.length} 个还没有批准的抽查计划：`,
        ...plans.slice(0, MOST_LISTED).map(({ no, name }) => `▪ ${no} ${name}`),
        ...(plans.length > MOST_LISTED ? ['　……'] : []),
        '请发送 /approve 查看并批准。',
      ].join('\n'),
  },
}
