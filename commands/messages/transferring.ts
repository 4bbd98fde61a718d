/** What is said about leads that go to another department or to an organ of justice. */
import type { Transfer } from '../../db/store.js'

export const transferring = {
  transfer: {
    example: (no: string) => `/transfer ${no} 消防救援大队 线索=疏散通道被占用`,
    needsVisit: '请写明任务编号，例如：/transfer RW2026-003-07 消防救援大队 线索=疏散通道被占用',
    needsReceiver: (no: string) =>
      `请写明移送给谁：/transfer ${no} 部门名称 线索=…… ，或 /transfer ${no} 司法机关 机关名称 线索=……`,
    needsLead: (no: string) =>
      `请写明线索，例如：/transfer ${no} 消防救援大队 线索=疏散通道被占用。材料作为附件一起发。`,
    longLead: (most: number) => `线索太长，请写在 ${most} 字以内，详细材料作为附件发送。`,
    toSelf: '这是本部门自己的职责，不用移送。',
    noDepartment: (word: string, names: string[]) =>
      `没有找到部门“${word.slice(0, 30)}”。可以移送的部门：${names.join('、')}。移送公安、检察等机关，请写：司法机关 机关名称`,
    unknown: (id: number) => `没有编号为 ${id} 的移送。`,
    notYours: (id: number) => `移送 ${id} 不是给您所在部门的，不能由您确认收到。`,
    already: (id: number) => `移送 ${id} 已经确认收到。`,
    acknowledgeLabel: '确认收到',
    sent: ({ id, visit, receiver, to }: Transfer) =>
      to === null
        ? `已记下移送 ${id}：${visit} 的线索移送${receiver}。材料送达后请点“确认收到”。`
        : `已移送 ${id}：${visit} 的线索已发到${receiver}的群，对方确认收到后在这里通知。`,
    card: ({ id, visit, lead }: Transfer, from: string, firm: string) =>
      `【线索移送 ${id}】${from}在检查中发现属于贵部门职责的线索\n任务：${visit}　${firm}\n线索：${lead}\n请经办人员点“确认收到”。`,
    acknowledged: ({ id, visit, receiver, to }: Transfer, name: string) =>
      to === null
        ? `移送 ${id}（${visit}）已送达${receiver}，由${name}登记。`
        : `移送 ${id}（${visit}）：${receiver}已确认收到（${name}）。`,
    reminder: ({ id, visit, receiver, to }: Transfer, days: number) =>
      to === null
        ? `【移送提醒】移送 ${id}（${visit}，${receiver}）已 ${days} 个工作日没有登记送达。送达后请发送：/transfer 收到 ${id}`
        : `【移送提醒】移送 ${id}（${visit}）已 ${days} 个工作日没有确认收到，请经办人员发送：/transfer 收到 ${id}`,
    late: ({ id, visit, receiver }: Transfer, days: number) =>
      `【移送超期】移送 ${id}（${visit}）：${receiver}已 ${days} 个工作日没有确认收到，请督促。`,
  },
}
