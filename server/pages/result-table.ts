/** Public results as a table that turns into cards on a phone. */
import { resultPath } from '../../commands/rules/result-path.js'
import type { PublishedResult } from '../../db/store.js'
import { type Html, html } from './html.js'
import { findingsOf, firmPath } from './published-words.js'
import { changeBadge } from './version-words.js'

export function resultTable(results: PublishedResult[], caption: string): Html {
  return html`<table class="cards">
<caption class="unseen">${caption}</caption>
<thead><tr><th scope="col">检查日期</th><th scope="col">检查对象</th><th scope="col">抽查机关</th><th scope="col">抽查事项</th><th scope="col">检查结果</th></tr></thead>
<tbody>${results.map(row)}</tbody>
</table>`
}

function row(result: PublishedResult): Html {
  const { content } = result
  return html`<tr>
<th scope="row"><a href="${resultPath(result)}" aria-label="${content.inspectedOn} ${content.firm.name} 的检查结果">${content.inspectedOn}</a></th>
<td data-label="检查对象"><a href="${firmPath(content.firm.code)}">${content.firm.name}</a></td>
<td data-label="抽查机关">${content.agency}</td>
<td data-label="抽查事项">${content.items.map(({ name }) => name).join('、')}</td>
<td data-label="检查结果">${findingsOf(result).join('；')} ${changeBadge(result)}</td>
</tr>`
}
