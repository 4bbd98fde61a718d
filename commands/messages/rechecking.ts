/** What is said about orders to put something right: their checks, and what follows from one that found nothing mended. */
import type { Decision, Result } from '../../db/store.js'
import { formatDay } from '../rules/office-time.js'
import type { CheckDue } from '../rules/recheck-course.js'
import { checkText, numberedText, outcomeText, wayOn } from './decision-text.js'
import { DECISION_NAMES } from './names.js'

/** One check of an order as its department reads it; `note` is null where others read along. */
export interface CheckLine {
  on: string
  done: boolean
  by: string
  note: string | null
  files: number
}

/** The decision with every check of it below. */
export function withChecks(one: Decision, checks: CheckLine[]): string {
  const lines = checks.map((check, i) => {
    const about = [`登记：${check.by}`, ...(check.files > 0 ? [`附件 ${check.files} 个`] : [])].join('，')
    return `　　第 ${i + 1} 次　${checkText(check)}（${about}）${check.note === null ? '' : `　${check.note}`}`
  })
  const open = one.revoked === null && !one.recheck?.done && one.nextCheckOn
  const coming = open ? [`　　下次复查：${formatDay(open)}前`] : []
  return [`　${numberedText({ ...one, recheck: null })}`, ...lines, ...coming].join('\n')
}

/** A check that found nothing mended has to lead somewhere. */
const afterFailed = (no: string, id: number, nextOn: string | null) =>
  nextOn === null
    ? `。请继续处理：/decide ${no}，或定下次复查日期：/decide 复查 ${no} ${id} 改期 复查=……；定下之前会提醒`
    : `。${formatDay(nextOn)}前再次复查，到期提醒`

export const rechecking = {
  recheck: {
    orders: (lines: { no: string; firm: string; id: number; due: CheckDue }[]) =>
      `本部门有 ${lines.length} 份责令改正待复查或待定下一步：\n${lines
        .map(
          ({ no, firm, id, due: { kind, on } }) =>
            `▪ ${no}　${firm}\n　决定 ${id}，${
              kind === 'check' ? `复查期限 ${formatDay(on)}` : `${formatDay(on)}复查未改正，还没有下一步`
            }`,
        )
        .join('\n')}`,
    needsOutcome: (no: string, id: number) => `请写明复查结果：/decide 复查 ${no} ${id} 已改正（或未改正）`,
    needlessNote: '处理决定没有备注。复查的情况写在复查里：/decide 复查 任务编号 决定编号 未改正 备注=……',
    needlessNext: '已改正的不用再定复查日期，请去掉“复查=”。',
    needlessInCheck: (key: string) => `登记复查只写日期、备注、复查（下次复查日期），请去掉“${key}=”。`,
    notChecked: (no: string, { id }: Decision) =>
      `${no} 的决定 ${id} 还没有复查，不能改期。请先登记复查结果：/decide 复查 ${no} ${id}`,
    nextSetAlready: (no: string, { id, nextCheckOn }: Decision) =>
      `${no} 的决定 ${id} 已定 ${formatDay(nextCheckOn!)}前再次复查。请复查后再定：/decide 复查 ${no} ${id}`,
    checkedSame: (no: string, id: number, on: string) =>
      `${no} 的决定 ${id} ${formatDay(on)}的复查已经登记过，没有重复登记。`,
    confirm: (no: string, lines: string[], files: number) =>
      `${no} 将登记复查：\n${lines.map((line) => `　${line}`).join('\n')}${
        files > 0 ? `\n　附件 ${files} 个` : ''
      }\n请核对。`,
    notRectify: (no: string, id: number) => `${no} 的决定 ${id} 不是责令改正，没有复查。`,
    checkedAlready: (no: string, id: number) => `${no} 的决定 ${id} 已经登记为“已改正”。`,
    entered: (
      no: string,
      { order, on, done, nextOn }: { order: Decision; on: string; done: boolean; nextOn: string | null },
      files: number,
      result: Result,
    ) =>
      `【复查】${no}　决定 ${order.id}${DECISION_NAMES[order.kind]}：${formatDay(on)}复查${outcomeText(done)}${
        files > 0 ? `，附件 ${files} 个` : ''
      }${done ? '' : afterFailed(no, order.id, nextOn)}\n${wayOn(result)}`,
    postponeLabel: '定下次复查日期',
    nextSet: (no: string, id: number, on: string) =>
      `【复查】${no}　决定 ${id}：没有改正，${formatDay(on)}前再次复查，到期提醒。`,
    reminder: (lines: { no: string; firm: string; id: number; on: string; daysLeft: number }[]) =>
      `【复查提醒】以下责令改正需要复查：\n${lines
        .map(
          ({ no, firm, id, on, daysLeft }) =>
            `▪ ${no}　${firm}\n　决定 ${id}，复查期限 ${formatDay(on)}，${
              daysLeft < 0 ? `已超期 ${-daysLeft} 个工作日` : `还有 ${daysLeft} 个工作日`
            }\n　复查后发送：/decide 复查 ${no} ${id} 已改正（或未改正）`,
        )
        .join('\n')}`,
    unmendedReminder: (lines: { no: string; firm: string; id: number; on: string }[]) =>
      `【未改正】以下责令改正复查时没有改正，还没有新的处理：\n${lines
        .map(
          ({ no, firm, id, on }) =>
            `▪ ${no}　${firm}\n　决定 ${id}，${formatDay(on)}复查未改正。继续处理：/decide ${no}；定下次复查日期：/decide 复查 ${no} ${id} 改期 复查=……；改正后登记：/decide 复查 ${no} ${id} 已改正`,
        )
        .join('\n')}`,
  },
}
