/** /publish 导出: what is public already, as a file with the fields of the national publicity system. */
import type { Day } from '../../db/store.js'
import { type BoundContext, type Outcome, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { readPastDay } from '../rules/read-day.js'

/** Earlier than any inspection by lot. */
const FIRST = '2015-01-01'

/**
 * Own department unless 全部 is said; one day is the first one, two are the first and the last.
 * @throws UsageRefusal for a word that is none of these
 */
export async function startExport(ctx: BoundContext, words: string[]): Promise<Outcome> {
  const { platform, chat } = ctx.chat
  const days: Day[] = []
  let [all, form] = [false, 'csv']
  for (const word of words) {
    const folded = word.normalize('NFKC').toLowerCase()
    const day = readPastDay(word, ctx.today, FIRST)
    if (folded === '全部') all = true
    else if (folded === 'json' || folded === 'csv') form = folded
    else if (day !== null && days.length < 2) days.push(day)
    else throw new UsageRefusal(messages.publish.badExport(word))
  }
  const [from, to] = days
  if (from && to && from > to) throw new UsageRefusal(messages.publish.exportBackwards(from, to))
  const filter = {
    ...(all ? {} : { department: ctx.caller.department }),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  }
  const whose = all ? null : ((await ctx.tx.departments.get(ctx.caller.department))?.shortName ?? null)
  const about = messages.publish.exportAbout(whose, from, to)
  await ctx.startJob('export', about, { chat: { platform, chat }, form, filter })
  return {}
}
