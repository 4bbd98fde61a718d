/** What is said about decisions on what was found. */
import type { Decision, InspectionRecord, PublicDecision, Result } from '../../db/store.js'
import type { DecisionKind } from '../rules/decision-law.js'
import { formatDay } from '../rules/office-time.js'
import { DECISION_NAMES, RESULT_STATE_NAMES } from './names.js'
import { answersOf } from './recording.js'

const DETAILS = {
  documentNo: '文号=山市监处罚〔2026〕3号',
  amount: '金额=5000',
  recheckOn: '复查=4月10日',
} as const
const DETAIL_NAMES = { documentNo: '文书号', amount: '金额', recheckOn: '复查日期' } as const

/** 1234.5 元 */
const yuan = (fen: number) => `${fen / 100} 元`

/** One decision in a few words, as it is shown everywhere. */
export function decisionText(one: PublicDecision): string {
  const parts = [
    DECISION_NAMES[one.kind],
    ...(one.documentNo ? [one.documentNo] : []),
    ...(one.amount === null ? [] : [yuan(one.amount)]),
    `${formatDay(one.decidedOn)}作出`,
    ...(one.recheckOn ? [`${formatDay(one.recheckOn)}前复查`] : []),
    ...(one.recheck ? [`${formatDay(one.recheck.on)}复查：${one.recheck.done ? '已改正' : '未改正'}`] : []),
  ]
  return parts.join('，')
}

const numbered = (one: Decision) =>
  `决定 ${one.id}　${decisionText(one)}${one.revoked === null ? '' : `（已撤销：${one.revoked}）`}`

function next({ state, discloseBy }: Result): string {
  if (state === 'review' || state === 'returned')
    return `现在是“${RESULT_STATE_NAMES[state]}”，领导复核通过后才能公示。`
  if (state === 'decision') return '现在没有有效的处理决定，请重新作出处理决定。'
  return discloseBy === null ? '' : `现在待公示，公示期限：${formatDay(discloseBy)}。`
}

export const deciding = {
  result: {
    notHere:
      '这个群的部门不参加这次检查，企业和检查情况不能发在这里。请在与机器人的私聊，或者参加部门的群里发送。',
    unknown: (no: string) => `没有编号为 ${no} 的检查任务。请核对编号。`,
    notRecorded: (no: string) =>
      `${no} 还没有检查记录。检查人员填报（/record）、领导复核（/review）之后再处理。`,
    notYours: (no: string, departments: string[]) =>
      `${no} 由${departments.join('、')}各自处理和公示本部门的事项，您所在的部门没有这个任务的事项。`,
  },
  decide: {
    kinds: DECISION_NAMES,
    none: '本部门没有待处理的检查结果。',
    list: (lines: { no: string; firm: string }[]) =>
      `本部门有 ${lines.length} 份检查结果待处理：\n${lines.map(({ no, firm }) => `▪ ${no}　${firm}`).join('\n')}`,
    viewLabel: (no: string) => `处理 ${no}`,
    kindLabel: (kind: DecisionKind) => DECISION_NAMES[kind],
    card: (
      firm: string,
      { visit, state, discloseBy }: Result,
      record: InspectionRecord,
      names: Map<string, string>,
      decisions: Decision[],
    ) =>
      [
        `【${RESULT_STATE_NAMES[state]}】${visit}　${firm}`,
        answersOf(record, names),
        ...(decisions.length > 0 ? ['处理决定：', ...decisions.map((one) => `　${numbered(one)}`)] : []),
        ...(discloseBy === null ? [] : [`公示期限：${formatDay(discloseBy)}`]),
      ].join('\n'),
    needsVisit: '请写明任务编号。发送 /decide 查看本部门待处理的检查结果。',
    needsKind: (no: string) =>
      `请写明怎样处理：${Object.values(DECISION_NAMES).join('、')}。例如：/decide ${no} 无需后续处置`,
    needsPlace: (no: string) => `请写明决定的编号。发送 /decide ${no} 查看。`,
    needsReason: '撤销处理决定要写明理由，例如：理由=文书号填错',
    needsOutcome: (no: string, id: number) => `请写明复查结果：/decide 复查 ${no} ${id} 已改正（或未改正）`,
    unknownKey: (key: string) => `看不懂“${key.slice(0, 20)}=”。可以写：文号、日期、金额、复查、理由。`,
    twice: (key: string) => `“${key.slice(0, 20)}”写了不止一次，请只留一个。`,
    tooLong: (most: number) => `内容太长，每项请写在 ${most} 字以内。`,
    noProblem: ({ visit }: Result) =>
      `${visit} 的检查结果没有发现问题，不需要处理决定，可以直接公示：/publish ${visit}`,
    notReviewed: ({ visit, state }: Result) =>
      `${visit} 现在是“${RESULT_STATE_NAMES[state]}”，领导复核通过（/review）之后才能处理。`,
    badDay: (text: string, from: string, today: string) =>
      `日期“${text.slice(0, 20)}”不对：应在 ${formatDay(from)} 到 ${formatDay(today)} 之间。`,
    badAmount: (text: string) => `看不懂金额“${text.slice(0, 20)}”。请写数字，单位元，例如：5000、1.2万。`,
    badRecheck: (text: string, today: string) =>
      `复查日期“${text.slice(0, 20)}”不对：应是 ${formatDay(today)} 或以后的一天，例如：复查=4月10日。`,
    missing: (no: string, kind: DecisionKind, details: readonly (keyof typeof DETAILS)[]) =>
      `${DECISION_NAMES[kind]}还要写明${details.map((one) => DETAIL_NAMES[one]).join('、')}，例如：/decide ${no} ${
        DECISION_NAMES[kind]
      } ${details.map((one) => DETAILS[one]).join(' ')}`,
    needlessRecheck: '只有责令改正才有复查日期。',
    needlessAmount: '只有行政处罚才有金额。',
    already: (no: string, same: Decision) => `${no} 已有同样的处理决定：${numbered(same)}。`,
    clash: (no: string, one: Decision) =>
      `${no} 已有处理决定：${numbered(one)}，与“无需后续处置”不能并存。请先撤销：/decide 撤销 ${no} ${one.id} 理由=……`,
    noSuch: (no: string, id: number) => `${no} 没有有效的处理决定 ${id}。发送 /decide ${no} 查看。`,
    notRectify: (no: string, id: number) => `${no} 的决定 ${id} 不是责令改正，没有复查。`,
    checkedAlready: (no: string, id: number) => `${no} 的决定 ${id} 已经登记为“已改正”。`,
    done: (no: string, one: { id: number } & Omit<PublicDecision, 'recheck'>, result: Result) =>
      `【处理决定】${no}\n决定 ${one.id}　${decisionText({ ...one, recheck: null })}\n${next(result)}`,
    revoked: (no: string, one: Decision, reason: string, result: Result) =>
      `【处理决定撤销】${no}\n决定 ${one.id}　${decisionText(one)}\n理由：${reason}\n${next(result)}`,
    rechecked: (no: string, one: Decision, done: boolean, result: Result) =>
      `【复查】${no}　决定 ${one.id}${DECISION_NAMES[one.kind]}：${done ? '已改正' : `未改正。请继续处理：/decide ${no}`}\n${next(result)}`,
    recheckReminder: (lines: { no: string; firm: string; id: number; on: string; daysLeft: number }[]) =>
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
            `▪ ${no}　${firm}\n　决定 ${id}，${formatDay(on)}复查未改正。继续处理：/decide ${no}；改正后登记：/decide 复查 ${no} ${id} 已改正`,
        )
        .join('\n')}`,
  },
}
