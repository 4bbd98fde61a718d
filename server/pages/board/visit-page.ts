/** One visit on the board, as far as this reader may know of it. */
import { RESULT_STATE_NAMES } from '../../../commands/messages/names.js'
import { type Html, html } from '../html.js'
import { decisionWords } from '../published-words.js'
import { boardPage, type Reader } from './board-frame.js'
import type { ShownVisit, VisitResult } from './describe-visit.js'

export function renderVisit(reader: Reader, shown: ShownVisit): string {
  const { visit, firm, plan, inside, isOverdue } = shown
  const state = visit.state === 'recorded' ? '已填报' : isOverdue ? '超期未检查' : '未检查'
  return boardPage(
    visit.no,
    reader,
    html`<section class="lead">
<p class="top"><b>${visit.no}</b><span class="state ${visit.state === 'recorded' ? 'drawn' : isOverdue ? 'void' : ''}">${state}</span></p>
<h1>${firm?.name ?? '检查任务'}</h1>
${inside === null ? html`<p class="remark">您的部门没有参加这次抽查：检查前的名单、检查人员和尚未公示的结果不在这里显示。</p>` : null}</section>
<section aria-label="任务"><dl class="facts">
${firm === null ? null : html`<div><dt>统一社会信用代码</dt><dd>${firm.code}</dd></div>`}
<div><dt>抽查计划</dt><dd>${visit.plan} ${plan}</dd></div>
<div><dt>抽取</dt><dd><a href="/draws/${visit.draw}">${visit.draw}</a></dd></div>
<div><dt>检查期限</dt><dd>${visit.due}</dd></div>
${inside === null ? null : insideFacts(inside)}
</dl></section>
${inside === null ? null : itemTable(inside.items)}
${shown.results.length === 0 ? null : html`<section aria-labelledby="results"><h2 id="results">各部门的结果</h2><ul class="rows">${shown.results.map((one) => resultNode(one, visit.no))}</ul></section>`}`,
  )
}

const insideFacts = ({ inspectors, inspectedOn, receipt, versions, signed }: Inside): Html =>
  html`<div><dt>检查人员</dt><dd>${inspectors.length === 0 ? '席位空缺' : inspectors.join('、')}</dd></div>
<div><dt>检查日期</dt><dd>${inspectedOn ?? '还没有检查记录'}</dd></div>
${receipt === null ? null : html`<div><dt>检查记录</dt><dd>${receipt}（第 ${versions} 版）</dd></div>`}
${signed === null ? null : html`<div><dt>负责人签字</dt><dd>${signed ? '已签字或盖章' : '未签字'}</dd></div>`}`

type Inside = NonNullable<ShownVisit['inside']>

const itemTable = (items: Inside['items']): Html =>
  html`<section aria-labelledby="items"><h2 id="items">抽查事项</h2><table class="cards words">
<thead><tr><th scope="col">事项</th><th scope="col">结果</th></tr></thead>
<tbody>${items.map(({ name, code, result, method }) => html`<tr><th scope="row">${name} <span class="quiet">${code}</span></th><td data-label="结果">${result === null ? '—' : `${result}（${method}）`}</td></tr>`)}</tbody></table></section>`

const resultNode = (
  { department, code, state, discloseBy, decisions, isPublic }: VisitResult,
  no: string,
): Html =>
  html`<li><b>${department}</b> ${state === null ? null : html`<span class="state">${RESULT_STATE_NAMES[state]}</span>`}
${discloseBy === null ? null : html`<span class="quiet">公示期限 ${discloseBy}</span>`}
${decisions.map((one) => html`<span class="quiet">${decisionWords(one)}</span>`)}
${isPublic ? html`<a href="/results/${no}/${code}">公示的结果</a>` : null}</li>`
