/** Addresses within the board. */
import type { PeriodName } from '../../../commands/rules/figure-days.js'
import type { Figure } from '../../../commands/rules/figures.js'
import type { Day } from '../../../db/store.js'

/** What a page is about, as far as its links carry it on. */
export interface About {
  period: PeriodName
  /** A department's code; null for all. */
  code: string | null
}

/** What the whole year is counted for needs no word. */
function withQuery(path: string, { period, code }: About, more: Record<string, string> = {}): string {
  const query = new URLSearchParams(more)
  if (code !== null) query.set('department', code)
  if (period !== 'year') query.set('period', period)
  return query.size === 0 ? path : `${path}?${query}`
}

export const overviewPath = ({ period, code }: About, isPrinted = false): string =>
  withQuery(
    `/board${code === null ? '' : `/departments/${encodeURIComponent(code)}`}${isPrinted ? '/print' : ''}`,
    { period, code: null },
  )

export const figurePath = (figure: Figure, about: About): string =>
  withQuery('/board/list', about, { figure })
export const dayPath = (day: Day, { code }: About): string =>
  withQuery('/board/list', { period: 'year', code }, { day })
export const visitPath = (no: string): string => `/board/visits/${encodeURIComponent(no)}`
export const plotPath = (plot: string, size: 'wide' | 'narrow', { code }: About): string =>
  withQuery(`/board/plots/${plot}-${size}.svg`, { period: 'year', code })
