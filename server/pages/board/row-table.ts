/** Tasks as a table that turns into cards on a phone. */
import { RESULT_STATE_NAMES } from '../../../commands/messages/names.js'
import { type Html, html } from '../html.js'
import { visitPath } from './board-links.js'
import type { Row } from './describe-rows.js'

export const rowTable = (rows: readonly Row[], caption: string): Html =>
  html`<table class="cards tasks">
<caption class="unseen">${caption}</caption>
<thead><tr><th scope="col">任务</th><th scope="col">检查对象</th><th scope="col">部门</th><th scope="col">状态</th><th scope="col">期限</th></tr></thead>
<tbody>${rows.map(rowNode)}</tbody>
</table>`

const rowNode = ({ visit, firm, departments, due, daysLeft, state, isRecorded }: Row): Html =>
  html`<tr>
<th scope="row"><a href="${visitPath(visit)}">${visit}</a></th>
<td data-label="检查对象">${firm === null ? HIDDEN : firm}</td>
<td data-label="部门">${departments.length === 0 ? '（席位空缺）' : departments.join('、')}</td>
<td data-label="状态">${state === null ? (isRecorded ? '已填报' : '未检查') : RESULT_STATE_NAMES[state]}</td>
<td data-label="期限">${due === null || daysLeft === null ? '待作出处理决定' : html`${due} ${isDone(state, isRecorded) ? null : leftNode(daysLeft)}`}</td>
</tr>`

const isDone = (state: Row['state'], isRecorded: boolean): boolean =>
  state === null ? isRecorded : state === 'disclosed' || state === 'corrected'

/** A last day on a day off is over with the day, though no working day has passed. */
const leftNode = (days: number): Html =>
  days < 0
    ? html`<span class="late">超期 ${-days} 个工作日</span>`
    : html`<span class="quiet">还有 ${days} 个工作日</span>`

const HIDDEN = html`<span class="quiet">检查前只告诉参加的部门</span>`
