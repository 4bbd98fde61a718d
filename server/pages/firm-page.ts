/** The public page of a firm: everything that was made public of it, in all versions, and nothing else. */
import { resultPath } from '../../commands/rules/result-path.js'
import type { PublishedFirm, PublishedResult } from '../../db/store.js'
import { type Html, html } from './html.js'
import { page } from './layout.js'
import { officeMoment } from './office-moment.js'
import { decisionWords } from './published-words.js'
import { replacedWords, versionBadge } from './version-words.js'

export interface FirmPage {
  firm: PublishedFirm
  /** As `ofFirm` orders them. */
  results: PublishedResult[]
  zone: string
  domain: string | null
}

/** The page at `/firms/:code`. */
export function renderFirm({ firm, results, zone, domain }: FirmPage): string {
  const groups = groupVersions(results)
  return page(
    `${firm.name} 公示结果`,
    html`<section class="lead">
<h1>${firm.name}</h1>
<p class="quiet">统一社会信用代码 ${firm.code} · 已公示 ${firm.results} 份抽查结果</p>
<p class="remark">被抽中不代表涉嫌违法。</p>
</section>
${groups.map((versions) => resultSection(versions, zone))}`,
    { column: 'results', domain },
  )
}

/** Versions of a result follow one another. */
function groupVersions(results: PublishedResult[]): [PublishedResult, ...PublishedResult[]][] {
  const groups: [PublishedResult, ...PublishedResult[]][] = []
  for (const one of results) {
    const last = groups.at(-1)
    if (last && last[0].visit === one.visit && last[0].department === one.department) last.push(one)
    else groups.push([one])
  }
  return groups
}

function resultSection(versions: [PublishedResult, ...PublishedResult[]], zone: string): Html {
  const [newest, ...earlier] = versions
  const { content } = newest
  return html`<section>
<p class="top"><b>${content.inspectedOn} 检查</b>${versionBadge(newest)}</p>
<h2><a href="${resultPath(newest)}">${content.agency}：${content.plan.name}</a></h2>
<p class="quiet">检查任务 ${newest.visit}</p>
${findings(newest)}
${earlier.map((one, n) => earlierNode(one, zone, replacedWords(versions.slice(0, n + 1))))}
</section>`
}

const findings = ({ content }: PublishedResult): Html =>
  html`<dl class="facts">${content.items.map(({ name, result }) => html`<div><dt>${name}</dt><dd>${result}</dd></div>`)}</dl>
${content.decisions.length === 0 ? null : html`<ul class="rows">${content.decisions.map((one) => html`<li>${decisionWords(one)}</li>`)}</ul>`}`

const earlierNode = (result: PublishedResult, zone: string, words: string): Html =>
  html`<details><summary>第 ${result.version} 版，${officeMoment(result.at, zone).day} 公示，${words}</summary>${findings(result)}</details>`
