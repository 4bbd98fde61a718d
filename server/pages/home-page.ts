/** The public front page: what this is, the draws so far, and how anyone can check them. */
import type { Instant, PublishedResult } from '../../db/store.js'
import { type Html, html } from './html.js'
import { type PublicState, page, stateBadge, timeNode } from './layout.js'
import { resultTable } from './result-table.js'

export interface DrawLine {
  no: string
  planNo: string
  planName: string
  nth: number
  /** Why the plan is drawn again; null for its first draw. */
  reason: string | null
  state: PublicState
  committedAt: Instant
  drawnAt: Instant | null
  /** The task of the upper platform that it was drawn there for; null for a draw of our own. */
  task: string | null
}

export interface HomePage {
  /** Newest first. */
  draws: DrawLine[]
  /** What was made public; left out where nothing is to be told of it. */
  news?: HomeNews
  /** The office's IANA zone, for every time shown. */
  zone: string
}

export interface HomeNews {
  /** Made public last, the newest first. */
  results: PublishedResult[]
  /** Results that are public, in how many of them something was found, and of how many firms they tell. */
  total: number
  problems: number
  firms: number
  domain: string | null
}

/** Draws whose result is still to come. */
const OPEN: PublicState[] = ['committed', 'witnessed', 'closed']

/** The page at `/`. */
export function renderHome({ draws, news, zone }: HomePage): string {
  return page(
    '公开抽查',
    html`<section class="lead">
<h1>用公开抽取决定检查谁、谁去检查</h1>
<p>检查对象和执法检查人员都由随机抽取产生，抽取的过程在这里留下凭据，任何人都能重新计算。</p>
<p><a href="/plans">抽查计划</a> · <a href="/items">抽查事项清单</a> · <a href="/results">抽查结果</a></p>
</section>
${news ? numbers(news) : null}
${news ? underWay(draws, zone) : null}
${news ? latest(news) : null}
<section aria-labelledby="draws">
<h2 id="draws">最近的抽取</h2>
${drawList(draws, zone)}
<p class="more"><a href="/draws">全部抽取</a></p>
</section>
${checking}`,
    { column: 'home', domain: news?.domain ?? null },
  )
}

function underWay(draws: DrawLine[], zone: string): Html | null {
  const open = draws.filter(({ state }) => OPEN.includes(state))
  return open.length === 0
    ? null
    : html`<section aria-labelledby="open"><h2 id="open">正在进行的抽取</h2>${drawList(open, zone)}</section>`
}

const numbers = ({ total, problems, firms }: HomeNews): Html =>
  html`<section aria-labelledby="figures"><h2 id="figures" class="unseen">数字</h2>
<dl class="figures">
<div><dt>已公示结果</dt><dd>${total}</dd></div>
<div><dt>其中发现问题</dt><dd>${problems}</dd></div>
<div><dt>涉及企业</dt><dd>${firms}</dd></div>
</dl>
<p class="more"><a href="/statistics">查看统计</a></p></section>`

const latest = ({ results }: HomeNews): Html =>
  html`<section aria-labelledby="latest"><h2 id="latest">最近公示</h2>
${results.length === 0 ? html`<p class="quiet">还没有公示的结果。</p>` : resultTable(results, '最近公示的结果')}
<p class="more"><a href="/results">全部结果</a> · <a href="/corrections">更正公告</a></p></section>`

/** Draws as a list of links to their pages. */
export function drawList(draws: DrawLine[], zone: string): Html {
  return draws.length === 0
    ? html`<p class="quiet">还没有进行过抽取。</p>`
    : html`<ul class="draws">${draws.map((draw) => drawNode(draw, zone))}</ul>`
}

function drawNode(draw: DrawLine, zone: string): Html {
  return html`<li><a href="/draws/${draw.no}">
<span class="top"><b>${draw.no}</b>${stateBadge(draw.state)}</span>
<span class="plan">${draw.planName}</span>
<span class="quiet">${draw.planNo} · 第 ${draw.nth} 次抽取${draw.reason === null ? '' : `：${draw.reason}`}</span>
<span class="quiet">${timesOf(draw, zone)}</span>
</a></li>`
}

function timesOf(draw: DrawLine, zone: string): Html {
  if (draw.task !== null)
    return html`上级平台抽取（任务编号 ${draw.task}），没有抽取证明，${timeNode(draw.committedAt, zone)} 导入`
  return draw.drawnAt === null
    ? html`${timeNode(draw.committedAt, zone)} 公布承诺值`
    : html`${timeNode(draw.drawnAt, zone)} 抽取`
}

const checking = html`<section aria-labelledby="checking">
<h2 id="checking">怎样核验</h2>
<ol class="steps">
<li><b>先有承诺</b>抽取之前，名单和规则已经定下，并公布它们的承诺值 C。之后改动任何一个字，C 都会不同。</li>
<li><b>再有见证</b>见证人各说一句话，这些话和事先封存的随机数一起算出种子：最后一句话说出之前，种子还不存在。</li>
<li><b>人人可重算</b>抽取完成后，在该次抽取的页面点“在浏览器中核验”，或<a href="/verify">打开核验页面</a>，手机上就会从头重算一遍，并指出第一处不符。也可以下载证明文件和<a href="/verify/ssj_verify.py">核验程序</a>（只需 Python），运行 <code>python3 ssj_verify.py 证明文件</code>。</li>
</ol>
</section>`
