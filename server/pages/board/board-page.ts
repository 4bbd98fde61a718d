/** The board's first page, and that of a department: figures, who is late, what is due, the last weeks; on sheets as well. */
import { FIGURE_DEFINITIONS, RATE_NAMES, ratePercent } from '../../../commands/messages/figures.js'
import type { PeriodName } from '../../../commands/rules/figure-days.js'
import { type Figure, type Figures, rateOf } from '../../../commands/rules/figures.js'
import type { Day } from '../../../db/store.js'
import type { Overview } from '../../board/gather-overview.js'
import { type Html, html } from '../html.js'
import { boardPage, type Reader } from './board-frame.js'
import { type About, figurePath, overviewPath, plotPath } from './board-links.js'
import { deadlineCalendar } from './deadline-calendar.js'
import { departmentTable } from './department-table.js'
import type { Row } from './describe-rows.js'
import { rowTable } from './row-table.js'

/** What somebody has to see to. */
export type Listed = 'visitsOverdue' | 'resultsOverdue' | 'undecided'

export interface BoardPage extends About {
  reader: Reader
  overview: Overview
  /** The name of the department that it is about; null for all. */
  department: string | null
  lists: Record<Listed, { rows: Row[]; total: number }>
  daysOff: ReadonlySet<Day>
  /** At which it was counted, 'HH:MM'. */
  time: string
  isPrinted: boolean
}

export const PERIOD_NAMES: Record<PeriodName, string> = {
  year: '本年',
  month: '本月',
  'last-month': '上月',
  week: '本周',
  'last-week': '上周',
}
const PERIODS = Object.keys(PERIOD_NAMES) as PeriodName[]

const LIST_TITLES: Record<Listed, string> = {
  visitsOverdue: '超期未检查',
  resultsOverdue: '逾期未公示',
  undecided: '待处理决定',
}

export function renderBoard(page: BoardPage): string {
  const { reader, overview, department, time, isPrinted } = page
  const { today, period } = overview
  const title = department ?? '全部部门'
  return boardPage(
    title,
    reader,
    html`<section class="lead"><h1>${title}${isPrinted ? '进度报表' : null}</h1>
<p>${PERIOD_NAMES[page.period]}（${period.from} 至 ${period.to}），数据截至 ${today} ${time}${period.asOf === today ? null : '，按期末统计，与通报一致'}。<span data-live></span></p>
${isPrinted ? null : choices(page)}</section>
${tiles(overview.total, page)}
${department === null ? departmentSection(page) : null}
${(['visitsOverdue', 'resultsOverdue', 'undecided'] as const).flatMap((name) => listSection(name, page))}
<section aria-labelledby="days"><h2 id="days">期限日历</h2>
${deadlineCalendar(overview.days, today, page.daysOff, page)}</section>
${trendSection(page)}
${definitions(isPrinted)}`,
    !isPrinted,
  )
}

const choices = (page: BoardPage): Html =>
  html`<ul class="links">${PERIODS.map((period) =>
    period === page.period
      ? html`<li><a href="${overviewPath({ ...page, period })}" aria-current="true">${PERIOD_NAMES[period]}</a></li>`
      : html`<li><a href="${overviewPath({ ...page, period })}">${PERIOD_NAMES[period]}</a></li>`,
  )}<li><a href="${overviewPath(page, true)}">打印版</a></li></ul>`

function tiles(total: Figures, about: About): Html {
  const tile = (name: string, figure: Figure, shown: string, isLate = false) =>
    html`<div><dt>${name}</dt><dd><a href="${figurePath(figure, about)}" class="${isLate ? 'late' : ''}">${shown}</a></dd></div>`
  const share = (name: 'completion' | 'punctualInspection') => ratePercent(rateOf(total, name))
  return html`<section aria-label="合计"><dl class="figures">
${tile('已填报/任务', 'tasks', `${total.recorded}/${total.tasks}`)}
${tile('超期未检查', 'visitsOverdue', String(total.visitsOverdue), total.visitsOverdue > 0)}
${tile(`${RATE_NAMES.punctualInspection}（${total.inspectedInTime}/${total.visitsDue}）`, 'visitsDue', share('punctualInspection'))}
${tile(`${RATE_NAMES.completion}（${total.disclosed}/${total.resultsDue}）`, 'resultsDue', share('completion'))}
${tile('逾期未公示', 'resultsOverdue', String(total.resultsOverdue), total.resultsOverdue > 0)}
${tile('待处理决定', 'undecided', String(total.undecided))}
</dl></section>`
}

const departmentSection = (page: BoardPage): Html =>
  html`<section aria-labelledby="departments"><h2 id="departments">各部门（超期多的在前）</h2>
${page.overview.departments.length === 0 ? html`<p class="quiet">还没有检查任务。</p>` : departmentTable(page.overview.departments, page)}</section>`

function listSection(name: Listed, page: BoardPage): Html[] {
  const { rows, total } = page.lists[name]
  if (name === 'undecided' && total === 0) return []
  const more = total - rows.length
  return [
    html`<section aria-labelledby="${name}"><h2 id="${name}">${LIST_TITLES[name]}（${total}）</h2>
${rows.length === 0 ? html`<p class="quiet">没有。</p>` : rowTable(rows, LIST_TITLES[name])}
${more > 0 ? html`<p class="more"><a href="${figurePath(name, page)}">全部 ${total} 个</a></p>` : null}</section>`,
  ]
}

/** A picture's address tells its minute: a page that renews itself would keep the old one. */
function trendSection({ overview, time, ...page }: BoardPage): Html {
  const at = `at=${encodeURIComponent(time)}`
  const address = (name: 'trend' | 'owed', size: 'wide' | 'narrow') => {
    const path = plotPath(name, size, page)
    return `${path}${path.includes('?') ? '&' : '?'}${at}`
  }
  const plot = (name: 'trend' | 'owed', alt: string) =>
    html`<figure><picture><source media="(max-width: 640px)" srcset="${address(name, 'narrow')}"><img class="plot" src="${address(name, 'wide')}" alt="${alt}；数字见下表" width="880" height="300"></picture></figure>`
  return html`<section aria-labelledby="trend"><h2 id="trend">近 ${overview.weeks.length} 周</h2>
${plot('trend', '每周填报和公示数的柱形图')}
${plot('owed', '每周末仍超期数的折线图')}
<table><caption class="unseen">近 ${overview.weeks.length} 周</caption>
<thead><tr><th scope="col">截至周日</th><th scope="col">填报</th><th scope="col">公示</th><th scope="col">超期未检查</th><th scope="col">逾期未公示</th></tr></thead>
<tbody>${overview.weeks.map(
    (week) =>
      html`<tr><th scope="row">${week.end < overview.today ? week.end.slice(5) : '本周至今'}</th><td>${week.recorded}</td><td>${week.disclosed}</td><td>${week.visitsOverdue}</td><td>${week.resultsOverdue}</td></tr>`,
  )}</tbody></table></section>`
}

function definitions(isPrinted: boolean): Html {
  const list = html`<dl class="prints">${FIGURE_DEFINITIONS.map(([name, words]) => html`<dt>${name}</dt><dd>${words}</dd>`)}</dl>`
  return html`<section aria-labelledby="meaning"><h2 id="meaning">指标说明</h2>
${isPrinted ? list : html`<details><summary>查看各指标怎样计算</summary>${list}</details>`}</section>`
}
