/** What a search finds among what is public: firms with results, items, departments, a draw by its number. */

import { resultPath } from '../../commands/rules/result-path.js'
import type { Department, Item, PublishedFirm, PublishedResult } from '../../db/store.js'
import { type Html, html } from './html.js'
import { page } from './layout.js'
import { paging } from './paging.js'
import { firmPath } from './published-words.js'

export interface SearchPage {
  /** As typed; '' before anything was. */
  words: string
  firms: PublishedFirm[]
  /** Of the firms, from 1. */
  page: number
  more: boolean
  items: Pick<Item, 'code' | 'name'>[]
  departments: Pick<Department, 'code' | 'name'>[]
  draw: string | null
  /** Of a visit by its number. */
  results: PublishedResult[]
  domain: string | null
}

/** The page at `/search?q=…`. */
export function renderSearch(search: SearchPage): string {
  const { words, domain } = search
  return page(
    words === '' ? '搜索' : `搜索 ${words}`,
    html`<section class="lead"><h1>搜索</h1>
<p>可以搜索有公示结果的企业（名称、拼音或统一社会信用代码）、抽查事项、部门、抽取编号和检查任务编号。</p></section>
<section aria-labelledby="words"><h2 id="words" class="unseen">搜索词</h2>
<form action="/search" class="look-up"><label for="q">搜索词</label>
<span><input id="q" name="q" type="search" value="${words}" maxlength="60" required><button class="button">搜索</button></span></form></section>
${words === '' ? null : foundNodes(search)}`,
    { domain },
  )
}

function foundNodes({ words, firms, page: at, more, items, departments, draw, results }: SearchPage): Html {
  const others = [
    ...results.map((one) => ({
      path: resultPath(one),
      name: `检查任务 ${one.visit} ${one.content.firm.name}（${one.content.agency}）`,
    })),
    ...(draw === null ? [] : [{ path: `/draws/${draw}`, name: `抽取 ${draw}` }]),
    ...departments.map(({ code, name }) => ({
      path: `/results?department=${encodeURIComponent(code)}`,
      name: `${name}的抽查结果`,
    })),
    ...items.map(({ code, name }) => ({
      path: `/items#${encodeURIComponent(code)}`,
      name: `事项 ${code} ${name}`,
    })),
  ]
  const paged = `/search?q=${encodeURIComponent(words)}`
  return html`<section aria-labelledby="firms"><h2 id="firms">企业</h2>
${firms.length === 0 ? html`<p class="quiet">没有找到有公示结果的企业。没有公示结果的企业不在这里列出。</p>` : html`<ul class="rows">${firms.map(firmNode)}</ul>`}
${paging(paged, at, more, ['上一页', '下一页'])}</section>
${others.length === 0 ? null : html`<section aria-labelledby="others"><h2 id="others">其他</h2><ul class="rows">${others.map(({ path, name }) => html`<li><a href="${path}">${name}</a></li>`)}</ul></section>`}`
}

const firmNode = ({ code, name, results }: PublishedFirm): Html =>
  html`<li><a href="${firmPath(code)}">${name}</a><span class="quiet">${code} · ${results} 份公示结果</span></li>`
