/** Instants as a clock in Shanghai shows them: UTC+8 all year round. */

const hour = 3_600_000
const day = 24 * hour

/** `YYYY-MM-DDTHH:MM`, the form that a date-time field takes. */
export const localMinute = (instant) =>
  new Date(new Date(instant).getTime() + 8 * hour).toISOString().slice(0, 16)

export const fromLocalMinute = (text) => new Date(`${text}:00+08:00`)

export const timeOf = (instant) => localMinute(instant).slice(11)
export const dayOf = (instant) => localMinute(instant).slice(0, 10)

/** `2026年3月2日 周一` */
export function dayText(instant) {
  const [year, month, date] = dayOf(instant).split('-').map(Number)
  const weekday = '日一二三四五六'[new Date(Date.UTC(year, month - 1, date)).getUTCDay()]
  return `${year}年${month}月${date}日 周${weekday}`
}

/** The time for today, else month and day. */
export function shortTime(instant, now) {
  if (dayOf(instant) === dayOf(now)) return timeOf(instant)
  const [, month, date] = dayOf(instant).split('-').map(Number)
  return `${month}月${date}日`
}

/** The next moment strictly after `now` at which the clock shows `time`. */
function next(now, time) {
  const today = fromLocalMinute(`${dayOf(now)}T${time}`).getTime()
  return new Date(today > now.getTime() ? today : today + day)
}

const later = (by) => (now) => new Date(now.getTime() + by)

/** What the buttons of the clock do: label, and where they lead from `now`. */
export const jumps = [
  ['+10 分钟', later(hour / 6)],
  ['+1 小时', later(hour)],
  ['到下个 9:00', (now) => next(now, '09:00')],
  ['到 17:30', (now) => next(now, '17:30')],
  ['+1 天', later(day)],
  ['+5 天', later(5 * day)],
]
