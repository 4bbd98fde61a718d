/** What is said from the assignment to its last day: tasks, receipts, reminders, extensions. */
import type { Stage } from '../rules/deadlines.js'
import { formatDay } from '../rules/office-time.js'
import { card, shortCard, type VisitCard } from './visit-card.js'

/** Said late, a stage's number of days would be wrong: those left stand with each visit. */
function stageTitle(stage: Stage, late: boolean): string {
  const mark = late ? '（迟发）' : ''
  if (stage.kind === 'overdue')
    return `【${stage.card === 'red' ? '红牌' : '黄牌'} · 超期 ${stage.days} 个工作日】${mark}`
  if (late) return `【临近到期】${mark}`
  return stage.days === 0 ? '【今天到期】' : `【还有 ${stage.days} 个工作日到期】`
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
}
