/** Links from one page of a list to the next, by number. */
import type { Request } from 'express'
import { type Html, html } from './html.js'

const LAST_PAGE = 1_000_000

/** The page that was asked for, from 1; the first for whatever is no number. */
export function readPage({ query }: Request): number {
  return Math.min(Math.max(1, Math.trunc(Number(query.page ?? 1)) || 1), LAST_PAGE)
}

/** @param words for the page before and the page after */
export function paging(
  path: string,
  at: number,
  more: boolean,
  [before, after]: [string, string],
): Html | null {
  if (at === 1 && !more) return null
  const link = (page: number) => `${path}${path.includes('?') ? '&' : '?'}page=${page}`
  return html`<nav class="paging" aria-label="翻页">${at === 1 ? null : html`<a rel="prev" href="${link(at - 1)}">${before}</a>`}
${more ? html`<a rel="next" href="${link(at + 1)}">${after}</a>` : null}</nav>`
}
