/** Departments and their figures, each number leading to what it counts. */
import { ratePercent } from '../../../commands/messages/figures.js'
import { type Figure, rateOf } from '../../../commands/rules/figures.js'
import type { NamedFigures } from '../../board/gather-overview.js'
import { type Html, html } from '../html.js'
import { type About, figurePath, overviewPath } from './board-links.js'

export const departmentTable = (departments: readonly NamedFigures[], about: About): Html =>
  html`<table class="cards departments">
<caption class="unseen">各部门的进度、超期和完成率</caption>
<thead><tr><th scope="col">部门</th><th scope="col">已填报/任务</th><th scope="col">超期未检查</th><th scope="col">完成率（已公示/应公示）</th><th scope="col">逾期未公示</th></tr></thead>
<tbody>${departments.map((one) => rowNode(one, { ...about, code: one.department }))}</tbody>
</table>`

function rowNode(one: NamedFigures, own: About): Html {
  const count = (figure: Figure) =>
    one[figure] === 0
      ? html`0`
      : html`<a class="late" href="${figurePath(figure, own)}" aria-label="${one.name} ${LABELS[figure] ?? ''} ${one[figure]}">${one[figure]}</a>`
  const completion = rateOf(one, 'completion')
  return html`<tr>
<th scope="row"><a href="${overviewPath(own)}">${one.name}</a></th>
<td data-label="已填报/任务">${one.tasks === 0 ? null : html`<meter min="0" max="${one.tasks}" value="${one.recorded}" aria-label="${one.name} 已填报 ${one.recorded}，共 ${one.tasks}"></meter> `}${one.recorded}/${one.tasks}</td>
<td data-label="超期未检查">${count('visitsOverdue')}</td>
<td data-label="完成率">${ratePercent(completion)}${completion === null ? null : html` <span class="quiet">${one.disclosed}/${one.resultsDue}</span>`}</td>
<td data-label="逾期未公示">${count('resultsOverdue')}</td>
</tr>`
}

const LABELS: Partial<Record<Figure, string>> = { visitsOverdue: '超期未检查', resultsOverdue: '逾期未公示' }
