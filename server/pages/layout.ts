/** The frame of every public page, and the small pieces that several pages show alike. */
import { officeDay, officeTime } from '../../commands/rules/office-time.js'
import type { DrawState, Instant } from '../../db/store.js'
import { type Html, html, toMarkup } from './html.js'

/** A whole document; the stylesheet is served at `/assets/site.css`. */
export function page(title: string, body: Html): string {
  return toMarkup(html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · 双随机、一公开</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/site.css">
</head>
<body>
<header><a href="/"><span class="mark" aria-hidden="true">双</span>双随机、一公开</a></header>
<main>
${body}
</main>
<footer>
<p>被抽中不代表涉嫌违法：抽查对象和执法检查人员都是随机抽取的。</p>
<p>检查开始之前，网页不列出抽中了哪些企业、由谁检查；供核验的抽取证明和按企业查询除外。</p>
</footer>
</body>
</html>
`)
}

/** The states of a draw that has a number: what the public can see of it. */
export type PublicState = Exclude<DrawState, 'requested' | 'refused'>

const STATE_WORDS: Record<PublicState, string> = {
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
  const at = new Date(instant)
  return html`<time datetime="${instant}">${officeDay(at, zone)} ${officeTime(at, zone)}</time>`
}

/** A hash in full: breaks may fall between groups of eight, copied it stays one word. */
export function hashNode(hash: string): Html {
  const groups = hash.match(/.{1,8}/g) ?? []
  return html`<code class="hash">${groups.map((group) => html`${group}<wbr>`)}</code>`
}
