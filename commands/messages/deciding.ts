/** What is said about decisions on what was found. */
import type { Decision, InspectionRecord, PublicDecision, Result } from '../../db/store.js'
import type { DecisionKind } from '../rules/decision-law.js'
import { formatDay } from '../rules/office-time.js'
import type { CheckDue } from '../rules/recheck-course.js'
import { DECISION_NAMES, RESULT_STATE_NAMES } from './names.js'
import { answersOf } from './visiting.js'

/** 1234.5 元 */
const yuan = (fen: number) => `${fen / 100} 元`

const outcome = (done: boolean) => (done ? '已改正' : '未改正')
const checkText = ({ on, done }: { on: string; done: boolean }) => `${formatDay(on)}复查：${outcome(done)}`

/** One decision in a few words, as it is shown everywhere. */
export function decisionText(one: PublicDecision): string {
  const parts = [
    DECISION_NAMES[one.kind],
    ...(one.documentNo ? [one.documentNo] : []),
    ...(one.amount === null ? [] : [yuan(one.amount)]),
    `${formatDay(one.decidedOn)}作出`,
    ...(one.recheckOn ? [`${formatDay(one.recheckOn)}前复查`] : []),
    ...[...(one.earlierRechecks ?? []), ...(one.recheck ? [one.recheck] : [])].map(checkText),
  ]
  return parts.join('，')
}

const numbered = (one: Decision) =>
  `决定 ${one.id}　${decisionText(one)}${one.revoked === null ? '' : `（已撤销：${one.revoked}）`}`

/** One check of an order as its department reads it; `note` is null where others read along. */
export interface CheckLine {
  on: string
  done: boolean
  by: string
  note: string | null
  files: number
}

/** The decision with every check of it below. */
function withChecks(one: Decision, checks: CheckLine[]): string {
  const lines = checks.map((check, i) => {
    const about = [`登记：${check.by}`, ...(check.files > 0 ? [`附件 ${check.files} 个`] : [])].join('，')
    return `　　第 ${i + 1} 次复查 ${checkText(check)}（${about}）${check.note === null ? '' : `　${check.note}`}`
  })
  const open = one.revoked === null && !one.recheck?.done && one.nextCheckOn
  const coming = open ? [`　　下次复查：${formatDay(open)}前`] : []
  return [`　${numbered({ ...one, recheck: null })}`, ...lines, ...coming].join('\n')
}

/** What is asked for, by its key. */
const QUESTIONS = {
  文号: '处罚决定书的文号是什么？例如：山市监处罚〔2026〕3号',
  金额: '罚款金额是多少？请写数字，单位元，例如：5000、1.2万',
  日期: '决定的日期是哪天？可以点按钮，也可以写日期，例如：3月10日',
  复查: '改正期限（复查日期）是哪天？例如：4月10日',
  结论: '复查结果是什么？',
  备注: '复查时看到什么？（可以同时发照片、材料；没有要写的点“无”）',
} as const
const CHECK_QUESTIONS = {
  日期: '复查是哪天做的？可以点按钮，也可以写日期，例如：3月10日',
  复查: '下次复查是哪天？例如：4月20日。要另行处理的，点“以后再定”',
} as const

function next({ state, discloseBy }: Result): string {
  if (state === 'review' || state === 'returned')
    return `现在是“${RESULT_STATE_NAMES[state]}”，领导复核通过后才能公示。`
  if (state === 'decision') return '现在没有有效的处理决定，请重新作出处理决定。'
  return discloseBy === null ? '' : `现在待公示，公示期限：${formatDay(discloseBy)}。`
}

/** A check that found nothing mended has to lead somewhere. */
const afterFailed = (no: string, id: number, nextOn: string | null) =>
  nextOn === null
    ? `。请继续处理：/decide ${no}，或定下次复查日期：/decide 复查 ${no} ${id} 改期 复查=……；定下之前会提醒`
    : `。${formatDay(nextOn)}前再次复查，到期提醒`

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
    orders: (lines: { no: string; firm: string; id: number; due: CheckDue }[]) =>
      `本部门有 ${lines.length} 份责令改正待复查或待定下一步：\n${lines
        .map(
          ({ no, firm, id, due: { kind, on } }) =>
            `▪ ${no}　${firm}\n　决定 ${id}，${
              kind === 'check' ? `复查期限 ${formatDay(on)}` : `${formatDay(on)}复查未改正，还没有下一步`
            }`,
        )
        .join('\n')}`,
    viewLabel: (no: string) => `处理 ${no}`,
    kindLabel: (kind: DecisionKind) => DECISION_NAMES[kind],
    card: (
      firm: string,
      { visit, state, discloseBy }: Result,
      record: InspectionRecord,
      names: Map<string, string>,
      decisions: Decision[],
      checks: ReadonlyMap<number, CheckLine[]>,
    ) =>
      [
        `【${RESULT_STATE_NAMES[state]}】${visit}　${firm}`,
        answersOf(record, names),
        ...(decisions.length > 0
          ? ['处理决定：', ...decisions.map((one) => withChecks(one, checks.get(one.id) ?? []))]
          : []),
        ...(discloseBy === null ? [] : [`公示期限：${formatDay(discloseBy)}`]),
      ].join('\n'),
    needsVisit: '请写明任务编号。发送 /decide 查看本部门待处理的检查结果。',
    needsKind: (no: string) =>
      `请写明怎样处理：${Object.values(DECISION_NAMES).join('、')}。例如：/decide ${no} 无需后续处置`,
    needsPlace: (no: string) => `请写明决定的编号。发送 /decide ${no} 查看。`,
    needsReason: '撤销处理决定要写明理由，例如：理由=文书号填错',
    needsOutcome: (no: string, id: number) => `请写明复查结果：/decide 复查 ${no} ${id} 已改正（或未改正）`,
    unknownKey: (key: string) => `看不懂“${key.slice(0, 20)}=”。可以写：文号、日期、金额、复查、备注、理由。`,
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
    needlessRecheck: '只有责令改正才有复查日期。',
    needlessAmount: '只有行政处罚才有金额。',
    needlessNote: '处理决定没有备注。复查的情况写在复查里：/decide 复查 任务编号 决定编号 未改正 备注=……',
    needlessNext: '已改正的不用再定复查日期，请去掉“复查=”。',
    needlessInCheck: (key: string) => `登记复查只写日期、备注、复查（下次复查日期），请去掉“${key}=”。`,
    noFiles: '这里不收附件。请先回答问题；现场材料随检查记录（/record）或复查发送。',
    notChecked: (no: string, { id }: Decision) =>
      `${no} 的决定 ${id} 还没有复查，不能改期。请先登记复查结果：/decide 复查 ${no} ${id}`,
    nextSetAlready: (no: string, { id, nextCheckOn }: Decision) =>
      `${no} 的决定 ${id} 已定 ${formatDay(nextCheckOn!)}前再次复查。请复查后再定：/decide 复查 ${no} ${id}`,
    checkedSame: (no: string, id: number, on: string) =>
      `${no} 的决定 ${id} ${formatDay(on)}的复查已经登记过，没有重复登记。`,
    today: '今天',
    yesterday: '昨天',
    nothing: '无',
    later: '以后再定',
    enter: '登记',
    leave: '先不登记',
    left: (no: string) => `${no} 没有登记。需要时重新发送 /decide ${no}`,
    badChoice: (choices: string[]) => `请点按钮，或者回答：${choices.join('、')}。`,
    ask: (no: string, key: string, form: 'decision' | 'check' | 'next') => {
      const known: Record<string, string> =
        form === 'decision' ? QUESTIONS : { ...QUESTIONS, ...CHECK_QUESTIONS }
      const asked = form === 'next' ? '下次复查是哪天？例如：4月20日' : known[key]
      return `${no}：${asked}\n（退出发送 /cancel）`
    },
    confirmDecision: (no: string, one: PublicDecision) =>
      `${no} 将作出处理决定：\n${decisionText(one)}\n请核对。`,
    confirmCheck: (no: string, lines: string[], files: number) =>
      `${no} 将登记复查：\n${lines.map((line) => `　${line}`).join('\n')}${
        files > 0 ? `\n　附件 ${files} 个` : ''
      }\n请核对。`,
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
    rechecked: (
      no: string,
      { order, on, done, nextOn }: { order: Decision; on: string; done: boolean; nextOn: string | null },
      files: number,
      result: Result,
    ) =>
      `【复查】${no}　决定 ${order.id}${DECISION_NAMES[order.kind]}：${formatDay(on)}复查${outcome(done)}${
        files > 0 ? `，附件 ${files} 个` : ''
      }${done ? '' : afterFailed(no, order.id, nextOn)}\n${next(result)}`,
    postponeLabel: '定下次复查日期',
    nextSet: (no: string, id: number, on: string) =>
      `【复查】${no}　决定 ${id}：没有改正，${formatDay(on)}前再次复查，到期提醒。`,
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
            `▪ ${no}　${firm}\n　决定 ${id}，${formatDay(on)}复查未改正。继续处理：/decide ${no}；定下次复查日期：/decide 复查 ${no} ${id} 改期 复查=……；改正后登记：/decide 复查 ${no} ${id} 已改正`,
        )
        .join('\n')}`,
  },
}
