/** What is public of a result in words, the same on pages, in the feed and in files. */
import type { DecisionKind, PublicDecision, PublishedResult } from '../../db/store.js'

export const DECISION_WORDS: Record<DecisionKind, string> = {
  none: '无需后续处置',
  'handed-on': '停止检查，反馈日常监管',
  rectify: '责令改正',
  penalty: '行政处罚',
  abnormal: '列入经营异常名录',
  serious: '列入严重违法失信名单',
}

/** Fen to yuan: 1000050 → 10000.50. */
export const yuanOf = (fen: number): string => (fen / 100).toFixed(2)

export function decisionWords({
  kind,
  decidedOn,
  documentNo,
  amount,
  recheckOn,
  recheck,
}: PublicDecision): string {
  const parts = [
    `${decidedOn} ${DECISION_WORDS[kind]}`,
    documentNo,
    amount === null ? null : `罚款 ${yuanOf(amount)} 元`,
    recheckOn === null ? null : `应于 ${recheckOn} 前改正`,
    recheck === null ? null : `${recheck.on} 复查：${recheck.done ? '已改正' : '未改正'}`,
  ]
  return parts.filter((part) => part !== null).join('，')
}

/** Each result once, in the order of the items. */
export function findingsOf({ content }: Pick<PublishedResult, 'content'>): string[] {
  return [...new Set(content.items.map(({ result }) => result))]
}

export const resultPath = ({ visit, department }: Pick<PublishedResult, 'visit' | 'department'>): string =>
  `/results/${encodeURIComponent(visit)}/${encodeURIComponent(department)}`

export const firmPath = (code: string): string => `/firms/${encodeURIComponent(code)}`
