/** The public pages of how credit classes come about and of the lists that firms stand on. */
import { Router } from 'express'
import { loadListings } from '../../commands/credit/listings.js'
import type { ListingLine } from '../../commands/messages/listing.js'
import { LIST_NAMES } from '../../commands/messages/listing.js'
import type { CreditTableVersion, ListName, View } from '../../db/store.js'
import { type Html, html } from './html.js'
import { page, timeNode } from './layout.js'
import { paging, readPage } from './paging.js'
import { firmPath } from './published-words.js'
import { domainOf, type SiteOptions } from './site-options.js'

const PAGE_SIZE = 50
/** Of each list on the page of all. */
const FIRST = 20

export function creditPages(options: SiteOptions): Router {
  const { store, zone } = options
  const router = Router()
  router.get('/credit-rules', async (_, response) => {
    const tables = await store.read((view) => view.creditTables.approved())
    response.type('html').send(renderRules(tables, zone, domainOf(options)))
  })
  router.get('/lists', async (request, response) => {
    const chosen = request.query.list
    const at = readPage(request)
    const asked = isList(chosen) ? chosen : null
    const shown = await store.read((view) => loadLists(view, asked, at))
    response
      .type('html')
      .send(asked ? renderList(shown[0]!, at, domainOf(options)) : renderLists(shown, domainOf(options)))
  })
  return router
}

function renderRules(tables: CreditTableVersion[], zone: string, domain: string | null): string {
  const [inForce, ...before] = tables
  const versions = before.map(
    (one) => html`<details><summary>第 ${one.version} 版（已停用）</summary>${tableOf(one, zone)}</details>`,
  )
  return page(
    '信用等级评定规则',
    html`<section class="lead"><h1>信用等级评定规则</h1>
<p>企业的信用等级按下面的规则由档案计算，不能手工指定。同一份档案、同一版规则、同一天，得出的等级总是相同。检查结果和处理决定从公示之日起计入，没有公示的不计。等级影响抽查的比例和权重；被抽中不代表涉嫌违法。</p></section>
<section aria-label="规则">
${inForce ? html`<h2>第 ${inForce.version} 版（有效）</h2>${tableOf(inForce, zone)}` : html`<p class="quiet">评定规则还没有公布，信用等级以登记的为准。</p>`}
${versions}
</section>`,
    { domain },
  )
}

const tableOf = ({ text, approvedAt }: CreditTableVersion, zone: string): Html =>
  html`<p class="quiet">${timeNode(approvedAt!, zone)} 批准</p>
<table class="words"><tbody>${text.split('\n').map((line) => {
    const [head = '', ...tail] = line.split(' ')
    return html`<tr><th scope="row">${head}</th><td>${tail.join(' ')}</td></tr>`
  })}</tbody></table>`

const ABOUT: Record<ListName, string> = {
  green: '抽查结果良好的企业，办理事项时优先办理、简化程序；信用等级不再是 A 级的自动移出。',
  joint: '在行政许可、政府采购、招标投标、信贷融资等领域依法实施联合惩戒。',
  black: '情节严重的，列入黑名单，并加大抽查力度。',
}

interface Shown {
  list: ListName
  lines: ListingLine[]
  count: number
  more: boolean
  /** Firms with a page of their own. */
  withPage: ReadonlySet<string>
}

const isList = (word: unknown): word is ListName =>
  typeof word === 'string' && Object.hasOwn(LIST_NAMES, word)

/** One list by pages, or the newest of each. */
async function loadLists(view: View, asked: ListName | null, at: number): Promise<Shown[]> {
  const size = asked ? PAGE_SIZE : FIRST
  const shown: Shown[] = []
  for (const list of asked ? [asked] : (Object.keys(LIST_NAMES) as ListName[])) {
    const offset = asked ? (at - 1) * size : 0
    const found = await loadListings(view, list, { limit: size + 1, offset })
    const lines = found.slice(0, size)
    const withPage = new Set<string>()
    for (const { firm } of lines) if (await view.published.firm(firm.code)) withPage.add(firm.code)
    const count = await view.listings.count(list)
    shown.push({ list, lines, count, more: found.length > size, withPage })
  }
  return shown
}

function renderLists(shown: Shown[], domain: string | null): string {
  const sections = shown.map((one) => {
    const all = html`<p><a href="/lists?list=${one.list}">${LIST_NAMES[one.list]}的全部 ${one.count} 家企业</a></p>`
    return html`<section aria-labelledby="${one.list}"><h2 id="${one.list}">${LIST_NAMES[one.list]}</h2>
<p>${ABOUT[one.list]}</p>
${rows(one)}
${one.more ? all : null}</section>`
  })
  return page(
    '信用名单',
    html`<section class="lead"><h1>绿色通道、联合惩戒和黑名单</h1>
<p>列入由部门领导决定，写明文书、理由和期限；期限届满自动移出。企业有异议的，可以通过任何成员部门提出，由领导小组办公室裁定。</p></section>
${sections}`,
    { domain },
  )
}

function renderList(shown: Shown, at: number, domain: string | null): string {
  const name = LIST_NAMES[shown.list]
  return page(
    name,
    html`<section class="lead"><h1>${name}</h1>
<p>${ABOUT[shown.list]}现在共 ${shown.count} 家。<a href="/lists">全部名单</a></p></section>
<section aria-label="企业">${rows(shown)}
${paging(`/lists?list=${shown.list}`, at, shown.more, ['较新的', '较早的'])}</section>`,
    { domain },
  )
}

const rows = ({ lines, withPage }: Shown): Html =>
  lines.length === 0
    ? html`<p class="quiet">现在没有企业。</p>`
    : html`<ul class="rows">${lines.map((one) => row(one, withPage))}</ul>`

const row = ({ listing, firm, department }: ListingLine, withPage: ReadonlySet<string>): Html =>
  html`<li><p>${withPage.has(firm.code) ? html`<a href="${firmPath(firm.code)}"><b>${firm.name}</b></a>` : html`<b>${firm.name}</b>`} ${firm.code}</p>
<p>理由：${listing.reason}</p>
<p class="quiet">${department} · ${listing.documentNo} · ${listing.from} 至 ${listing.until}${listing.objection && !listing.outcome ? ' · 有异议，待裁定' : ''}</p></li>`
