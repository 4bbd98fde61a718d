/** The public list of what may be inspected, by department (四(一)3). */
import { nameScope } from '../../commands/messages/name-scope.js'
import { nameRatio } from '../../commands/messages/names.js'
import type { Item } from '../../db/store.js'
import { type Html, html } from './html.js'
import { page } from './layout.js'

export interface ItemsPage {
  /** Departments by name, each with its published items. */
  groups: { department: string; items: Item[] }[]
}

/** The page at `/items`. */
export function renderItems({ groups }: ItemsPage): string {
  return page(
    '随机抽查事项清单',
    html`<section class="lead">
<h1>随机抽查事项清单</h1>
<p>只有列入清单并向社会公布的事项才能抽查，比例和频次不得超过上限。</p>
<p><a href="/open-data/items.csv" download>下载表格（CSV）</a></p>
</section>
${groups.length === 0 ? html`<section><p class="quiet">还没有公布的抽查事项。</p></section>` : groups.map(groupNode)}`,
    { column: 'items' },
  )
}

const groupNode = ({ department, items }: ItemsPage['groups'][number]): Html =>
  html`<section>
<h2>${department}</h2>
<ul class="rows">${items.map(itemNode)}</ul>
</section>`

const itemNode = (item: Item): Html =>
  html`<li><details id="${item.code}">
<summary><b>${item.name}</b><span class="quiet">${item.code} · ${item.kind}检查事项</span></summary>
<dl class="prints">
${fact('抽查依据', item.legalBasis)}
${fact('抽查对象', nameScope(item.scope))}
${fact('抽查内容', item.content)}
${fact('抽查方式', item.method)}
${fact('比例上限', nameRatio(item.ratioCap))}
${fact('年度频次上限', `每家 ${item.yearlyCap} 次`)}
${fact('有权确定比例和频次的机关', item.capSetBy)}
${item.materials === '' ? null : fact('所需材料', item.materials)}
${fact('公布日期', item.publishedOn ?? '')}
</dl>
</details></li>`

const fact = (name: string, value: string): Html => html`<dt>${name}</dt><dd>${value}</dd>`
