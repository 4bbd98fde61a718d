/** The public list of corrections: what was made public again, and why. */
import { resultPath } from '../../commands/rules/result-path.js'
import type { PublishedResult } from '../../db/store.js'
import { type Html, html } from './html.js'
import { page } from './layout.js'
import { officeMoment } from './office-moment.js'
import { paging } from './paging.js'
import { firmPath } from './published-words.js'

export interface CorrectionsPage {
  corrections: PublishedResult[]
  /** From 1. */
  page: number
  more: boolean
  zone: string
  domain: string | null
}

/** The page at `/corrections`. */
export function renderCorrections({ corrections, page: at, more, zone, domain }: CorrectionsPage): string {
  return page(
    '更正公告',
    html`<section class="lead"><h1>更正公告</h1>
<p>公示之后发现有误的，以新的一版更正并说明原因；原来的一版仍然可以看到，标明已被更正。</p></section>
<section aria-label="更正">
${corrections.length === 0 ? html`<p class="quiet">还没有更正。</p>` : html`<ul class="rows">${corrections.map((one) => line(one, zone))}</ul>`}
${paging('/corrections', at, more, ['较新的更正', '较早的更正'])}
</section>`,
    { column: 'corrections', domain },
  )
}

const line = (one: PublishedResult, zone: string): Html =>
  html`<li><p><a href="${resultPath(one)}"><b>${one.content.firm.name}</b>：${one.content.plan.name}</a></p>
<p>更正原因：${one.reason ?? '未说明'}</p>
<p class="quiet">${one.content.agency} · ${officeMoment(one.at, zone).day} 公示第 ${one.version} 版 · <a href="${firmPath(one.content.firm.code)}">企业公示档案</a></p></li>`
