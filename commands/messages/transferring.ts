/** What is said about leads that go to another department or to an organ of justice. */
import type { Transfer } from '../../db/store.js'
import { formatDay } from '../rules/office-time.js'
import { ORGAN_NAMES } from './names.js'

/** One that waits, as the caller's department sees it; `days` are working days. */
export interface OpenTransfer {
  transfer: Transfer
  sender: string
  isOurs: boolean
  days: number
}

const age = (days: number) => (days === 0 ? '今天' : `已 ${days} 个工作日`)

/** Whose turn it is. */
function waitsFor({ transfer, isOurs }: OpenTransfer): string {
  if (transfer.returnedAt !== null) return '已退回，等本部门改送或了结'
  if (!isOurs) return '等本部门确认收到'
  return transfer.to === null ? '等登记回执' : '等对方确认收到'
}

function openLine(one: OpenTransfer): string {
  const { transfer, sender, isOurs, days } = one
  const other = isOurs ? `移送${transfer.receiver}` : `${sender}移送本部门`
  return `▪ 移送 ${transfer.id}　${transfer.visit}　${other}\n　${age(days)}，${waitsFor(one)}`
}

const papersOf = ({ documentNo, sentOn, materials }: Transfer): string[] => [
  ...(documentNo === null ? [] : [`移送文号：${documentNo}`]),
  ...(sentOn === null ? [] : [`移送日期：${formatDay(sentOn)}`]),
  ...(materials.length === 0
    ? []
    : [`材料清单：${materials.map((one, i) => `${i + 1}. ${one}`).join('；')}`]),
]

const goOn = (id: number) =>
  `请改送：/transfer 改送 ${id} 部门名称（或 司法机关 机关名称 文号=…）；不再移送的，请发送：/transfer 了结 ${id} 理由`

export const transferring = {
  transfer: {
    example: (no: string) => `/transfer ${no} 消防救援大队 线索=疏散通道被占用`,
    notHere: '移送的线索只给移送部门和接收部门看。请在本部门的群里，或在与机器人的私聊里发送。',
    needsVisit: '请写明任务编号，例如：/transfer RW2026-003-07 消防救援大队 线索=疏散通道被占用',
    needsId: '请写明移送编号。发送 /transfer 查看本部门没有办结的移送。',
    needsReceiver: (no: string) =>
      `请写明移送给谁：/transfer ${no} 部门名称 线索=…… ，或 /transfer ${no} 司法机关 机关名称 文号=…… 材料=…… 线索=……`,
    needsNewReceiver: (id: number) =>
      `请写明改送给谁：/transfer 改送 ${id} 部门名称，或 /transfer 改送 ${id} 司法机关 机关名称 文号=…… 材料=……`,
    needsLead: (no: string) =>
      `请写明线索，例如：/transfer ${no} 消防救援大队 线索=疏散通道被占用。材料作为附件一起发。`,
    needsPapers: (missing: string[]) =>
      `移送司法机关还要写明${missing.join('、')}，写在“线索=”前面，例如：文号=山市监移〔2026〕1号 日期=今天 材料=案件移送书、情况调查报告、涉案物品清单 线索=……`,
    needsReason: (act: 'return' | 'settle', id: number) =>
      act === 'return'
        ? `退回要写明理由，例如：/transfer 退回 ${id} 不属本部门职责`
        : `了结要写明理由，例如：/transfer 了结 ${id} 经核实线索不成立`,
    longLead: (most: number) => `线索太长，请写在 ${most} 字以内，详细材料作为附件发送。`,
    longReason: (most: number) => `理由太长，请写在 ${most} 字以内。`,
    longValue: (key: string, most: number) => `“${key}”太长，每项请写在 ${most} 字以内。`,
    longAnswer: (most: number) => `太长，请写在 ${most} 字以内。`,
    manyMaterials: (most: number) =>
      `材料清单最多 ${most} 项，请合并后再写，例如：询问笔录 3 份。详细材料作为附件发送。`,
    unknownKey: (key: string, keys: string[]) =>
      `看不懂“${key.slice(0, 20)}=”。这里可以写：${keys.join('、')}。`,
    twice: (key: string) => `“${key.slice(0, 20)}”写了不止一次，请只留一个。`,
    badDay: (text: string, from: string, today: string) =>
      `日期“${text.slice(0, 20)}”不对：应在 ${formatDay(from)} 到 ${formatDay(today)} 之间。`,
    toSelf: '这是本部门自己的职责，不用移送。',
    noDepartment: (word: string, names: string[]) =>
      `没有找到部门“${word.slice(0, 30)}”。可以移送的部门：${names.join('、')}。移送公安、检察、法院，请写：司法机关 机关名称`,
    noOrgan: (word: string) =>
      `“${word.slice(0, 30)}”不是司法机关的名称。请写明是哪一个公安机关、检察院或法院，例如：司法机关 山城区公安分局。移送其他部门，直接写部门名称。`,
    unknown: (id: number) => `没有编号为 ${id} 的移送。`,
    notOurs: (id: number) => `移送 ${id} 不是您所在部门移送或接收的。`,
    notYours: (id: number) => `移送 ${id} 不是给您所在部门的，不能由您确认收到或退回。`,
    notSender: (id: number) => `移送 ${id} 不是您所在部门移送的，不能由您改送或了结。`,
    sentAlready: ({ id, receiver }: Transfer) =>
      `这条线索已经移送${receiver}（移送 ${id}），还没有办结。查看：/transfer ${id}`,
    already: (id: number) => `移送 ${id} 已经确认收到。`,
    returnedAlready: (id: number) => `移送 ${id} 已经退回。`,
    notReturned: ({ id, receiver }: Transfer) =>
      `移送 ${id} 没有被退回，不用改送或了结。要另外移送，请写任务编号；${receiver}退回之后再改送。`,
    settledAlready: (id: number) => `移送 ${id} 退回后已经改送或了结。`,
    needlessReceipt: (id: number) => `移送其他部门不用写回执，只发送：/transfer 收到 ${id}`,
    acknowledgeLabel: '确认收到',
    returnLabel: '退回：不属本部门职责',
    notOurDuty: '不属本部门职责',
    viewLabel: (id: number) => `看移送 ${id}`,
    none: '本部门没有等待办理的移送。',
    list: (lines: OpenTransfer[]) =>
      `本部门有 ${lines.length} 件移送没有办结：\n${lines.map(openLine).join('\n')}`,
    sent: ({ id, visit, receiver, to }: Transfer) =>
      to === null
        ? `已记下移送 ${id}：${visit} 的线索移送${receiver}。对方收到后请点“确认收到”，登记回执文号和接收人。`
        : `已移送 ${id}：${visit} 的线索已发到${receiver}的群，对方确认收到后在这里通知。`,
    stillReturned: (ids: number[]) =>
      ids.length === 0
        ? ''
        : `\n同一任务被退回的移送 ${ids.join('、')} 还没有办结；如果这次就是改送，请发送：${ids
            .map((id) => `/transfer 了结 ${id} 已另行移送`)
            .join(' ')}`,
    card: (one: Transfer, from: string, firm: string) =>
      [
        one.to === null
          ? `【线索移送 ${one.id}】${from}移送${one.organ === null ? '' : ORGAN_NAMES[one.organ]}：${one.receiver}`
          : `【线索移送 ${one.id}】${from}在检查中发现属于贵部门职责的线索`,
        `任务：${one.visit}　${firm}`,
        `线索：${one.lead}`,
        ...papersOf(one),
        ...(one.to === null ? [] : ['请经办人员点“确认收到”；不属本部门职责的，点“退回”。']),
      ].join('\n'),
    /** What has become of it; the receipt is the sender's. */
    course: (one: Transfer, isSender: boolean) =>
      [
        ...(one.follows === null || !isSender ? [] : [`　接续被退回的移送 ${one.follows}`]),
        one.ackedAt === null ? '　还没有确认收到' : '　已确认收到',
        ...(isSender && one.ackedAt !== null && one.to === null
          ? [`　回执文号：${one.ackDocumentNo ?? '无'}`, `　接收人：${one.ackReceivedBy ?? '没有登记'}`]
          : []),
        ...(one.returnedAt === null ? [] : [`　已退回，理由：${one.returnReason}`]),
        ...(one.returnedAt === null || !isSender
          ? []
          : [
              one.settledAt === null
                ? `　${goOn(one.id)}`
                : `　${one.settleReason === null ? '已改送' : `已了结：${one.settleReason}`}`,
            ]),
      ].join('\n'),
    noNumber: '无',
    askNumber: ({ id, receiver }: Transfer) =>
      `移送 ${id}：${receiver}的回执文号是什么？（没有文号点“无”；回执的照片可以一起发。退出发送 /cancel）`,
    askReceivedBy: ({ id, receiver }: Transfer) => `移送 ${id}：${receiver}由谁接收？请写姓名或职务。`,
    acknowledged: ({ id, visit, receiver, to }: Transfer, name: string) =>
      to === null
        ? `移送 ${id}（${visit}）已送达${receiver}，由${name}登记回执。`
        : `移送 ${id}（${visit}）：${receiver}已确认收到（${name}）。`,
    returned: ({ id, visit }: Transfer) => `已退回移送 ${id}（${visit}），移送部门已经知道。`,
    tellReturned: ({ id, visit, receiver }: Transfer, reason: string) =>
      `【移送退回】移送 ${id}（${visit}）被${receiver}退回。\n理由：${reason}\n${goOn(id)}`,
    settled: (id: number, visit: string) => `移送 ${id}（${visit}）已了结，不再移送。`,
    reminder: ({ id, visit, receiver, to }: Transfer, days: number) =>
      to === null
        ? `【移送提醒】移送 ${id}（${visit}，${receiver}）已 ${days} 个工作日没有登记送达。送达后请发送：/transfer 收到 ${id}`
        : `【移送提醒】移送 ${id}（${visit}）已 ${days} 个工作日没有确认收到，请经办人员发送：/transfer 收到 ${id}；不属本部门职责的：/transfer 退回 ${id} 理由`,
    returnedReminder: ({ id, visit, receiver }: Transfer, days: number) =>
      `【移送提醒】移送 ${id}（${visit}）被${receiver}退回已 ${days} 个工作日，还没有改送或了结。${goOn(id)}`,
    late: ({ id, visit, receiver, returnedAt }: Transfer, days: number) =>
      returnedAt === null
        ? `【移送超期】移送 ${id}（${visit}）：${receiver}已 ${days} 个工作日没有确认收到，请督促。`
        : `【移送超期】移送 ${id}（${visit}）：被${receiver}退回已 ${days} 个工作日，还没有改送或了结，请督促。`,
  },
}
