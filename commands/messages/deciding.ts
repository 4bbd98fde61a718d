/** What is said about decisions on what was found. */
import type { Decision, InspectionRecord, PublicDecision, Result } from '../../db/store.js'
import type { DecisionKind } from '../rules/decision-law.js'
import { formatDay } from '../rules/office-time.js'
import { decisionText, numberedText, wayOn } from './decision-text.js'
import { DECISION_NAMES, RESULT_STATE_NAMES } from './names.js'
import { type CheckLine, withChecks } from './rechecking.js'
import { answersOf } from './recording.js'

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

/** What the record says, and the lines about its attachments. */
interface Found {
  record: InspectionRecord
  names: Map<string, string>
  evidence: string[]
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
      { record, names, evidence }: Found,
      decisions: Decision[],
      checks: ReadonlyMap<number, CheckLine[]>,
    ) =>
      [
        `【${RESULT_STATE_NAMES[state]}】${visit}　${firm}`,
        answersOf(record, names),
        ...evidence,
        ...(decisions.length > 0
          ? ['处理决定：', ...decisions.map((one) => withChecks(one, checks.get(one.id) ?? []))]
          : []),
        ...(discloseBy === null ? [] : [`公示期限：${formatDay(discloseBy)}`]),
      ].join('\n'),
    /** @param shown the files that are sent along, which a group does not read */
    evidence: (no: string, count: number, shown: { name: string }[]) => {
      if (count === 0) return []
      const which = shown.map(({ name }) => name).join('、') || `私聊发送 /decide ${no} 查看`
      return [`检查记录的附件 ${count} 个：${which}`]
    },
    needsVisit: '请写明任务编号。发送 /decide 查看本部门待处理的检查结果。',
    needsKind: (no: string) =>
      `请写明怎样处理：${Object.values(DECISION_NAMES).join('、')}。例如：/decide ${no} 无需后续处置`,
    needsPlace: (no: string) => `请写明决定的编号。发送 /decide ${no} 查看。`,
    needsReason: '撤销处理决定要写明理由，例如：理由=文书号填错',
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
    noFiles: '这里不收附件。请先回答问题；现场材料随检查记录（/record）或复查发送。',
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
    already: (no: string, same: Decision) => `${no} 已有同样的处理决定：${numberedText(same)}。`,
    clash: (no: string, one: Decision) =>
      `${no} 已有处理决定：${numberedText(one)}，与“无需后续处置”不能并存。请先撤销：/decide 撤销 ${no} ${one.id} 理由=……`,
    noSuch: (no: string, id: number) => `${no} 没有有效的处理决定 ${id}。发送 /decide ${no} 查看。`,
    done: (no: string, one: { id: number } & Omit<PublicDecision, 'recheck'>, result: Result) =>
      `【处理决定】${no}\n决定 ${one.id}　${decisionText({ ...one, recheck: null })}\n${wayOn(result)}`,
    revoked: (no: string, one: Decision, reason: string, result: Result) =>
      `【处理决定撤销】${no}\n决定 ${one.id}　${decisionText(one)}\n理由：${reason}\n${wayOn(result)}`,
  },
}
