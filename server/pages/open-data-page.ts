/** What can be downloaded, and what each column of it means. */
import type { Dataset } from './dataset.js'
import { type Html, html } from './html.js'
import { page } from './layout.js'

const TYPE_WORDS: Record<Dataset['columns'][number]['type'], string> = {
  string: '文本',
  integer: '整数',
  number: '数字',
  date: '日期 YYYY-MM-DD',
  datetime: '时间 ISO 8601',
}

/** The page at `/open-data`. */
export function renderOpenData(datasets: Dataset[], domain: string | null): string {
  return page(
    '开放数据',
    html`<section class="lead"><h1>开放数据</h1>
<p>这些文件可以免费下载和再利用，请注明来源和获取日期。内容和网页一样，只有已经公开的信息，没有个人的电话、住址和身份证号码。</p>
<p>CSV 为 UTF-8（带字节序标记，Excel 可以直接打开），逗号分隔，第一行是列名；以 = + - @ 开头的文本前面加了一个撇号，以免被表格软件当作公式。机器可读的说明见 <a href="/open-data/datapackage.json">datapackage.json</a>（Frictionless Data）。</p></section>
<section aria-labelledby="items"><h2 id="items">随机抽查事项清单</h2>
<p>已经公布的抽查事项，列名和导入表格相同，可以直接导入其他系统。</p>
<p><a class="button" href="/open-data/items.csv" download>下载 CSV</a></p></section>
${datasets.map(section)}
<section aria-labelledby="feed"><h2 id="feed">订阅更新</h2>
<p><a href="/feed.atom">/feed.atom</a>（Atom，RFC 4287）：最近的公示、更正和抽取。</p></section>`,
    { column: 'data', domain },
  )
}

const section = ({ name, title, description, columns }: Dataset): Html =>
  html`<section aria-labelledby="${name}"><h2 id="${name}">${title}</h2>
<p>${description}</p>
<p class="downloads"><a class="button" href="/open-data/${name}.csv" download>下载 CSV</a> <a class="button" href="/open-data/${name}.json" download>下载 JSON</a></p>
<details><summary>数据字典（${columns.length} 列）</summary>
<table class="cards words"><thead><tr><th scope="col">列名（CSV）</th><th scope="col">键名（JSON）</th><th scope="col">类型</th><th scope="col">说明</th></tr></thead>
<tbody>${columns.map((one) => html`<tr><th scope="row">${one.title}</th><td data-label="键名"><code>${one.name}</code></td><td data-label="类型">${TYPE_WORDS[one.type]}</td><td data-label="说明">${one.description}</td></tr>`)}</tbody></table></details></section>`
