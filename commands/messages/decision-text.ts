/** One decision in a few words, the same wherever it is shown, and what comes after it. */
import type { Decision, PublicDecision, Result } from '../../db/store.js'
import { formatDay } from '../rules/office-time.js'
import { DECISION_NAMES, RESULT_STATE_NAMES } from './names.js'

/** 1234.5 元 */
const yuan = (fen: number) => `${fen / 100} 元`

export const outcomeText = (done: boolean) => (done ? '已改正' : '未改正')
export const checkText = ({ on, done }: { on: string; done: boolean }) =>
  `${formatDay(on)}复查：${outcomeText(done)}`

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

/** With its number, and why it was taken back. */
export const numberedText = (one: Decision) =>
  `决定 ${one.id}　${decisionText(one)}${one.revoked === null ? '' : `（已撤销：${one.revoked}）`}`

/** What comes next, after something was decided or checked. */
export function wayOn({ state, discloseBy }: Result): string {
  if (state === 'review' || state === 'returned')
    return `现在是“${RESULT_STATE_NAMES[state]}”，领导复核通过后才能公示。`
  if (state === 'decision') return '现在没有有效的处理决定，请重新作出处理决定。'
  return discloseBy === null ? '' : `现在待公示，公示期限：${formatDay(discloseBy)}。`
}
