/** The frame of every public page, and the small pieces that several pages show alike. */
import type { DrawState, Instant } from '../../db/store.js'
import { STYLE_PATH } from './assets.js'
import { COLUMNS, type Column, type ColumnName } from './columns.js'
import { type Html, html, toMarkup } from './html.js'
import { officeMoment } from './office-moment.js'

const SITE_NAME = '双随机、一公开公示平台'

export interface About {
  /** The part of the site that the page belongs to. */
  column?: ColumnName
  /** Of a page that tells of one thing: when it was made public (a day or an instant), and who answers for it. */
  article?: { published: string; source: string | null }
  /** Host name by which the site is known; null where no setting says it. */
  domain?: string | null
}

/** A whole document; its stylesheet is served by `assets`. */
export function page(title: string, body: Html, about: About = {}): string {
  return toMarkup(html`${HEAD}
<title>${title} · 双随机、一公开</title>
${metaNodes(title, about)}
</head>
<body>
${headerOf(about.column)}
<main id="main">
${body}
</main>
${FOOTER}
</body>
</html>
`)
}

const HEAD = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${STYLE_PATH}">
<link rel="alternate" type="application/atom+xml" title="抽查公示" href="/feed.atom">`

/** Tags by the convention for public sites (国办发〔2017〕47号 附件 网页标签规范); what is not known is left out. */
function metaNodes(title: string, { column, article, domain = null }: About): Html {
  return html`<meta name="SiteName" content="${SITE_NAME}">
${domain === null ? null : html`<meta name="SiteDomain" content="${domain}">`}
${column ? columnTags(column) : null}
${article ? articleTags(title, article) : null}`
}

const articleTags = (title: string, { published, source }: NonNullable<About['article']>): Html =>
  html`<meta name="ArticleTitle" content="${title}">
<meta name="PubDate" content="${published}">
${source === null ? null : html`<meta name="ContentSource" content="${source}">`}`

function tagsOf({ name, description, keywords, type }: Column): Html {
  return html`<meta name="description" content="${description}">
<meta name="ColumnName" content="${name}">
<meta name="ColumnDescription" content="${description}">
<meta name="ColumnKeywords" content="${keywords}">
<meta name="ColumnType" content="${type}">`
}

function headerFor(current: ColumnName | undefined): Html {
  const links = Object.entries(COLUMNS).map(([name, { path, short }]) =>
    name === current
      ? html`<li><a href="${path}" aria-current="true">${short}</a></li>`
      : html`<li><a href="${path}">${short}</a></li>`,
  )
  return html`<a class="skip" href="#main">跳到正文</a>
<header>
<a class="home" href="/"><span class="mark" aria-hidden="true">双</span>双随机、一公开</a>
<form action="/search" role="search" class="find"><label class="unseen" for="find">搜索</label>
<input id="find" name="q" type="search" maxlength="60" placeholder="企业名称、代码、事项、部门"><button>搜索</button></form>
<nav aria-label="主要栏目"><ul class="columns">${links}</ul></nav>
</header>`
}

/** There are a few of them, and every page has one: made once. */
const headers = new Map<ColumnName | undefined, Html>()
const tags = new Map<ColumnName, Html>()

function headerOf(column: ColumnName | undefined): Html {
  const made = headers.get(column) ?? headerFor(column)
  headers.set(column, made)
  return made
}

function columnTags(column: ColumnName): Html {
  const made = tags.get(column) ?? tagsOf(COLUMNS[column])
  tags.set(column, made)
  return made
}

const FOOTER = html`<footer>
<p>被抽中不代表涉嫌违法：抽查对象和执法检查人员都是随机抽取的。</p>
<p>检查开始之前，网页不列出抽中了哪些企业、由谁检查；供核验的抽取证明和按企业查询除外。</p>
<p class="links"><a href="/about">关于本站</a> <a href="/about#statement">网站声明</a> <a href="/about#contact">联系我们</a> <a href="/how-to-check">怎样核验</a> <a href="/feed.atom">订阅更新</a></p>
</footer>`

/** The states of a draw that has a number: what the public can see of it. */
export type PublicState = Exclude<DrawState, 'requested' | 'refused'>

export const STATE_WORDS: Record<PublicState, string> = {
  committed: '待见证',
  witnessed: '待见证',
  closed: '待抽取',
  drawn: '已抽取',
  void: '已作废',
  failed: '已失败',
}

export const stateBadge = (state: PublicState): Html =>
  html`<span class="state ${state}">${STATE_WORDS[state]}</span>`

/** An instant as the office's clock shows it: `2026-03-10 09:00`. @throws RangeError for an unknown zone */
export function timeNode(instant: Instant, zone: string): Html {
  const { day, time } = officeMoment(instant, zone)
  return html`<time datetime="${instant}">${day} ${time}</time>`
}

/** A hash in full: breaks may fall between groups of eight, copied it stays one word. */
export function hashNode(hash: string): Html {
  const groups = hash.match(/.{1,8}/g) ?? []
  return html`<code class="hash">${groups.map((group) => html`${group}<wbr>`)}</code>`
}
