/** /firm 查询: looks a firm up by code or part of its name. */
import type { Firm } from '../db/store.js'
import { BOUND_CHATS, withCaller } from './audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from './command.js'
import { createDrawSight } from './draw-sight.js'
import { messages } from './messages.js'

interface FirmArgs {
  word: string
  page: number
}

const PAGE = 10

export const firm: Command<FirmArgs> = {
  words: ['firm', '查询'],
  summary: '按名称或统一社会信用代码查询检查对象',
  usage: '/firm 名称的一部分\n/firm 统一社会信用代码\n/firm 名称的一部分 第2页',
  example: async () => messages.firm.example,
  audience: { roles: 'bound', chats: BOUND_CHATS },
  parse(rest) {
    const text = rest.normalize('NFKC').trim()
    const [tail = '', page = '1'] = /\s第(\d{1,4})页$/.exec(text) ?? []
    const word = text.slice(0, text.length - tail.length).trim()
    if (word === '') throw new UsageRefusal(messages.firm.needsWord)
    return { word, page: Math.max(1, Number(page)) }
  },
  async run({ word, page }, context) {
    const ctx = withCaller(context)
    const exact = await ctx.tx.firms.get(word.toUpperCase())
    if (exact) return showOne(exact, ctx)
    const found = await ctx.tx.firms.search(word.split(/\s+/u), PAGE + 1, (page - 1) * PAGE)
    if (found.length === 0) throw new Refusal(messages.firm.none(word))
    if (found.length === 1 && page === 1) return showOne(found[0]!, ctx)
    const more = found.length > PAGE ? `/firm ${word} 第${page + 1}页` : null
    return { reply: { text: messages.firm.list(found.slice(0, PAGE), more) } }
  },
}

async function showOne(firm: Firm, ctx: BoundContext): Promise<Outcome> {
  const { tx, chat } = ctx
  const maySee = createDrawSight(ctx)
  const lines: string[] = []
  for (const visit of await tx.visits.ofFirm(firm.code)) {
    const recorded = visit.state === 'recorded'
    // Not even a count: it would tell that this firm was drawn.
    if (!recorded && !(await maySee(visit))) continue
    lines.push(messages.firm.visit(visit.no, visit.due, recorded ? '已填报' : '未检查'))
  }
  return { reply: { text: messages.firm.detail(firm, chat.kind === 'private', lines) } }
}
