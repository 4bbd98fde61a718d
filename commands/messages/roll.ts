/** What is said about who is on the roll: leaves, certificates, and what was changed when. */
import { formatDay } from '../rules/office-time.js'
import { KEEP_PRIVATE } from './keep-private.js'
import { ROLE_NAMES } from './names.js'

interface OpenVisit {
  no: string
  firm: string
  due: string
}

/** What a leave meets that was settled before it. */
export interface LeaveMeets {
  visits: OpenVisit[]
  /** Draws whose lists were frozen without knowing of it. */
  draws: string[]
}

const days = (from: string, to: string) =>
  from === to ? formatDay(from) : `${formatDay(from)}至${formatDay(to)}`

function meets(who: string, { visits, draws }: LeaveMeets): string[] {
  const listed = visits.map(({ no, firm, due }) => `▪ ${no}　${firm}　期限 ${formatDay(due)}`)
  const open = [
    `期限落在假期里的未完成任务 ${visits.length} 个，请逐个处理：`,
    ...listed,
    '　能推迟的：检查人员发送 /extend 任务编号 新的期限 理由',
    '　要换人的：经办人员或领导发送 /replace 任务编号 姓名 原因=请假 说明=…',
  ]
  const frozen = `注意：${draws.join('、')} 的名单已经冻结，不知道这次请假，${who}仍可能被抽中；抽中后请用 /replace 换人。`
  return [...(visits.length > 0 ? open : []), ...(draws.length > 0 ? [frozen] : [])]
}

export const roll = {
  leave: {
    inGroup: `请假请私聊机器人办理，不在群里办理。${KEEP_PRIVATE}`,
    needsDays: '请写明从哪一天到哪一天，例如 2026-03-12 至 2026-03-16，或 3月12日至16日。',
    badDay: (word: string) => `看不懂日期“${word.slice(0, 30)}”，请写成 2026-03-12 或 3月12日。`,
    backwards: (from: string, to: string) =>
      `结束日期 ${formatDay(to)} 早于开始日期 ${formatDay(from)}，请核对。`,
    past: (to: string) => `${formatDay(to)} 已经过去，请写今天或以后的日期。`,
    tooLong: '一次最多登记 366 天。',
    needsReason: '请写明请假的理由，只有审批的领导看得到。',
    longReason: '理由太长，请写在 200 字以内。',
    needsPerson: '您不在执法人员名录里。替别人登记请写明姓名或编号，例如：/leave 张三 3月12日至16日',
    notOnRoll: (name: string) => `${name} 没有在岗的执法证，不参加抽取，不需要登记请假。`,
    notYours: (name: string) =>
      `${name} 的请假由其所在部门或领导小组办公室的经办人员、领导登记，或由本人申请。`,
    waiting: '您已有一项请假申请在等领导审批；要修改请先发送 /leave 销假 撤回。',
    apart: (name: string, from: string, to: string) =>
      `${name} 已登记请假 ${days(from, to)}，和这次的日期不相连。名录一次只能记一段，请先销假，或等它结束后再登记。`,
    noLeader:
      '没有可以审批的领导：您所在部门和领导小组办公室都没有其他在岗领导。申请没有提交，请联系管理员补充领导人员。',
    asked: (from: string, to: string, whom: string, met: LeaveMeets) =>
      [`已把 ${days(from, to)} 的请假申请送给${whom}，批准前不生效。`, ...meets('您', met)].join('\n'),
    request: (who: string, from: string, to: string, reason: string, met: LeaveMeets) =>
      [`【请假申请】${who}申请 ${days(from, to)} 请假，理由：${reason}`, ...meets(who, met)].join('\n'),
    grantLabel: '同意',
    refuseLabel: '不同意',
    unknown: '没有这项请假申请。',
    decided: '这项请假申请已经处理过或已撤回。',
    notLeader:
      '这项请假由申请人所在部门的领导审批（该部门没有其他领导的，由领导小组办公室的领导审批）；申请人自己不能审批。',
    entered: (who: string, from: string, to: string, met: LeaveMeets) =>
      [`已登记：${who} ${days(from, to)} 请假，期间的抽取不会抽到。`, ...meets(who, met)].join('\n'),
    tellEntered: (from: string, to: string, by: string, met: LeaveMeets) =>
      [`${by} 已登记您 ${days(from, to)} 请假。`, ...meets('您', met)].join('\n'),
    refused: (who: string) => `已不同意：${who}的请假没有登记。`,
    tellRefused: (from: string, to: string, by: string) => `${by} 不同意您 ${days(from, to)} 请假。`,
    ended: (who: string) => `已销假：从今天起，${who}重新参加抽取。`,
    tellEnded: (by: string) => `${by} 已为您销假，从今天起您重新参加抽取。`,
    withdrawn: '已撤回还没有审批的请假申请。',
    nothing: (who: string) => `${who}没有正在或将要开始的请假，不需要销假。`,
    example: (from: string, to: string) => `/leave ${from} 至 ${to} 参加培训`,
    exampleFor: (name: string, from: string, to: string) => `/leave ${name} ${from} 至 ${to}`,
  },
  certificates: {
    digest: (lines: string[]) =>
      `【证件到期】以下 ${lines.length} 人的执法证件在 30 天内到期，请尽快换证，并把新的有效期导入名录。检查期限超过有效期的抽取不会抽到他们：\n${lines.join('\n')}`,
    line: (department: string, name: string, id: string, until: string) =>
      `▪ ${department} ${name}　${id}　有效期至 ${formatDay(until)}`,
    own: (id: string, until: string) =>
      `【证件到期】您的执法证 ${id} 有效期至 ${formatDay(until)}，请尽快联系本部门的经办人员换证。`,
  },
  history: {
    needsWord: '请写企业名称、统一社会信用代码，或姓名、人员编号、执法证号。',
    none: (word: string) => `没有找到“${word.slice(0, 40)}”这个企业或人员。`,
    many: (firms: { code: string; name: string }[]) =>
      `找到几个检查对象，请写统一社会信用代码：\n${firms.map(({ code, name }) => `/history ${code}　${name}`).join('\n')}`,
    empty: (title: string, page: number) =>
      page > 1 ? `${title} 没有更早的变更记录。` : `${title} 录入后没有变更。`,
    list: (title: string, total: number, changes: string[], more: string | null) =>
      `${title} 的变更记录（共 ${total} 次，新的在前）：\n${changes.join('\n')}${more ? `\n更早的变更请发送 ${more}` : ''}`,
    change: (when: string, who: string, fields: string[]) =>
      `▪ ${when}　${who}\n${fields.map((field) => `　${field}`).join('\n')}`,
    field: (name: string, from: unknown, to: unknown) => `${name}：${spell(from)} → ${spell(to)}`,
    hidden: (name: string) => `${name}：有变更（只在私聊里显示）`,
    imported: (file: string, name: string | null) => `${name ?? '命令行'}导入（文件 ${file.slice(0, 12)}）`,
    pushed: (event: string) => `上级平台推送（${event}）`,
    commanded: (command: string, name: string) => `${name} /${command}`,
  },
}

/** A field's value as the office writes it in its tables. */
function spell(value: unknown): string {
  if (value === null || value === undefined || value === '') return '（空）'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (!Array.isArray(value)) return String(value)
  return value.length === 0 ? '（空）' : value.map((one) => roleName(one) ?? String(one)).join('、')
}

function roleName(word: unknown): string | undefined {
  return new Map<unknown, string>(Object.entries(ROLE_NAMES)).get(word)
}
