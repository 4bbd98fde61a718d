/** The public page of one draw: what was fixed beforehand, who could not steer it, and how many were drawn, never who. */
import type { Beacon } from '../../commands/rules/draw/commit.js'
import type { Day, Instant } from '../../db/store.js'
import { type Html, html } from './html.js'
import { hashNode, type PublicState, page, stateBadge, timeNode } from './layout.js'
import { lookUpForm } from './look-up-page.js'

export interface DrawPage {
  no: string
  planNo: string
  planName: string
  nth: number
  /** Why the plan is drawn again; null for its first draw. */
  reason: string | null
  state: PublicState
  /** Why it was voided or failed; null otherwise. */
  cause: string | null
  /** What is published when it failed; `closed` once all its witnesses had spoken, `opens` while its lists stay closed. */
  failed: { secret: string; closed: boolean; opens: Day | null } | null
  committedAt: Instant
  drawnAt: Instant | null
  /** C of dr1 §2. */
  commitHash: string
  /** F of the four frozen files (dr1 §1). */
  files: { sheet: string; excluded: string; inspectors: string; seats: string }
  witnessesNeeded: number
  witnesses: { text: string; at: Instant }[]
  /** The public value that the seed waits for, null until it is here; null for a draw that waits for none. */
  beacon: (Beacon & { value: string | null }) | null
  /** S of dr1 §3; null before the draw, and before its proof opens. */
  seed: string | null
  /** `drawn` is null as long as nothing was drawn. */
  strata: { stratum: string; inScope: number; drawn: number | null }[]
  /** Firms in the plan's scope that were left out, by reason in Chinese. */
  excluded: { reason: string; count: number }[]
  /** The visits' last day; null before it is known. */
  due: Day | null
  /** A day in a year whose holidays are not announced yet. */
  dueEstimated: boolean
  /**
   * Seats that changed hands after the draw, in the order of the ledger; `seat` from 0, `reason` a category in Chinese.
   * `at` is when somebody's leaving was confirmed, or an empty seat was opened, and entered in the ledger.
   */
  replacements: { visit: string; seat: number; reason: string; vacant: boolean; done: boolean; at: Instant }[]
  /** Where the proof is, or the day on which it opens; null when there is none. */
  proof: { url: string } | { opens: Day } | null
  /** The office's IANA zone, for every time shown. */
  zone: string
}

/** The frozen files, as they lie below the page. */
const LISTS = { sheet: '企业名单', excluded: '未列入名单', inspectors: '检查人员名单', seats: '席位表' }

/** The page at `/draws/:no`. */
export function renderDraw(draw: DrawPage): string {
  return page(
    `${draw.no} ${draw.planName}`,
    html`<section class="lead">
<p class="top"><b>${draw.no}</b>${stateBadge(draw.state)}</p>
<h1>${draw.planName}</h1>
<p class="quiet">${draw.planNo} · 第 ${draw.nth} 次抽取</p>
${draw.reason === null ? null : html`<p>再次抽取的原因：${draw.reason}</p>`}
${ending(draw)}
<p class="remark">被抽中不代表涉嫌违法。</p>
</section>
${numbers(draw)}
${commitment(draw)}
${testimony(draw)}
${replacing(draw)}
${draw.proof && 'url' in draw.proof ? looking(draw.no) : null}
${checking(draw)}`,
    { column: 'draws' },
  )
}

/** How a draw without a result ended. */
function ending({ no, state, cause, failed }: DrawPage): Html | null {
  if (cause === null) return null
  return html`<p class="cause"><b>${state === 'void' ? '作废原因' : '失败原因'}：</b>${cause}</p>
${failed === null ? null : leftBehind(no, failed)}`
}

/** Without all its witnesses a draw has no seed, whatever is published. */
function leftBehind(no: string, { secret, closed, opens }: NonNullable<DrawPage['failed']>): Html {
  const lists = Object.entries(LISTS).map(
    ([name, words]) => html`、<a href="/draws/${no}/files/${name}.jsonl" download>${words}</a>`,
  )
  const use = closed
    ? '它等的公开随机值以后如果公布，任何人都可以推算它原来会抽出什么'
    : '见证没有凑齐，也就没有种子和结果。可供核对的有'
  return html`<dl class="prints"><dt>按规则公布的密钥</dt><dd>${hashNode(secret)}</dd></dl>
<p>${use}：<a href="/draws/${no}/failed.json" download>承诺、见证、密钥和留痕</a>${opens === null ? lists : `；名单 ${opens} 公布`}。</p>`
}

function numbers({ strata, excluded, due, dueEstimated }: DrawPage): Html {
  const rows = strata.map(
    (row) =>
      html`<tr><th scope="row">${row.stratum}</th><td>${row.inScope}</td><td>${row.drawn ?? '—'}</td></tr>`,
  )
  return html`<section aria-labelledby="numbers">
<h2 id="numbers">抽查数量</h2>
<table>
<thead><tr><th scope="col">信用等级</th><th scope="col">列入抽取（家）</th><th scope="col">抽中（家）</th></tr></thead>
<tbody>${rows}</tbody>
</table>
${excluded.length === 0 ? html`<p>抽查范围内没有剔除企业。</p>` : leftOut(excluded)}
${due === null ? null : html`<p>检查期限：<b>${due}</b>${dueEstimated ? '（预计）' : null}</p>`}
</section>`
}

const leftOut = (excluded: DrawPage['excluded']): Html =>
  html`<h3>在范围内但不列入抽取</h3>
<dl class="counts">${excluded.map(({ reason, count }) => html`<div><dt>${reason}</dt><dd>${count} 家</dd></div>`)}</dl>`

const commitment = ({ committedAt, commitHash, files, zone }: DrawPage): Html =>
  html`<section aria-labelledby="commitment">
<h2 id="commitment">事先的承诺</h2>
<p>${timeNode(committedAt, zone)} 公布，早于任何见证人的话。</p>
<dl class="prints">
<dt>承诺值 C</dt><dd>${hashNode(commitHash)}</dd>
<dt>企业名单的指纹</dt><dd>${hashNode(files.sheet)}</dd>
<dt>未列入名单的指纹</dt><dd>${hashNode(files.excluded)}</dd>
<dt>执法检查人员名单的指纹</dt><dd>${hashNode(files.inspectors)}</dd>
<dt>检查组席位的指纹</dt><dd>${hashNode(files.seats)}</dd>
</dl>
</section>`

function testimony({ witnesses, witnessesNeeded, beacon, seed, drawnAt, zone }: DrawPage): Html {
  const words = witnesses.map(
    ({ text, at }) =>
      html`<li><blockquote>${text}</blockquote><p class="quiet">已核实身份的见证人 · ${timeNode(at, zone)}</p></li>`,
  )
  return html`<section aria-labelledby="testimony">
<h2 id="testimony">见证与种子</h2>
<p>需要 ${witnessesNeeded} 人见证，已有 ${witnesses.length} 人。</p>
<ul class="words">${words}</ul>
${beacon === null ? null : publicValue(beacon, zone)}
${seed === null ? null : html`<dl class="prints"><dt>种子 S</dt><dd>${hashNode(seed)}</dd></dl>`}
${drawnAt === null ? null : html`<p>${timeNode(drawnAt, zone)} 按种子抽取。</p>`}
</section>`
}

function publicValue(beacon: NonNullable<DrawPage['beacon']>, zone: string): Html {
  const source =
    beacon.kind === 'drand'
      ? html`公开随机信标 drand（quicknet 链），见证截止 ${beacon.delay} 秒之后的第一轮`
      : html`公开号码“${beacon.name}”，${beacon.digits} 位，预定 ${timeNode(beacon.expected, zone)} 公布`
  return html`<p>种子另取决于：${source}。</p>
${beacon.value === null ? html`<p class="quiet">还没有取得。</p>` : html`<dl class="prints"><dt>公开随机值</dt><dd>${hashNode(beacon.value)}</dd></dl>`}`
}

function replacing({ replacements, zone }: DrawPage): Html | null {
  if (replacements.length === 0) return null
  const rows = replacements.map(
    ({ visit, seat, reason, vacant, done, at }) =>
      html`<li><b>${visit} 第 ${seat + 1} 席</b> · ${reason} · ${done ? '已更换' : '正在更换'}
<span class="quiet">${timeNode(at, zone)} ${vacant ? '登记补派' : '由领导或监察人员确认'}</span></li>`,
  )
  return html`<section aria-labelledby="replacing">
<h2 id="replacing">检查人员更换</h2>
<ul class="rows">${rows}</ul>
</section>`
}

const looking = (no: string): Html =>
  html`<section aria-labelledby="looking">
<h2 id="looking">查一家企业</h2>
<p>看它是否列入抽取、抽签号是多少、有没有抽中。</p>
${lookUpForm(no)}
</section>`

function checking({ no, proof }: DrawPage): Html | null {
  if (proof === null) return null
  const where =
    'url' in proof
      ? html`<p class="actions"><a class="button" href="/verify?draw=${no}">在浏览器中核验</a>
<a class="button plain" href="${proof.url}" download>下载证明文件</a></p>
<p>下载<a href="/verify/ssj_verify.py">核验程序</a>（只需 Python），运行 <code>python3 ssj_verify.py 证明文件</code>，即可从头重算这次抽取。</p>`
      : html`<p>证明文件将于 <b>${proof.opens}</b> 公布，在此之前不公布抽中的企业和检查人员。</p>`
  return html`<section aria-labelledby="checking">
<h2 id="checking">核验</h2>
${where}
</section>`
}
