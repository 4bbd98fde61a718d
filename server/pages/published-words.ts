/** What is public of a result in words, the same on pages, in the feed and in files. */
import { DECISION_NAMES } from '../../commands/messages/names.js'
import { messages } from '../../commands/messages.js'
import type { PublicDecision, PublishedResult } from '../../db/store.js'
import { type Html, html } from './html.js'

/** The reason of a version that mends nothing: the handling went on. */
export const UPDATE = messages.publish.decidedAnew
export const isUpdate = ({ reason }: Pick<PublishedResult, 'reason'>): boolean => reason === UPDATE

/** Beside a result in its newest version. */
export function versionBadge(newest: PublishedResult): Html {
  if (newest.version === 1) return html`<span class="state drawn">已公示</span>`
  return isUpdate(newest)
    ? html`<span class="state drawn">有更新</span>`
    : html`<span class="state">已更正</span>`
}

/** What became of a version. @param next the one after it */
export const replacedWords = (next: PublishedResult): string => (isUpdate(next) ? '以前的版本' : '已被更正')

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

export const resultPath = ({ visit, department }: Pick<PublishedResult, 'visit' | 'department'>): string =>
  `/results/${encodeURIComponent(visit)}/${encodeURIComponent(department)}`

export const firmPath = (code: string): string => `/firms/${encodeURIComponent(code)}`
