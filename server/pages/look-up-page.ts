/** The look-up of a firm in one draw: the box, which needs no script, and the answer; nothing about who inspects. */
import { EXCLUSION_NAMES, nameRule } from '../../commands/messages/names.js'
import type { Day } from '../../db/store.js'
import type { LookUp, RowFound } from '../draw/look-up-firm.js'
import { type Html, html } from './html.js'
import { page } from './layout.js'

export interface LookUpPage {
  no: string
  planName: string
  /** What was asked for, as typed. */
  firm: string
  answer: LookUp | { found: 'unopened'; opens: Day } | { found: 'not-drawn' } | { found: 'busy' }
}

/** The box on the page of a draw and on every answer. */
export function lookUpForm(no: string, firm = ''): Html {
  return html`<form method="get" action="/draws/${no}" class="look-up" role="search">
<label for="firm">统一社会信用代码，或企业全称</label>
<span><input id="firm" name="firm" value="${firm}" maxlength="200" required autocomplete="off" spellcheck="false">
<button class="button">查询</button></span>
</form>`
}

/** The page at `/draws/:no?firm=…`. */
export function renderLookUp({ no, planName, firm, answer }: LookUpPage): string {
  return page(
    `${no} 企业查询`,
    html`<section class="lead">
<p class="top"><b>${no}</b><a href="/draws/${no}">回到这次抽取</a></p>
<h1>${planName}：企业查询</h1>
</section>
<section aria-labelledby="answer">
<h2 id="answer">${firm}</h2>
${answerNode(answer, no)}
<p class="remark">被抽中不代表涉嫌违法。</p>
</section>
<section>${lookUpForm(no, firm)}</section>`,
    { column: 'draws' },
  )
}

function answerNode(answer: LookUpPage['answer'], no: string): Html {
  switch (answer.found) {
    case 'row':
      return rowNode(answer)
    case 'excluded':
      return html`<p><b>在计划范围内，但没有列入抽取。</b></p>
<p>${answer.code}，原因：${EXCLUSION_NAMES[answer.reason] ?? answer.reason}。</p>`
    case 'nothing':
      return html`<p><b>不在这次抽取的范围内。</b></p><p>请核对统一社会信用代码；按名称查询须与登记的企业全称一字不差。</p>`
    case 'several':
      return html`<p>有几家企业叫这个名称，请选一家：</p>
<ul>${answer.codes.map((code) => html`<li><a href="/draws/${no}?firm=${code}">${code}</a></li>`)}</ul>`
    case 'unopened':
      return html`<p>这次抽取的结果 <b>${answer.opens}</b> 公开，在此之前不能查询。</p>`
    case 'not-drawn':
      return html`<p>这次抽取没有产生结果，没有可以查询的名单。</p>`
    case 'busy':
      return html`<p>现在查询的人太多，请过一会儿再试。</p>`
  }
}

function rowNode(row: RowFound): Html {
  const outcome =
    row.rank === null
      ? html`<b>列入了抽取，没有抽中。</b>`
      : html`<b>抽中，在 ${row.stratum} 级排第 ${row.rank}。</b>`
  return html`<p>${outcome}</p>
<dl class="facts">
<div><dt>统一社会信用代码</dt><dd>${row.code}</dd></div>
<div><dt>名单中的行（从 0 数）</dt><dd>${row.index}</dd></div>
<div><dt>信用等级（层）</dt><dd>${row.stratum}，共 ${row.rows} 家</dd></div>
<div><dt>抽取规则</dt><dd>${nameRule(row.rule)}，抽 ${row.drawn} 家</dd></div>
<div><dt>抽签号（由种子算出）</dt><dd>${row.ticket}</dd></div>
${keyNodes(row)}
</dl>
<p>${explain(row)}</p>`
}

function keyNodes({ rule, weight, key, threshold }: RowFound): Html {
  const weighted = rule.weighted
    ? html`<div><dt>权重</dt><dd>${weight}</dd></div>
<div><dt>排序值（由抽签号和权重算出）</dt><dd>${key ?? '—'}</dd></div>`
    : null
  return html`${weighted}<div><dt>本层抽中的最大${rule.weighted ? '排序值' : '抽签号'}</dt><dd>${threshold ?? '—'}</dd></div>`
}

function explain({ rule, threshold, rank, key }: RowFound): string {
  const what = rule.weighted ? '排序值' : '抽签号'
  if (threshold === null) return '这一层一家也没有抽。'
  if (rank !== null) return `${what}不大于本层抽中的最大${what}，所以抽中。`
  return key === null
    ? '本层的名额都给了权重足够大的企业，所以没有抽中。'
    : `${what}大于本层抽中的最大${what}，所以没有抽中。`
}
