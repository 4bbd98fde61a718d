/** What is said about the review of records. */

import type { InspectionRecord, Result } from '../../db/store.js'
import { formatDay } from '../rules/office-time.js'
import { RESULT_STATE_NAMES } from './names.js'
import { answersOf } from './recording.js'

interface ReviewCard {
  firm: string
  by: string
  names: Map<string, string>
  files: number
  discloseBy: string | null
}

/** A result that waits for somebody; `daysLeft` counts working days to its last day for the public, null without one. */
export type OpenResult = Pick<Result, 'visit' | 'state' | 'discloseBy'> & {
  firmName: string
  daysLeft: number | null
  /** That its delay has brought; null before its last day is over. */
  card: 'yellow' | 'red' | null
}

const cardName = (card: OpenResult['card']) => (card === null ? '' : card === 'red' ? '【红牌】' : '【黄牌】')

function openLine({ visit, firmName, state, discloseBy, daysLeft, card }: OpenResult): string {
  const name = RESULT_STATE_NAMES[state]
  const still = `▪ ${visit}　${firmName}\n　${name}　`
  if (discloseBy === null || daysLeft === null) return `${still}${discloseLine(null)}`
  const left = daysLeft < 0 ? `${cardName(card)}已超期 ${-daysLeft} 个工作日` : `还有 ${daysLeft} 个工作日`
  return `${still}${discloseLine(discloseBy)}，${left}`
}

const discloseLine = (due: string | null) =>
  due === null ? '公示期限：作出处理决定后 20 个工作日内' : `公示期限：${formatDay(due)}`

export const reviewing = {
  review: {
    none: '没有等您复核的检查记录。',
    list: (lines: { no: string; firm: string; due: string | null }[]) =>
      `有 ${lines.length} 份检查记录等您复核：\n${lines
        .map(({ no, firm, due }) => `▪ ${no}　${firm}\n　${discloseLine(due)}`)
        .join('\n')}`,
    viewLabel: (no: string) => `查看 ${no}`,
    card: (record: InspectionRecord, { firm, by, names, files, discloseBy }: ReviewCard) =>
      [
        `【待复核】${record.visit}（第 ${record.version} 版）`,
        firm,
        `填报人：${by}，回执 ${record.receipt}`,
        ...(record.reason ? [`更正原因：${record.reason}`] : []),
        answersOf(record, names),
        files > 0 ? `附件 ${files} 个（私聊发送 /review ${record.visit} 查看）` : '没有附件',
        discloseLine(discloseBy),
      ].join('\n'),
    acceptLabel: '通过',
    returnLabel: (reason: string) => `退回：${reason}`,
    needsVisit: '请写明任务编号。发送 /review 查看等您复核的记录。',
    needsVersion: (no: string) => `请先发送 /review ${no} 查看记录，再点“通过”或“退回”。`,
    needsReason: (no: string) => `退回要写明理由，例如：/review 退回 ${no} 第二项结果与照片不符`,
    longReason: '理由太长，请写在 500 字以内。',
    moreFiles: (no: string, files: number) =>
      `还没有通过：${no} 现有附件 ${files} 个，与您点的卡片不同。请看过附件，再点下面的“通过”。`,
    changed: (no: string) => `${no} 的记录在您查看之后又有新的版本。请发送 /review ${no} 重新查看。`,
    unknown: (no: string) => `没有编号为 ${no} 的检查任务。发送 /review 查看等您复核的记录。`,
    notRecorded: (no: string) => `${no} 还没有检查记录。`,
    notWaiting: (no: string, results: Pick<Result, 'state'>[]) =>
      `${no} 没有等复核的记录，现在的状态：${[...new Set(results.map(({ state }) => RESULT_STATE_NAMES[state]))].join('、')}。`,
    notYours: (no: string) =>
      `${no} 由事项所属部门的领导复核（该部门没有其他领导的，由领导小组办公室的领导复核）；填报人和本任务的检查人员不能复核。`,
    accepted: (no: string) => `已通过复核：${no}。`,
    returned: (no: string) => `已退回：${no}。检查人员会收到通知。`,
    next: (no: string, firm: string, { state, discloseBy }: Pick<Result, 'state' | 'discloseBy'>) =>
      state === 'decision'
        ? `【待处理】${no}　${firm}\n检查发现问题，记录已通过复核，请作出处理决定：/decide ${no}`
        : `【待公示】${no}　${firm}\n记录已通过复核，请按时公示：/publish ${no}\n${discloseLine(discloseBy)}`,
    tellReturned: (no: string, firm: string, by: string, reason: string) =>
      `【已退回】${no}　${firm}\n${by} 退回了检查记录，理由：${reason}\n请改正后重新填报。`,
    reminder: (lines: OpenResult[]) =>
      `【公示期限提醒】以下 ${lines.length} 份检查结果还没有公示：\n${lines.map(openLine).join('\n')}`,
    mendLabel: '重新填报',
    /** What a record says that mends one which was given back. */
    mended: (reason: string) => `复核退回：${reason}`,
  },
}
