/** What is public of a result in words, the same on pages, in the feed and in files. */
import { DECISION_NAMES } from '../../commands/messages/names.js'
import type { PublicDecision, PublishedResult } from '../../db/store.js'

/** Fen to yuan: 1000050 → 10000.50. */
export const yuanOf = (fen: number): string => (fen / 100).toFixed(2)

export function decisionWords({
  kind,
  decidedOn,
  documentNo,
  amount,
  recheckOn,
  recheck,
  earlierRechecks = [],
}: PublicDecision): string {
  const parts = [
    `${decidedOn} ${DECISION_NAMES[kind]}`,
    documentNo,
    amount === null ? null : `${yuanOf(amount)} 元`,
    recheckOn === null ? null : `应于 ${recheckOn} 前改正`,
    ...[...earlierRechecks, ...(recheck === null ? [] : [recheck])].map(checkWords),
  ]
  return parts.filter((part) => part !== null).join('，')
}

const checkWords = ({ on, done }: { on: string; done: boolean }) =>
  `${on} 复查：${done ? '已改正' : '未改正'}`

/** The checks before the newest one. */
export function earlierCheckWords({ earlierRechecks = [] }: PublicDecision): string | null {
  return earlierRechecks.length === 0 ? null : earlierRechecks.map(checkWords).join('；')
}

/** Each result once, in the order of the items. */
export function findingsOf({ content }: Pick<PublishedResult, 'content'>): string[] {
  return [...new Set(content.items.map(({ result }) => result))]
}

export const firmPath = (code: string): string => `/firms/${encodeURIComponent(code)}`
