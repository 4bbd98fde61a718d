/** The public page of one result: its newest version, and the earlier ones marked as such. */
import type { PublishedResult } from '../../db/store.js'
import { type Html, html } from './html.js'
import { page } from './layout.js'
import { officeMoment } from './office-moment.js'
import { decisionWords, firmPath } from './published-words.js'
import { causeNode, replacedWords, versionBadge } from './version-words.js'

export interface ResultPage {
  /** Newest first, at least one. */
  versions: [PublishedResult, ...PublishedResult[]]
  zone: string
  domain: string | null
}

/** The page at `/results/:visit/:department`. */
export function renderResult({ versions, zone, domain }: ResultPage): string {
  const [newest, ...earlier] = versions
  const { content, visit } = newest
  const published = officeMoment(newest.at, zone).day
  return page(
    `${content.firm.name} 检查结果`,
    html`<section class="lead">
<p class="top"><b>${visit}</b>${versionBadge(newest)}</p>
<h1>${content.firm.name}</h1>
<p class="quiet">${content.agency} · ${published} 公示</p>
<p class="remark">被抽中不代表涉嫌违法。</p>
</section>
${versionSection(newest, zone, '检查结果')}
${earlier.map((one, n) => versionSection(one, zone, `第 ${one.version} 版（${replacedWords(versions.slice(0, n + 1))}）`))}
<section><p><a href="${firmPath(content.firm.code)}">这家企业的全部公示结果</a></p></section>`,
    { column: 'results', domain, article: { published, source: content.agency } },
  )
}

/** Whole, so that what was once public can still be read. */
function versionSection(result: PublishedResult, zone: string, title: string): Html {
  const { content, version, at } = result
  return html`<section id="v${version}" aria-labelledby="t${version}">
<h2 id="t${version}">${title}</h2>
${causeNode(result)}
${facts(result)}
<table class="cards words">
<thead><tr><th scope="col">检查事项</th><th scope="col">检查结果</th></tr></thead>
<tbody>${content.items.map(({ name, code, result: found }) => html`<tr><th scope="row">${name} <span class="quiet">${code}</span></th><td data-label="检查结果">${found}</td></tr>`)}</tbody>
</table>
${content.decisions.length === 0 ? null : html`<h3>处理决定</h3><ul class="rows">${content.decisions.map((one) => html`<li>${decisionWords(one)}</li>`)}</ul>`}
<p class="quiet">第 ${version} 版，${officeMoment(at, zone).day} 公示。</p>
</section>`
}

const facts = ({ content }: PublishedResult): Html =>
  html`<dl class="facts">
<div><dt>统一社会信用代码</dt><dd>${content.firm.code}</dd></div>
<div><dt>抽查计划</dt><dd><a href="/plans#${encodeURIComponent(content.plan.no)}">${content.plan.no}</a> ${content.plan.name}</dd></div>
<div><dt>抽查任务</dt><dd><a href="/draws/${content.draw}">${content.draw}</a></dd></div>
<div><dt>抽查机关</dt><dd>${content.agency}</dd></div>
<div><dt>抽查完成日期</dt><dd>${content.inspectedOn}</dd></div>
</dl>`
