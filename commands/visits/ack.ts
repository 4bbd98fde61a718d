/** /ack 收到: an inspector confirms that an assignment has reached him. */
import type { Visit } from '../../db/store.js'
import { BOUND_CHATS, withCaller } from '../audiences.js'
import { type BoundContext, type Command, Refusal, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { readDrawNo, readVisitNo } from '../rules/numbers.js'
import { exampleVisit, getOwnVisit, openVisits } from './own-visits.js'

type AckArgs = { visit: string } | { draw: string } | null

export const ack: Command<AckArgs> = {
  words: ['ack', '收到'],
  summary: '确认收到检查任务',
  usage: '/ack\n/ack 任务编号\n/ack 抽取编号',
  example: async (ctx) => `/ack ${await exampleVisit(ctx)}`,
  audience: { roles: ['inspector'], chats: BOUND_CHATS },
  parse(rest) {
    // People write 收到，谢谢 as well: only what looks like a number is taken for one.
    const word = rest.trim().split(/\s+/, 1)[0] ?? ''
    const visit = readVisitNo(word)
    if (visit) return { visit }
    const draw = readDrawNo(word)
    if (draw) return { draw }
    if (/\d/.test(word)) throw new UsageRefusal(messages.ack.badNumber(word))
    return null
  },
  async run(args, context) {
    const ctx = withCaller(context)
    const visits = await meant(ctx, args)
    const open: string[] = []
    for (const visit of visits) {
      const mine = (await ctx.tx.visits.assignments(visit.no)).find((one) => one.person === ctx.caller.id)
      if (!mine || mine.ackedAt !== null) continue
      await ctx.tx.visits.ack(visit.no, ctx.caller.id, ctx.now.toISOString())
      open.push(visit.no)
    }
    if (open.length === 0) throw new Refusal(messages.ack.nothing)
    await ctx.tx.ledger.append('visit.acked', ctx.caller.id, { visits: open }, ctx.now.toISOString())
    return { reply: { text: messages.ack.done(open) } }
  },
}

async function meant(ctx: BoundContext, args: AckArgs): Promise<Visit[]> {
  if (args && 'visit' in args) return [await getOwnVisit(ctx, args.visit)]
  const open = await openVisits(ctx)
  return args ? open.filter((visit) => visit.draw === args.draw) : open
}
