/** The public list of the plans that a leader has approved (四(二)1). */
import { nameScope } from '../../commands/messages/name-scope.js'
import type { PlanCard } from '../../commands/messages/planning.js'
import { nameRules, PLAN_STATE_NAMES } from '../../commands/messages/planning.js'
import type { PlanState } from '../../commands/rules/plan-state.js'
import { type Html, html } from './html.js'
import { page } from './layout.js'

export interface PlansPage {
  /** The newest number first; of their items only those that are published. */
  plans: PlanCard[]
}

/** Older ones are on the pages of draws. */
const MOST_DRAWS = 12

/** The page at `/plans`. */
export function renderPlans({ plans }: PlansPage): string {
  return page(
    '抽查计划',
    html`<section class="lead">
<h1>抽查计划</h1>
<p>计划经批准、备案之后，才能按它公开抽取。每家被抽中的企业一次查完计划里的全部事项。</p>
</section>
${plans.length === 0 ? html`<section><p class="quiet">还没有批准的抽查计划。</p></section>` : plans.map(planNode)}`,
    { column: 'plans' },
  )
}

const planNode = ({ plan, lead, others, items, state, draws }: PlanCard): Html =>
  html`<section aria-labelledby="${plan.no}">
<p class="top"><b>${plan.no}</b>${badge(state)}</p>
<h2 id="${plan.no}">${plan.name}</h2>
<dl class="prints">
<dt>牵头部门</dt><dd>${lead}</dd>
${others.length === 0 ? null : html`<dt>参与部门</dt><dd>${others.join('、')}</dd>`}
<dt>抽查事项</dt><dd>${links(items.map(({ code, name }) => ({ href: `/items#${code}`, name })))}</dd>
<dt>抽查范围</dt><dd>${nameScope(plan.scope)}</dd>
<dt>抽取比例（按信用等级）</dt><dd>${nameRules(plan.rules)}</dd>
<dt>期间</dt><dd>${plan.from} 至 ${plan.to}</dd>
${plan.filingNo === null ? null : html`<dt>备案号</dt><dd>${plan.filingNo}</dd>`}
${draws.length === 0 ? null : html`<dt>抽取${draws.length > MOST_DRAWS ? `（共 ${draws.length} 次，最近的在后）` : ''}</dt><dd>${links(draws.slice(-MOST_DRAWS).map((no) => ({ href: `/draws/${no}`, name: no })))}</dd>`}
</dl>
</section>`

const links = (all: { href: string; name: string }[]): Html[] =>
  all.map(({ href, name }, n) => html`${n === 0 ? '' : '、'}<a href="${href}">${name}</a>`)

/** In the colours of a draw's states. */
const COLOURS: Partial<Record<PlanState, string>> = { drawable: 'drawn', done: 'drawn', expired: 'void' }

const badge = (state: PlanState): Html =>
  html`<span class="state ${COLOURS[state] ?? ''}">${PLAN_STATE_NAMES[state]}</span>`
