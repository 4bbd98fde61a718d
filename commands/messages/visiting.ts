/** What is said from the assignment to the record: tasks, receipts, reminders, extensions, progress, digest. */

import type { CreditClass, DepartmentProgress, InspectionRecord, ListName, Progress } from '../../db/store.js'
import type { Stage } from '../rules/deadlines.js'
import { formatDay } from '../rules/office-time.js'
import { LIST_NAMES } from './listing.js'
import { measuring } from './measuring.js'

/** A visit as it is shown to one of its inspectors. */
export interface VisitCard {
  no: string
  firm: string
  address: string
  /** Only where phones may be shown. */
  phone: string | null
  /** The firm's class and the lists that it stands on, to be consulted before the visit (四(三)2); only where phones may be shown. */
  credit: { code: string; class: CreditClass; lists: ListName[] } | null
  items: string[]
  colleagues: string[]
  due: string
  daysLeft: number
  /** Seats that nobody holds yet. */
  waiting: number
  estimated: boolean
  acked: boolean
}

/** `department` is its short name. */
export type ProgressLine = DepartmentProgress

/** Results on their way to the public; `department` is its short name. */
export interface DisclosingLine {
  department: string
  open: number
  /** Past their last day. */
  late: number
}

export interface DigestFigures {
  /** The working day that the digest is of. */
  day: string
  /** Sent after that day. */
  late: boolean
  totals: Progress
  lines: ProgressLine[]
  overdue: string[]
  measures: { no: string; departments: string[] }[]
  disclosing: DisclosingLine[]
  /** The ledger's newest entry. */
  head: { n: number; hash: string }
  /** Messages that could not be delivered. */
  notSent: number
}

function deadline(due: string, daysLeft: number, estimated: boolean): string {
  const mark = estimated ? '（预计）' : ''
  if (daysLeft > 0) return `期限 ${formatDay(due)}${mark}，还有 ${daysLeft} 个工作日`
  if (daysLeft === 0) return `期限 ${formatDay(due)}${mark}，今天到期`
  return `期限 ${formatDay(due)}${mark}，已超期 ${-daysLeft} 个工作日`
}

function card(visit: VisitCard): string {
  const lines = [
    `▪ ${visit.no}　${visit.firm}`,
    `　地址：${visit.address}`,
    ...(visit.phone ? [`　电话：${visit.phone}`] : []),
    ...(visit.credit ? [`　${standing(visit.credit)}`] : []),
    `　事项：${visit.items.join('；')}`,
    `　同组：${visit.colleagues.join('、') || '（无）'}`,
    ...(visit.waiting > 0 ? [`　还有 ${visit.waiting} 个席位等待补派，补齐之前请不要开展检查`] : []),
    `　${deadline(visit.due, visit.daysLeft, visit.estimated)}${visit.acked ? '　已收到' : ''}`,
  ]
  return lines.join('\n')
}

function standing({ code, class: letter, lists }: NonNullable<VisitCard['credit']>): string {
  const named = lists.map((list) => `，在${LIST_NAMES[list]}里`).join('')
  return `信用等级：${letter}${named}　档案：/credit ${code}`
}

function shortCard(visit: VisitCard): string {
  return `▪ ${visit.no}　${visit.firm}\n　${deadline(visit.due, visit.daysLeft, visit.estimated)}`
}

/** Said late, a stage's number of days would be wrong: those left stand with each visit. */
function stageTitle(stage: Stage, late: boolean): string {
  const mark = late ? '（迟发）' : ''
  if (stage.kind === 'overdue')
    return `【${stage.card === 'red' ? '红牌' : '黄牌'} · 超期 ${stage.days} 个工作日】${mark}`
  if (late) return `【临近到期】${mark}`
  return stage.days === 0 ? '【今天到期】' : `【还有 ${stage.days} 个工作日到期】`
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${Math.round((part * 100) / whole)}%`
}

function progressLine(line: ProgressLine): string {
  const extra = [
    line.dueThisWeek > 0 ? `本周到期 ${line.dueThisWeek}` : '',
    line.overdue > 0 ? `超期 ${line.overdue}` : '',
  ].filter((text) => text !== '')
  return `${line.department}：${line.recorded}/${line.total}（${percent(line.recorded, line.total)}）${
    extra.length > 0 ? `　${extra.join('　')}` : ''
  }`
}

function disclosingText(lines: DisclosingLine[]): string {
  const sum = (count: (line: DisclosingLine) => number) =>
    lines.reduce((total, line) => total + count(line), 0)
  const parts = lines.map(
    ({ department, open, late }) => `${department} ${open}${late > 0 ? `（逾期 ${late}）` : ''}`,
  )
  return `未公示的检查结果 ${sum(({ open }) => open)} 份，逾期 ${sum(({ late }) => late)} 份：${parts.join('、')}`
}

/** What a record says, one line an item. */
export function answersOf(record: InspectionRecord, itemNames: Map<string, string>): string {
  const lines = record.items.map(
    (one) => `　${itemNames.get(one.item) ?? one.item}：${one.result}（${one.method}）`,
  )
  const signed = record.signed ? '已签字或盖章' : `未签字，原因：${record.unsignedReason}`
  return [
    `检查日期：${formatDay(record.inspectedOn)}`,
    ...lines,
    `负责人签字：${signed}`,
    ...(record.onSiteWitness ? [`见证人：${record.onSiteWitness}`] : []),
    ...(record.expert ? [`委托机构或专家：${record.expert}`] : []),
    ...(record.adopted ? [`采用其他部门结果：${record.adopted}`] : []),
    ...(record.note ? [`备注：${record.note}`] : []),
  ].join('\n')
}

export const visiting = {
  assignment: (draw: string, plan: string, cards: VisitCard[]) =>
    `【检查任务】您被抽为 ${draw}（${plan}）的检查人员，共 ${cards.length} 个任务：\n${cards
      .map(card)
      .join(
        '\n',
      )}\n请先回复“收到”，检查后用 /record 填报。检查前请勿私下告知检查对象；需要回避的，请立即发送 /recuse 任务编号 原因=……；生病、请假等不能参加的，请立即联系本部门领导或经办人员（/replace）。`,
  tasks: {
    none: '您没有未完成的检查任务。',
    recordLabel: (no: string) => `填报 ${no}`,
    creditLabel: '信用档案',
    printLabel: '打印通知书和记录表',
    list: (cards: VisitCard[]) => `您有 ${cards.length} 个未完成的检查任务：\n${cards.map(card).join('\n')}`,
    returned: (visits: { visit: { no: string }; reason: string }[]) =>
      `有 ${visits.length} 份检查记录被退回，请改正后重新填报：\n${visits
        .map(({ visit, reason }) => `▪ ${visit.no}　理由：${reason}`)
        .join('\n')}`,
    drafts: (nos: string[]) => `有没有提交的草稿：${nos.join('、')}，发送 /record 任务编号 接着填。`,
    listInGroup: (cards: VisitCard[]) =>
      `您有 ${cards.length} 个未完成的检查任务（详情请私聊机器人）：\n${cards.map(shortCard).join('\n')}`,
  },
  ack: {
    done: (nos: string[]) => `已记下您收到：${nos.join('、')}。检查后请用 /record 填报。`,
    nothing: '没有需要您确认收到的任务。发送 /tasks 查看未完成的任务。',
    badNumber: (word: string) => `看不懂编号“${word.slice(0, 40)}”。`,
  },
  record: {
    unknownVisit: (no: string) => `没有编号为 ${no} 的检查任务。发送 /tasks 查看您的任务。`,
    notYours: (no: string) => `您不是 ${no} 的检查人员，不能填报。发送 /tasks 查看您的任务。`,
    badNumber: (word: string) =>
      `看不懂任务编号“${word.slice(0, 40)}”。任务编号形如 RW2026-003-07，发送 /tasks 查看。`,
    noTasks:
      '您没有未完成的检查任务。要更正已填报的记录，请写明任务编号，例如：/record RW2026-003-07 结果=未发现问题 签字=是 更正=填写有误',
    whichVisit: (nos: string[]) =>
      `您有 ${nos.length} 个未完成的任务，请写明编号：${nos.slice(0, 10).join('、')}`,
    faults: (no: string, faults: string[]) =>
      `${no} 还没有填报成功，请改正后重新发送：\n${faults.map((f) => `· ${f}`).join('\n')}`,
    tooLong: '内容太长了。请把备注缩短到 2000 字以内，较长的材料请作为文件发送。',
    exists: (no: string, by: string, record: InspectionRecord, names: Map<string, string>, at: string) =>
      `${no} 已由 ${by} 于 ${at} 填报（回执 ${record.receipt}，第 ${record.version} 版）：\n${answersOf(record, names)}\n原记录不会被改动。确需更正，请重新填报并加上：更正=理由`,
    accepted: (
      record: InspectionRecord,
      no: string,
      firm: string,
      names: Map<string, string>,
      files: number,
    ) =>
      `填报成功，回执号 ${record.receipt}${record.version > 1 ? `（第 ${record.version} 版）` : ''}\n${no}　${firm}\n${answersOf(record, names)}${
        files > 0 ? `\n附件 ${files} 个` : ''
      }`,
    filesNext: (isPrivate: boolean) =>
      isPrivate ? '接下来发送的照片和文件会附在这份记录后面。' : '请私聊机器人发送照片和文件。',
    filesKept: (files: number, no: string) =>
      `已收下 ${files} 个文件，提交后附在这份记录后面${no === '' ? '' : `（${no}）`}。`,
    draftKept: (no: string, lines: string[], files: number) =>
      `【草稿】${no} 已存为草稿，还没有填报，只有您自己看得到：\n${lines.join('\n')}${
        files > 0 ? `\n文件 ${files} 个` : ''
      }\n接着填请发送 /record ${no}`,
    noDrafts: '您没有存下的草稿。要存草稿，请发送：/record 草稿 任务编号 结果=…… 备注=……',
    drafts: (drafts: { no: string; at: string; fields: number; files: number }[]) =>
      `您的草稿：\n${drafts
        .map(
          ({ no, at, fields, files }) =>
            `▪ ${no}　${at} 存，已填 ${fields} 项，文件 ${files} 个　接着填：/record ${no}`,
        )
        .join('\n')}`,
    askResume: (no: string, firm: string, lines: string[], files: number) =>
      `${no}　${firm}\n您有一份没有提交的草稿：\n${lines.join('\n')}${files > 0 ? `\n文件 ${files} 个` : ''}\n要接着填吗？`,
    draftFields: (fields: number) => `已填 ${fields} 项，内容请在私聊里看`,
    goOn: '接着填',
    beginAnew: '删除草稿，重新填',
    expertNeedsFile: '写了委托的机构或专家，还要附上它的结论。请把结论文件发到这里，再点“提交”。',
    adoptedNeedsFile:
      '采用其他部门的结果，请写明它的任务编号（例如：采用=RW2026-003-07），或者把那份结果的文件发到这里，再点“提交”。',
    adoptedUnknown: (no: string) =>
      `没有可以采用的 ${no}：请核对任务编号，它应是对同一家企业、已经复核的检查。`,
    adoptedOld: (no: string, on: string, days: number) =>
      `${no} 的检查是 ${formatDay(on)}，超过 ${days} 天，不能再采用。请自行检查，或附上其他依据。`,
    same: (receipt: string, files: number) =>
      `这份记录已经收到过，回执号 ${receipt}，没有重复登记。${files > 0 ? `本次的 ${files} 个文件已附在后面。` : ''}`,
    colleagueTold: (no: string, firm: string, by: string, receipt: string) =>
      `${no}（${firm}）已由同组的 ${by} 填报，回执号 ${receipt}，您不用重复填报。`,
    attached: (receipt: string, added: number, total: number) =>
      `已附到 ${receipt}：本次 ${added} 个，共 ${total} 个文件。`,
    noRecordForFiles:
      '收到文件，但您最近 2 小时内没有填报记录，不知道该附到哪里。请把文件和命令一起发送，例如在文件说明里写：/record RW2026-003-07 附件',
    attachOnly: (no: string) => `${no} 还没有检查记录，请先填报再附文件。`,
    askVisit: '请选择要填报的任务：',
    askResult: (no: string, firm: string, item: string | null) =>
      `${no}　${firm}\n${item ? `事项“${item}”的检查结果是：` : '检查结果是：'}`,
    askSigned: '被检查单位负责人签字或盖章了吗？',
    askReason: '没有签字或盖章，请写明原因：',
    askWitness: '有见证人吗？请写姓名；没有请选“无”。',
    askDay: '哪一天检查的？可选择，或输入日期，例如 3月10日。',
    askNote: '备注（可写检查情况）；没有请选“无”。',
    askCorrection: (no: string, receipt: string) =>
      `${no} 已有记录（回执 ${receipt}）。请写明更正的理由，或发送 /cancel 离开：`,
    confirm: (no: string, firm: string, lines: string[]) =>
      `请核对：\n${no}　${firm}\n${lines.join('\n')}\n确认提交吗？`,
    badChoice: (max: number) => `请回复 1 到 ${max} 之间的数字，或点按钮；发送 /cancel 离开。`,
    different: '各事项结果不同，逐项填写',
    none: '无',
    yes: '是',
    no: '否',
    today: '今天',
    yesterday: '昨天',
    submit: '提交',
    leave: '不提交',
    left: (no: string) => `已离开，没有填报。填过的内容存为草稿，接着填请发送 /record ${no}`,
    usageFault: '没有看懂。',
    example: (no: string) => `/record ${no} 结果=未发现问题 签字=是`,
  },
  reminder: {
    text: (groups: { stage: Stage; late: boolean; cards: VisitCard[] }[]) =>
      groups
        .map(
          (g) =>
            `${stageTitle(g.stage, g.late)}以下任务还没有检查记录：\n${g.cards.map(shortCard).join('\n')}`,
        )
        .join('\n\n'),
    advice: '检查后请回复 /record 填报；确有困难请用 /extend 申请延期。',
    red: (department: string, lines: string[]) =>
      `【红牌】${department}有 ${lines.length} 个检查任务超期 3 个工作日以上：\n${lines.join('\n')}\n请督促检查人员尽快完成并填报。`,
    noInspector: (lines: string[]) =>
      `【无人检查】以下任务没有检查人员，期限仍在走，请经办人员发送 /replace 任务编号 补派：\n${lines.join('\n')}`,
    noInspectorLine: (stage: Stage, late: boolean, visit: VisitCard) =>
      `${shortCard(visit)}　${stageTitle(stage, late)}`,
    noLeader: '该部门没有在岗的领导，请另行安排人督促。',
    daysOff: (visits: { no: string; due: string }[]) =>
      `【放假安排有变】有 ${visits.length} 个未完成的检查任务，期限那天现在是放假日（期限不变，提醒已按新的安排提前）：\n${visits
        .map(({ no, due }) => `▪ ${no}　期限 ${formatDay(due)}`)
        .join('\n')}`,
    disclosuresMoved: (moved: { no: string; from: string; to: string }[]) =>
      `【放假安排有变】以下检查结果的公示期限随之调整：\n${moved
        .map(({ no, from, to }) => `▪ ${no}　${formatDay(from)} → ${formatDay(to)}`)
        .join('\n')}`,
    redLine: (no: string, firm: string, names: string[], days: number) =>
      `▪ ${no}　${firm}\n　${names.join('、')}　超期 ${days} 个工作日`,
  },
  extend: {
    needsParts: '请写明任务编号、延到哪一天和理由。',
    longReason: '理由太长，请写在 500 字以内。',
    badDay: (word: string) => `看不懂日期“${word.slice(0, 20)}”，请写成 2026-04-01 或 4月1日。`,
    past: (to: string) => `新的期限 ${formatDay(to)} 已经过去，请写今天或以后的工作日。`,
    notLater: (due: string) => `新的期限必须晚于现在的期限 ${formatDay(due)}。`,
    afterOpening: (opens: string) =>
      `这次抽查不事先公开，抽取证明 ${formatDay(opens)} 向社会公布，检查必须在此之前完成，不能延长到那天或以后。`,
    afterPlan: (to: string) => `新的期限不能晚于计划的结束日 ${formatDay(to)}。`,
    tooFar: '一次最多延长 60 个工作日。',
    notWorking: (day: string) => `${formatDay(day)} 不是工作日，请选一个工作日。`,
    done: (no: string) => `${no} 已有检查记录，不需要延期。`,
    certificate: (name: string, until: string) =>
      `${name} 的执法证件有效期至 ${formatDay(until)}，不能延到证件到期以后。请改一个更早的日期，或先更新证件信息。`,
    waiting: (no: string) => `${no} 已有一项延期申请在等领导审批。`,
    asked: (no: string, to: string, whom: string) =>
      `已把 ${no} 延期到 ${formatDay(to)} 的申请送给${whom}，批准前原期限不变。`,
    request: (who: string, no: string, firm: string, from: string, to: string, reason: string) =>
      `【延期申请】${who}申请把 ${no}（${firm}）的期限从 ${formatDay(from)} 延到 ${formatDay(to)}，理由：${reason}`,
    grantLabel: '同意',
    refuseLabel: '不同意',
    unknown: '没有这项延期申请。',
    decided: '这项延期申请已经处理过了。',
    notLeader:
      '这项延期由申请人所在部门的领导审批（该部门没有其他领导的，由领导小组办公室的领导审批）；申请人和本任务的检查人员不能审批。',
    granted: (no: string, to: string) => `已同意：${no} 的期限延到 ${formatDay(to)}。`,
    refused: (no: string) => `已不同意：${no} 的期限不变。`,
    tellGranted: (no: string, to: string, by: string) =>
      `${by} 已同意 ${no} 延期，新的期限是 ${formatDay(to)}。`,
    tellRefused: (no: string, due: string, by: string) =>
      `${by} 不同意 ${no} 延期，期限仍是 ${formatDay(due)}。`,
    noLeader:
      '没有可以审批的领导：您所在部门和领导小组办公室都没有本任务以外的在岗领导。申请没有提交，请联系管理员补充领导人员。',
    example: (no: string, to: string) => `/extend ${no} ${to} 检查对象停业装修`,
  },
  progress: {
    title: '【检查进度】已填报/全部任务',
    empty: '还没有任何检查任务。',
    own: (recorded: number, total: number, overdue: number) =>
      `您的任务：已填报 ${recorded}/${total}${overdue > 0 ? `，超期 ${overdue} 个` : ''}。`,
    lines: (lines: ProgressLine[]) => lines.map(progressLine).join('\n'),
    /** `open` is empty where the firms may not be shown. */
    draw: (no: string, total: number, pending: number, open: string[]) =>
      [
        `【${no} 进度】已填报 ${total - pending}/${total}（${percent(total - pending, total)}）`,
        ...(pending === 0 ? ['全部任务都已填报。'] : []),
        ...(open.length > 0 ? ['未检查：', ...open] : []),
        ...(pending > open.length ? [`未检查 ${pending} 个。检查前的名单只告诉参加的部门和人员。`] : []),
      ].join('\n'),
    openLine: (no: string, firm: string, due: string) => `▪ ${no}　${firm}\n　期限 ${formatDay(due)}`,
    notFound: (word: string) => `没有编号为“${word.slice(0, 40)}”的抽取。`,
  },
  digest: {
    text: ({ day, late, totals, lines, overdue, disclosing, measures, head, notSent }: DigestFigures) => {
      const { total, recorded, dueThisWeek } = totals
      const parts = [
        `【双随机日报】${formatDay(day)}${late ? '（补发）' : ''}`,
        ...(late ? ['（数据为补发时的情况。）'] : []),
        total === 0
          ? '目前没有检查任务。'
          : `检查任务 ${total} 个，已填报 ${recorded} 个（${percent(recorded, total)}），本周到期 ${dueThisWeek} 个，超期 ${totals.overdue} 个。`,
        ...(lines.length > 0
          ? ['各部门（已填报/任务，联合检查分别计入各部门）：', lines.map(progressLine).join('\n')]
          : []),
        ...(overdue.length > 0 ? ['超期任务：', overdue.slice(0, 20).join('\n')] : []),
        ...(overdue.length > 20 ? [`……等共 ${overdue.length} 个，发送 /progress 查看。`] : []),
        ...(disclosing.length > 0 ? [disclosingText(disclosing)] : []),
        ...(measures.length > 0 ? [measuring.measure.digest(measures)] : []),
        ...(notSent > 0 ? [`有 ${notSent} 条消息没有送达，请管理员处理。`] : []),
        `留痕账本第 ${head.n} 号，校验值：\n${head.hash}`,
      ]
      return parts.join('\n')
    },
    overdueLine: (no: string, firm: string, names: string[], days: number) =>
      `▪ ${no}　${firm}\n　${names.join('、')}　超期 ${days} 个工作日`,
  },
}
