/** /proof 证明: sends a draw's proof as a file, so that everybody can keep it and run the draw again. */
import { BOUND_CHATS, withCaller } from '../audiences.js'
import type { Command } from '../command.js'
import { messages } from '../messages.js'
import { findProven, hasProof, parseDrawNo, takesLong } from './proven-draw.js'

export const proof: Command<string | null> = {
  words: ['proof', '证明'],
  summary: '取得一次抽取的证明文件',
  usage: '/proof（本群最近一次抽取）\n/proof 抽取编号',
  example: async ({ tx }) => `/proof ${(await tx.draws.numbered(20)).find(hasProof)?.no ?? 'CQ2026-001'}`,
  audience: { roles: 'bound', chats: BOUND_CHATS },
  parse: parseDrawNo,
  async run(no, context) {
    const ctx = withCaller(context)
    const draw = await findProven(ctx, no)
    const { platform, chat } = ctx.chat
    await ctx.startJob('proof', draw.no!, { chat: { platform, chat } })
    return takesLong(draw) ? { reply: { text: messages.proof.preparing(draw.no!) } } : {}
  },
}
