/** The public list of all draws, newest first, a page at a time. */

import { type DrawLine, drawList } from './home-page.js'
import { html } from './html.js'
import { page } from './layout.js'
import { paging } from './paging.js'

export interface DrawsPage {
  draws: DrawLine[]
  /** From 1. */
  page: number
  /** Whether older ones follow. */
  more: boolean
  /** The office's IANA zone, for every time shown. */
  zone: string
}

/** The page at `/draws`. */
export function renderDraws({ draws, page: at, more, zone }: DrawsPage): string {
  return page(
    '全部抽取',
    html`<section class="lead"><h1>全部抽取</h1><p>在这里进行的抽取都可以<a href="/verify">在浏览器中核验</a>；上级平台抽取的没有证明，会注明。</p></section>
<section aria-label="抽取">
${drawList(draws, zone)}
${paging('/draws', at, more, ['较新的抽取', '较早的抽取'])}
</section>`,
    { column: 'draws' },
  )
}
