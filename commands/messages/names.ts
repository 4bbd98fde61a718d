/** Chinese names of the roles, chats, platforms, states and reasons that messages speak of. */

import type {
  ArrivedBeacon,
  DecisionKind,
  DrawState,
  GroupKind,
  Organ,
  PlatformName,
  ResultState,
  Role,
  StratumRule,
} from '../../db/store.js'
import type { ChatKind } from '../command.js'

export const ROLE_NAMES: Record<Role, string> = {
  office: '经办人员',
  inspector: '执法人员',
  leader: '领导',
  supervisor: '监察人员',
  admin: '管理员',
}

export const GROUP_NAMES: Record<GroupKind, string> = {
  department: '部门群',
  leaders: '领导群',
  office: '办公室群',
}

export const CHAT_NAMES: Record<ChatKind, string> = {
  private: '与机器人的私聊',
  ...GROUP_NAMES,
  unbound: '尚未登记的群',
}

export const ORGAN_NAMES: Record<Organ, string> = {
  police: '公安机关',
  procuratorate: '检察机关',
  court: '人民法院',
}

export const PLATFORM_NAMES: Record<PlatformName, string> = {
  room: '内置聊天室',
  telegram: 'Telegram',
  wechat: '微信',
  wecom: '企业微信',
}

export const DRAW_STATE_NAMES: Record<DrawState, string> = {
  requested: '准备中',
  refused: '未通过检查',
  committed: '待见证',
  witnessed: '待见证',
  closed: '抽取中',
  drawn: '已抽取',
  void: '已作废',
  failed: '已失败',
}

/** Before the first record it is 未检查. */
export const DECISION_NAMES: Record<DecisionKind, string> = {
  none: '无需后续处置',
  'handed-on': '停止检查反馈日常监管',
  rectify: '责令改正',
  penalty: '行政处罚',
  abnormal: '列入经营异常名录',
  serious: '列入严重违法名单',
}

export const RESULT_STATE_NAMES: Record<ResultState, string> = {
  review: '待复核',
  returned: '已退回',
  decision: '待处理',
  disclosure: '待公示',
  disclosed: '已公示',
  corrected: '已更正',
}

/** Why a firm in scope is not on the sheet, by the excluded file's reason code. */
export const EXCLUSION_NAMES: Record<string, string> = {
  'not-active': '已停业、注销、吊销、迁出或移出名录',
  'frequency-cap': '本年度检查次数已达上限',
  'recent-visit': '有其他计划未完成或近期的检查',
}

/** Why an inspector cannot go, by the inspectors file's reason code. */
export const ABSENCE_NAMES: Record<string, string> = {
  certificate: '执法证件在检查期限前到期',
  leave: '请假',
  inactive: '已离岗',
  moved: '已调离本部门',
}

export function nameBeacon(beacon: ArrivedBeacon): string {
  return beacon.kind === 'drand' ? `drand 第 ${beacon.round} 轮` : beacon.name
}

export function nameRule(rule: StratumRule): string {
  const amount = 'count' in rule ? `${rule.count} 家` : nameRatio(rule.ratio)
  return rule.weighted ? `${amount}（按权重）` : amount
}

/** 3/100 → 3%, 1/3 → 1/3. */
export function nameRatio([p, q]: [number, number]): string {
  const percent = (p * 100) / q
  return Number.isInteger(percent * 100) ? `${percent}%` : `${p}/${q}`
}
