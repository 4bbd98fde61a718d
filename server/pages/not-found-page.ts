/** What stands at an address where nothing is. */
import { html } from './html.js'
import { page } from './layout.js'

export function renderNotFound(): string {
  return page(
    '没有这个页面',
    html`<section class="lead">
<h1>没有这个页面</h1>
<p>地址可能写错了，或者抽取编号不存在。</p>
<p><a href="/draws">查看全部抽取</a>，或回到<a href="/">首页</a>。</p>
</section>`,
  )
}
