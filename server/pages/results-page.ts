/** The public list of results, narrowed to department, month and item. */
import type { PublishedFilter, PublishedPlace, PublishedResult } from '../../db/store.js'
import { type Html, html } from './html.js'
import { type About, page } from './layout.js'
import { resultTable } from './result-table.js'

/** A choice of the form: what is sent, and what is shown. */
export type Choice = [string, string]

export interface ResultsPage {
  results: PublishedResult[]
  filter: PublishedFilter
  /** How the filter was sent, for the links to go on. */
  query: URLSearchParams
  /** The three boxes, made by `choices`. */
  boxes: Html[]
  /** Whether there are newer and older ones. */
  newer: boolean
  older: boolean
  /** Of all public results; corrections not counted. */
  total: number
  domain: string | null
}

/** The page at `/results`. */
export function renderResults({ results, query, boxes, newer, older, total, domain }: ResultsPage): string {
  const about: About = { column: 'results', domain }
  return page(
    '抽查结果公示',
    html`<section class="lead"><h1>抽查结果公示</h1>
<p>已公示 ${total} 份结果，最近检查的在前。按企业查找请用<a href="/search">搜索</a>；更正过的另见<a href="/corrections">更正公告</a>。</p></section>
<section aria-labelledby="filter"><h2 id="filter" class="unseen">筛选</h2>
<form action="/results" class="filter">${boxes}<button class="button">筛选</button>${query.size > 0 ? CLEAR : null}</form></section>
<section aria-labelledby="list"><h2 id="list" class="unseen">结果</h2>
${results.length === 0 ? html`<p class="quiet">没有符合条件的公示结果。</p>` : resultTable(results, '抽查结果')}
${turning(results, query, newer, older)}
</section>`,
    about,
  )
}

const CLEAR = html`<a class="clear" href="/results">清除条件</a>`

/** One box of the form; the first choice is all. */
export function choices(name: string, label: string, all: string, list: Choice[], chosen = ''): Html {
  const options = list.map(([value, words]) =>
    value === chosen
      ? html`<option value="${value}" selected>${words}</option>`
      : html`<option value="${value}">${words}</option>`,
  )
  return html`<label>${label}<select name="${name}"><option value="">${all}</option>${options}</select></label>`
}

function turning(
  results: PublishedResult[],
  query: URLSearchParams,
  newer: boolean,
  older: boolean,
): Html | null {
  const [first, last] = [results[0], results.at(-1)]
  if (!first || !last || !(newer || older)) return null
  return html`<nav class="paging" aria-label="翻页">
${newer ? html`<a rel="prev" href="${linkFrom(query, 'after', first)}">较新的结果</a>` : null}
${older ? html`<a rel="next" href="${linkFrom(query, 'before', last)}">较早的结果</a>` : null}
</nav>`
}

function linkFrom(query: URLSearchParams, way: 'before' | 'after', result: PublishedResult): string {
  const next = new URLSearchParams(query)
  next.set(way, writePlace(result))
  return `/results?${next}`
}

const writePlace = ({ content, visit, department }: PublishedResult): string =>
  [content.inspectedOn, visit, department].join('~')

/** Null for what is no place. */
export function readPlace(text: unknown): PublishedPlace | null {
  if (typeof text !== 'string' || text.length > 200) return null
  const [inspectedOn, visit, department, more] = text.split('~')
  return inspectedOn && visit && department && more === undefined ? { inspectedOn, visit, department } : null
}
