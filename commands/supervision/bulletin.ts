/** /bulletin 通报: a draft of the weekly or monthly bulletin as a Word file, for the leading office to edit (五(四)). */
import type { Day } from '../../db/store.js'
import { withCaller } from '../audiences.js'
import { type Command, Refusal, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { periodOf } from '../rules/figure-days.js'

export type BulletinKind = 'week' | 'month'

interface BulletinArgs {
  kind: BulletinKind
  /** `YYYY-MM` of a month, or a day of the week; null for the last one that is over. */
  of: string | null
}

const KINDS = new Map<string, BulletinKind>([
  ['周', 'week'],
  ['周报', 'week'],
  ['月', 'month'],
  ['月报', 'month'],
])

export const bulletin: Command<BulletinArgs> = {
  words: ['bulletin', '通报'],
  summary: '生成工作通报的草稿（Word 文件，可以修改）',
  usage: '/bulletin 周（上一周；或写那一周的某一天，例如 2026-03-10）\n/bulletin 月（上个月；或写 2026-03）',
  example: async () => '/bulletin 周',
  audience: { roles: ['office', 'leader'], chats: ['private', 'office'] },
  parse(rest) {
    const [word = '', of, ...more] = rest.normalize('NFKC').trim().split(/\s+/u)
    const kind = KINDS.get(word)
    const form = kind === 'week' ? /^\d{4}-\d{2}-\d{2}$/ : /^\d{4}-\d{2}$/
    const isRight = of === undefined || (form.test(of) && !Number.isNaN(Date.parse(of)))
    if (!kind || more.length > 0 || !isRight) throw new UsageRefusal(messages.bulletin.needsPeriod)
    return { kind, of: of ?? null }
  },
  async run({ kind, of }, context) {
    const ctx = withCaller(context)
    if (!(await ctx.tx.departments.get(ctx.caller.department))?.leading)
      throw new Refusal(messages.bulletin.notLeading)
    const last = lastPeriod(kind, ctx.today)
    const { from, to } = of === null ? last : periodOf(kind, kind === 'month' ? `${of}-01` : of)
    if (to > last.to) throw new Refusal(messages.bulletin.notOver(from, to))
    const { platform, chat } = ctx.chat
    await ctx.startJob('bulletin', `${kind} ${from}`, { kind, from, to, chat: { platform, chat } })
    return {}
  },
}

/** The last week or month that is over. */
export function lastPeriod(kind: BulletinKind, today: Day): { from: Day; to: Day } {
  const { from, to } = periodOf(`last-${kind}`, today)
  return { from, to }
}
