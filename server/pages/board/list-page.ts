/** What a figure counts, or what falls due on a day, a page at a time. */
import { FIGURE_NAMES } from '../../../commands/messages/figures.js'
import { formatDay } from '../../../commands/rules/office-time.js'
import type { ListOf } from '../../board/board-ask.js'
import { html } from '../html.js'
import { paging } from '../paging.js'
import { boardPage, type Reader } from './board-frame.js'
import { type About, dayPath, figurePath, overviewPath } from './board-links.js'
import { PERIOD_NAMES } from './board-page.js'
import type { Row } from './describe-rows.js'
import { rowTable } from './row-table.js'

export interface ListPage extends About {
  reader: Reader
  of: ListOf
  /** The department's name; null for all. */
  department: string | null
  rows: Row[]
  total: number
  /** From 1. */
  page: number
  more: boolean
}

export function renderList(shown: ListPage): string {
  const { of, department, rows, total, page, more, reader } = shown
  const what = 'day' in of ? `${formatDay(of.day)}到期` : FIGURE_NAMES[of.figure]
  const path = 'day' in of ? dayPath(of.day, shown) : figurePath(of.figure, shown)
  return boardPage(
    what,
    reader,
    html`<section class="lead"><h1>${what}（${total}）</h1>
<p>${department ?? '全部部门'}${'day' in of ? '，还没有完成的' : `，${PERIOD_NAMES[shown.period]}`}。</p>
<ul class="links"><li><a href="${overviewPath(shown)}">返回${department ?? '总览'}</a></li></ul></section>
<section aria-label="${what}">
${rows.length === 0 ? html`<p class="quiet">没有。</p>` : rowTable(rows, what)}
${paging(path, page, more, ['前一页', '后一页'])}
</section>`,
  )
}
