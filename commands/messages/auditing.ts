/** What the ledger says, one sentence for each kind of entry. */
import type { DecisionKind, LedgerEntry, PlatformName } from '../../db/store.js'
import { reasonOf, VACANT } from '../rules/leave-reasons.js'
import { DECISION_NAMES, PLATFORM_NAMES } from './names.js'

type Body = LedgerEntry['body']
type Names = (id: string) => string

const text = (value: unknown) => (typeof value === 'string' ? value : String(value ?? ''))
const verdict = (value: unknown) => (value === true ? '同意' : '不同意')
const platformName = ({ platform }: Body) => PLATFORM_NAMES[platform as PlatformName] ?? text(platform)
const leavingReason = (code: unknown) => (code === VACANT ? '席位空缺' : reasonOf(text(code)).words[0])
const counts = ({ added, changed, gone }: Body) => `新增 ${added}、变更 ${changed}、移出 ${gone ?? 0}`

/** By kind; a test holds that there is one for each kind that is ever entered. */
export const ENTRY_SENTENCES: Record<string, (body: Body, names: Names) => string> = {
  'admin.added': ({ person }, names) => `登记管理员 ${names(text(person))}`,
  'backup.restored': () => '从备份恢复数据',
  'board.entered': (body, names) => `${names(text(body.person))} 用${platformName(body)}领取的链接进入看板`,
  'board.left': ({ person, sessions }, names) => `${names(text(person))} 退出看板（${text(sessions)} 处）`,
  'board.link': ({ person }, names) => `${names(text(person))} 领取看板链接`,
  'code.made': ({ person }, names) => `为 ${names(text(person))} 发绑定码`,
  'conduct.answered': ({ report }) => `答复举报 ${text(report)}`,
  'conduct.reported': ({ report }) => `收到举报 ${text(report)}`,
  'credit.added': ({ firm, kind, documentNo }) =>
    `登记信用记录：${text(firm)} ${text(kind)} ${text(documentNo)}`.trim(),
  'credit.complained': ({ firm, entry }) => `登记对 ${text(firm)} 的投诉 ${text(entry)}`,
  'credit.complaint-decided': ({ firm, entry, upheld }) =>
    `核实对 ${text(firm)} 的投诉 ${text(entry)}：${upheld === true ? '属实' : '不属实'}`,
  'credit.rated': ({ firm, before, class: now, version }) =>
    `${text(firm)} 信用等级：${text(before)} → ${text(now)}（规则第 ${text(version)} 版）`,
  'credit.table-asked': ({ version }) => `提出信用评定规则第 ${text(version)} 版`,
  'credit.table-decided': ({ version, approved }) => `${verdict(approved)}信用评定规则第 ${text(version)} 版`,
  'credit.withdrawn': ({ firm, entry, reason }) =>
    `撤销 ${text(firm)} 的信用记录 ${text(entry)}：${text(reason)}`,
  'draw.beacon': ({ draw, value, confirmedBy }, names) =>
    `抽取 ${text(draw)} 取得公开随机值 ${text(value)}${confirmedBy ? `，由 ${names(text(confirmedBy))} 确认` : ''}`,
  'draw.committed': ({ draw, commit }) =>
    `抽取 ${text(draw)} 冻结名单，公布承诺值 ${text(commit).slice(0, 16)}……`,
  'draw.drawn': ({ draw }) => `抽取 ${text(draw)} 产生结果`,
  'draw.failed': ({ draw, cause }) => `抽取 ${text(draw)} 失败：${text(cause)}`,
  'draw.voided': ({ draw, reason }) => `抽取 ${text(draw)} 作废：${text(reason)}`,
  'draw.witnessed': ({ draw, last }) => `见证 ${text(draw)}${last === true ? '（最后一位）' : ''}`,
  'extension.asked': ({ visit, to }) => `申请 ${text(visit)} 延期到 ${text(to)}`,
  'extension.decided': ({ visit, granted }) => `${verdict(granted)} ${text(visit)} 延期`,
  'form.changed': ({ form, file }) => `更换表格模板 ${text(form)}（文件 ${text(file).slice(0, 16)}……）`,
  'group.bound': ({ kind, department }) => `登记群：${text(kind)} ${text(department)}`.trim(),
  'lead.acknowledged': ({ visit, transfer }) => `确认收到移送 ${text(transfer)}（${text(visit)}）`,
  'lead.transferred': ({ visit, transfer, receiver, follows }) =>
    `把 ${text(visit)} 的线索移送${text(receiver)}（移送 ${text(transfer)}${
      typeof follows === 'number' ? `，接续被退回的移送 ${follows}` : ''
    }）`,
  'lead.returned': ({ visit, transfer }) => `退回移送 ${text(transfer)}（${text(visit)}）`,
  'lead.settled': ({ visit, transfer }) => `了结被退回的移送 ${text(transfer)}（${text(visit)}）`,
  'leave.asked': ({ inspector }, names) => `为 ${names(text(inspector))} 申请请假`,
  'leave.decided': ({ leave, inspector, granted }, names) =>
    `${verdict(granted)}${inspector ? `${names(text(inspector))} 的` : ''}请假申请 ${text(leave)}`,
  'leave.ended': ({ inspector }, names) => `${names(text(inspector))} 销假`,
  'leave.entered': ({ inspector }, names) => `为 ${names(text(inspector))} 登记请假`,
  'leave.withdrawn': ({ leave }) => `撤回请假申请 ${text(leave)}`,
  'listing.ended': ({ firm, list, term }) =>
    `${text(firm)} 移出名单 ${text(list)}${term === true ? '（期限届满）' : ''}`,
  'listing.entered': ({ firm, list, documentNo, until }) =>
    `${text(firm)} 列入名单 ${text(list)}，${text(documentNo)}，至 ${text(until)}`,
  'listing.objected': ({ firm, listing }) => `${text(firm)} 对名单编号 ${text(listing)} 提出异议`,
  'listing.ruled': ({ listing, kept }) =>
    `裁定名单编号 ${text(listing)} 的异议：${kept === true ? '维持' : '撤出'}`,
  'measure.confirmed': ({ measure, department }) =>
    `确认工作任务 ${text(measure)} 办结（${text(department)}）`,
  'measure.reported': ({ measure, percent }) => `报告工作任务 ${text(measure)} 进展 ${text(percent)}%`,
  'person.bound': (body, names) => `${names(text(body.person))} 绑定${platformName(body)}账号`,
  'person.unbound': (body, names) => `${names(text(body.person))} 解除绑定${platformName(body)}账号`,
  'plan.approved': ({ plan }) => `批准计划 ${text(plan)}`,
  'plan.declined': ({ plan }) => `不批准计划 ${text(plan)}`,
  'plan.filed': ({ plan, filingNo }) => `计划 ${text(plan)} 备案：${text(filingNo)}`,
  'plan.redraw-decided': ({ plan, nth, agreed }) =>
    `${verdict(agreed)}计划 ${text(plan)} 第 ${text(nth)} 次抽取`,
  'platform.drawn': ({ draw, plan, task }) =>
    `登记上级平台抽取 ${text(draw)}（计划 ${text(plan)}，平台任务 ${text(task)}）`,
  'record.attached': ({ visit, files }) =>
    `为 ${text(visit)} 补充附件 ${Array.isArray(files) ? files.length : 0} 个`,
  'recusal.asked': ({ request }) => `申请回避（申请 ${text(request)}）`,
  'recusal.decided': ({ request, granted }) => `${verdict(granted)}回避申请 ${text(request)}`,
  'registry.changed': ({ kind, key }) => `上级平台变更名录：${text(kind)} ${text(key)}`,
  'registry.imported': (body) => `导入${text(body.kind)}：${counts(body)}`,
  'replacement.asked': ({ visit }) => `申请更换 ${text(visit)} 的检查人员`,
  'replacement.declined': ({ visit }) => `不同意更换 ${text(visit)} 的检查人员`,
  'replacement.ended': ({ visit }) => `更换中止（${text(visit)}）`,
  'result.decided': ({ visit, kind, documentNo }) =>
    `${text(visit)} 处理决定：${DECISION_NAMES[kind as DecisionKind] ?? text(kind)}${documentNo ? `，${text(documentNo)}` : ''}`,
  'result.decision-revoked': ({ visit, decision, reason }) =>
    `撤销 ${text(visit)} 的处理决定 ${text(decision)}：${text(reason)}`,
  'result.disclosed': ({ visit, version, reason }) =>
    `公示 ${text(visit)} 第 ${text(version)} 版${reason ? `，原因：${text(reason)}` : ''}`,
  'result.recheck-set': ({ visit, decision, on }) =>
    `${text(visit)} 决定 ${text(decision)} 没有改正，定 ${text(on)} 前再次复查`,
  'result.rechecked': ({ visit, decision, on, done, files, next }) =>
    `${text(visit)} 决定 ${text(decision)} ${text(on)} 复查：${done === true ? '已改正' : '未改正'}${
      Array.isArray(files) && files.length > 0 ? `，附件 ${files.length} 个` : ''
    }${next ? `，定 ${text(next)} 前再次复查` : ''}`,
  'result.reviewed': ({ visit, accepted }) =>
    `${accepted === true ? '复核通过' : '退回'} ${text(visit)} 的检查记录`,
  'results.shared': ({ unit, count }) => `向共享单位 ${text(unit)} 发送公示结果 ${text(count)} 份`,
  'setting.changed': ({ setting, from, to }) => `修改设置 ${text(setting)}：${text(from)} → ${text(to)}`,
  'share.asked': ({ share, unit }) => `申请信息共享 ${text(share)}（单位 ${text(unit)}）`,
  'share.decided': ({ share, unit, approved }) =>
    `${verdict(approved)}信息共享 ${text(share)}（单位 ${text(unit)}）`,
  'share.ended': ({ share, unit }) => `停止信息共享 ${text(share)}（单位 ${text(unit)}）`,
  'visit.acked': ({ visits }) => `确认收到任务 ${Array.isArray(visits) ? visits.join('、') : ''}`,
  'visit.leaving': ({ draw, visit, seat, leaver, reason }, names) =>
    `${text(draw)} 第 ${Number(visit) + 1} 个任务第 ${Number(seat) + 1} 席：${
      leaver ? `${names(text(leaver))} 退出，` : ''
    }原因：${leavingReason(reason)}`,
  'visit.recorded': ({ visit, version, receipt }) =>
    `填报 ${text(visit)} 第 ${text(version)} 版（回执 ${text(receipt)}）`,
  'visit.replaced': ({ draw, inspector }, names) =>
    `${text(draw)} 更换检查人员：${inspector ? `由 ${names(text(inspector))} 接替` : '无人可接替'}`,
}

/** @param names answers whose name an id stands for */
export function tellEntry({ kind, body }: LedgerEntry, names: Names): string {
  return ENTRY_SENTENCES[kind]?.(body, names) ?? kind
}

export const auditing = {
  audit: {
    needsWord: '请写明要查什么，例如：/audit RW2026-003-07、/audit CQ2026-003、/audit 张三',
    unknown: (word: string) =>
      `没有找到“${word.slice(0, 30)}”。可以写任务、抽取、计划的编号，企业名称或信用代码，姓名、人员编号，或部门。`,
    many: (names: string[]) => `有 ${names.length} 个符合，请选一个：\n${names.join('\n')}`,
    empty: (title: string) => `留痕账本里没有（更早的）关于 ${title} 的记录。`,
    system: '机器人',
    line: (n: number, when: string, who: string, what: string) => `▪ 第 ${n} 号　${when}　${who}\n　${what}`,
    list: (title: string, lines: string[], more: string | null) =>
      `【留痕】${title}\n${lines.join('\n')}${more === null ? '' : `\n更早的：${more}`}`,
    earlier: '更早的',
  },
}
