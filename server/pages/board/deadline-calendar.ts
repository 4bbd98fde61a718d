/** The weeks to come as a calendar: how much falls due on which day. */
import { formatDay } from '../../../commands/rules/office-time.js'
import type { Day } from '../../../db/store.js'
import type { DayCount } from '../../board/gather-overview.js'
import { type Html, html } from '../html.js'
import { type About, dayPath } from './board-links.js'

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']

/** @param days whole weeks, each beginning on Monday */
export function deadlineCalendar(
  days: readonly DayCount[],
  today: Day,
  daysOff: ReadonlySet<Day>,
  about: About,
): Html {
  const weeks = Array.from({ length: days.length / 7 }, (_, n) => days.slice(7 * n, 7 * n + 7))
  return html`<table class="calendar">
<caption class="unseen">各天到期、还没有完成的任务</caption>
<thead><tr>${WEEKDAYS.map((day) => html`<th scope="col"><span class="unseen">周</span>${day}</th>`)}</tr></thead>
<tbody>${weeks.map((week) => html`<tr>${week.map((one) => dayNode(one, today, daysOff, about))}</tr>`)}</tbody>
</table>
<p class="quiet">检：到期还没有检查记录；示：到期还没有公示。灰底为放假日。</p>`
}

function dayNode(
  { day, visits, results }: DayCount,
  today: Day,
  daysOff: ReadonlySet<Day>,
  about: About,
): Html {
  const parts = [
    ...(visits > 0 ? [html`<span>检<span class="unseen">查</span> ${visits}</span>`] : []),
    ...(results > 0 ? [html`<span><span class="unseen">公</span>示 ${results}</span>`] : []),
  ]
  const kind = [
    ...(daysOff.has(day) ? ['off'] : []),
    ...(day === today ? ['today'] : []),
    ...(day < today && parts.length > 0 ? ['overdue'] : []),
  ]
  // The first of a month says which one begins.
  const name = day.endsWith('-01') ? `${Number(day.slice(5, 7))}月1` : String(Number(day.slice(8)))
  return html`<td class="${kind.join(' ')}"><time datetime="${day}">${name}</time>${
    parts.length === 0
      ? null
      : html`<a href="${dayPath(day, about)}"><span class="unseen">${formatDay(day)}到期：</span>${parts}</a>`
  }</td>`
}
