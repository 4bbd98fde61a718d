/** The public pages of how credit classes come about and of the lists that firms stand on. */
import { Router } from 'express'
import { type ListingLine, loadListings } from '../../commands/list.js'
import { LIST_NAMES } from '../../commands/messages/listing.js'
import type { CreditTableVersion, ListName } from '../../db/store.js'
import { type Html, html } from './html.js'
import { page, timeNode } from './layout.js'
import { firmPath } from './published-words.js'
import { domainOf, type SiteOptions } from './site-options.js'

export function creditPages(options: SiteOptions): Router {
  const { store, zone } = options
  const router = Router()
  router.get('/credit-rules', async (_, response) => {
    const tables = await store.read((view) => view.creditTables.approved())
    response.type('html').send(renderRules(tables, zone, domainOf(options)))
  })
  router.get('/lists', async (_, response) => {
    const { lines, public_ } = await store.read(async (view) => {
      const found = await loadListings(view)
      const shown = new Set<string>()
      for (const { firm } of found) if (await view.published.firm(firm.code)) shown.add(firm.code)
      return { lines: found, public_: shown }
    })
    response.type('html').send(renderLists(lines, public_, domainOf(options)))
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
<p>企业的信用等级按下面的规则由档案计算，不能手工指定。同一份档案、同一版规则、同一天，得出的等级总是相同。等级影响抽查的比例和权重；被抽中不代表涉嫌违法。</p></section>
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
  green: '抽查结果良好的企业，办理事项时优先办理、简化程序。',
  joint: '在行政许可、政府采购、招标投标、信贷融资等领域依法实施联合惩戒。',
  black: '情节严重的，列入黑名单，并加大抽查力度。',
}

function renderLists(lines: ListingLine[], withPage: ReadonlySet<string>, domain: string | null): string {
  const sections = (Object.keys(LIST_NAMES) as ListName[]).map((list) => {
    const own = lines.filter(({ listing }) => listing.list === list)
    return html`<section aria-labelledby="${list}"><h2 id="${list}">${LIST_NAMES[list]}</h2>
<p>${ABOUT[list]}</p>
${own.length === 0 ? html`<p class="quiet">现在没有企业。</p>` : html`<ul class="rows">${own.map((one) => row(one, withPage))}</ul>`}</section>`
  })
  return page(
    '信用名单',
    html`<section class="lead"><h1>绿色通道、联合惩戒和黑名单</h1>
<p>列入由部门领导决定，写明文书、理由和期限；期限届满自动移出。企业有异议的，可以通过任何成员部门提出，由领导小组办公室裁定。</p></section>
${sections}`,
    { domain },
  )
}

const row = ({ listing, firm, department }: ListingLine, withPage: ReadonlySet<string>): Html =>
  html`<li><p>${withPage.has(firm.code) ? html`<a href="${firmPath(firm.code)}"><b>${firm.name}</b></a>` : html`<b>${firm.name}</b>`} ${firm.code}</p>
<p>理由：${listing.reason}</p>
<p class="quiet">${department} · ${listing.documentNo} · ${listing.from} 至 ${listing.until}${listing.objection && !listing.outcome ? ' · 有异议，待裁定' : ''}</p></li>`
