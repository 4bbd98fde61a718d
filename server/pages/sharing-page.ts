/** The public list of units that results are shared with, and what for. */

import type { ShareLine } from '../../commands/messages/sharing.js'
import { sharedWords } from '../../commands/messages/sharing.js'
import { type Html, html } from './html.js'
import { page } from './layout.js'

/** The page at `/sharing`. */
export function renderSharing(lines: ShareLine[], domain: string | null): string {
  return page(
    '信息共享成员单位名录',
    html`<section class="lead"><h1>抽查结果信息共享成员单位名录</h1>
<p>抽查结果公示之后，自动发送给下列单位，用于所列用途。发送的内容与本站公示的相同，不含其他信息。</p></section>
<section aria-label="名录">
${
  lines.length === 0
    ? html`<p class="quiet">名录还没有公布。</p>`
    : html`<table class="words"><thead><tr><th scope="col">单位</th><th scope="col">共享的结果</th><th scope="col">共享方式</th><th scope="col">结果运用方式</th></tr></thead>
<tbody>${lines.map(row)}</tbody></table>`
}
</section>`,
    { domain },
  )
}

const row = (line: ShareLine): Html =>
  html`<tr><th scope="row">${line.unit}</th><td>${sharedWords(line)}</td><td>公示后按日发送到单位工作群</td><td>${line.share.use}</td></tr>`
