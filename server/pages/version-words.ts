/** What a version of a result is to the one before: the first, news of how it was handled, or a correction of an error. */
import { messages } from '../../commands/messages.js'
import type { PublishedResult, View } from '../../db/store.js'
import { type Html, html } from './html.js'

type Version = Pick<PublishedResult, 'version' | 'reason'>

/** Nothing was wrong before: only /publish gives this reason, and only to what was decided or checked since. */
export const isUpdate = ({ reason }: Version): boolean => reason === messages.publish.decidedAnew

export const isCorrection = (one: Version): boolean => one.version > 1 && !isUpdate(one)

export const listCorrections = (view: View, limit: number, offset: number): Promise<PublishedResult[]> =>
  view.published.corrections(messages.publish.decidedAnew, limit, offset)

/** By the newest version; null for the first. */
export function changeBadge(newest: Version): Html | null {
  if (newest.version === 1) return null
  return isUpdate(newest)
    ? html`<span class="state drawn">有更新</span>`
    : html`<span class="state">已更正</span>`
}

export const versionBadge = (newest: Version): Html =>
  changeBadge(newest) ?? html`<span class="state drawn">已公示</span>`

/** Why a version replaced the one before; null for the first. */
export function causeNode(one: Version): Html | null {
  if (isUpdate(one)) return html`<p class="quiet">${UPDATE}</p>`
  return one.reason === null ? null : html`<p class="cause"><b>更正原因：</b>${one.reason}</p>`
}

export const UPDATE = '处理情况更新'

/** @param later the versions after it: what a correction mends may have been wrong in every one before. */
export const replacedWords = (later: Version[]): string =>
  later.some(isCorrection) ? '已被更正' : '以前的版本'
