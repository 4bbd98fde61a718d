/** /preview 预览: what a draw would take in, without committing to anything. */
import { withCaller } from '../audiences.js'
import { type Command, Refusal, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { examplePlan, findObstacles, getPlan } from './drawable.js'

export const preview: Command<string> = {
  words: ['preview', '预览'],
  summary: '试算一个计划会抽多少，不冻结、不抽取',
  usage: '/preview 计划编号',
  example: async (ctx) => messages.preview.example(await examplePlan(ctx)),
  audience: { roles: ['office'], chats: ['private', 'office', 'department'] },
  parse(rest) {
    if (rest.trim() === '') throw new UsageRefusal(messages.preview.needsPlan)
    return rest.trim()
  },
  async run(word, context) {
    const ctx = withCaller(context)
    const plan = await getPlan(ctx.tx, word)
    const obstacles = await findObstacles(ctx.tx, plan, ctx.caller, ctx.today)
    if (obstacles.length > 0) throw new Refusal(obstacles.join('\n'))
    const { platform, chat } = ctx.chat
    await ctx.startJob('preview', plan.no, { chat: { platform, chat } })
    return { reply: { text: messages.preview.started(plan.no) } }
  },
}
