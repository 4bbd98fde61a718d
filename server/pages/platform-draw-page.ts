/** The public page of a draw that was made on the upper platform: what is known of it here, and that nothing can be run again. */
import { messages } from '../../commands/messages.js'
import type { Day, Instant, PlatformDraw } from '../../db/store.js'
import { html } from './html.js'
import { page, stateBadge, timeNode } from './layout.js'

export interface PlatformDrawPage {
  no: string
  planNo: string
  planName: string
  nth: number
  elsewhere: PlatformDraw
  /** When its result was brought in here. */
  enteredAt: Instant
  /** The last day of the latest visit. */
  due: Day
  /** The office's IANA zone, for every time shown. */
  zone: string
}

/** The page at `/draws/:no`; it names no firm and no inspector. */
export function renderPlatformDraw(draw: PlatformDrawPage): string {
  const { task, name, drawnOn, visits } = draw.elsewhere
  return page(
    `${draw.no} ${draw.planName}`,
    html`<section class="lead">
<p class="top"><b>${draw.no}</b>${stateBadge('drawn')}</p>
<h1>${draw.planName}</h1>
<p class="quiet">${draw.planNo} · 第 ${draw.nth} 次抽取 · 上级平台抽取</p>
<p class="remark">被抽中不代表涉嫌违法。</p>
</section>
<section aria-labelledby="elsewhere">
<h2 id="elsewhere">在上级平台抽取</h2>
<p>${messages.platform.noProof(draw.elsewhere)}</p>
<dl class="counts">
<div><dt>上级任务</dt><dd>${name}</dd></div>
<div><dt>任务编号</dt><dd>${task}</dd></div>
${drawnOn === null ? null : html`<div><dt>抽取日期</dt><dd>${drawnOn}</dd></div>`}
<div><dt>抽中</dt><dd>${visits.length} 家</dd></div>
<div><dt>检查期限</dt><dd>${draw.due}</dd></div>
</dl>
<p class="quiet">${timeNode(draw.enteredAt, draw.zone)} 导入本系统。</p>
</section>`,
    { column: 'draws' },
  )
}
