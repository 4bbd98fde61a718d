/** Public results in numbers, each plot with the table that says the same. */
import { type Html, html } from './html.js'
import { page } from './layout.js'
import type { PlotName, Statistics } from './statistics.js'

/** The page at `/statistics`. */
export function renderStatistics(statistics: Statistics, domain: string | null): string {
  const { total, problems, months, departments, findings } = statistics
  return page(
    '统计',
    html`<section class="lead"><h1>统计</h1>
<p>已公示 ${total} 份抽查结果，其中发现问题 ${problems} 份（${share(problems, total)}）。每份结果是一个部门对一家企业的一次检查；更正不重复计数。</p>
<p><a href="/open-data/statistics.csv" download>下载统计表（CSV）</a></p></section>
${
  total === 0
    ? html`<section><p class="quiet">还没有公示的结果。</p></section>`
    : [
        part(
          'months',
          '按检查月份',
          '近 24 个月每月公示的结果，分为未发现问题和发现问题两段的柱形图',
          countTable('检查月份', months),
        ),
        part(
          'departments',
          '按抽查机关',
          '公示结果最多的机关，分为未发现问题和发现问题两段的条形图',
          countTable('抽查机关', departments),
        ),
        part('findings', '按检查结论', '各种检查结论出现次数的条形图', findingTable(findings)),
      ]
}`,
    { column: 'statistics', domain },
  )
}

function part(name: PlotName, title: string, alt: string, table: Html): Html {
  return html`<section aria-labelledby="${name}"><h2 id="${name}">${title}</h2>
<figure><picture><source media="(max-width: 640px)" srcset="/statistics/${name}-narrow.svg"><img class="plot" src="/statistics/${name}-wide.svg" alt="${alt}；数字见下表" width="880" height="380" loading="lazy"></picture></figure>
${table}</section>`
}

const countTable = (head: string, rows: Statistics['months']): Html =>
  html`<table><thead><tr><th scope="col">${head}</th><th scope="col">公示结果</th><th scope="col">发现问题</th><th scope="col">占比</th></tr></thead>
<tbody>${rows.map(({ name, results, problems }) => html`<tr><th scope="row">${name}</th><td>${results}</td><td>${problems}</td><td>${share(problems, results)}</td></tr>`)}</tbody></table>`

const findingTable = (rows: Statistics['findings']): Html =>
  html`<table><thead><tr><th scope="col">检查结论</th><th scope="col">次数（按事项）</th></tr></thead>
<tbody>${rows.map(({ name, results }) => html`<tr><th scope="row">${name}</th><td>${results}</td></tr>`)}</tbody></table>`

const share = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${((part * 100) / whole).toFixed(1)}%`
