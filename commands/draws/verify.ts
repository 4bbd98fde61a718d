/** /verify 验证: has a draw's proof checked by the independent check, or a proof file that came with the message. */
import type { ChatRef, FileRef, Job } from '../../db/store.js'
import { BOUND_CHATS, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { isSameChat } from '../same-chat.js'
import { findProven, hasProof, parseDrawNo, takesLong } from './proven-draw.js'

/** What comes through a chat is checked in memory, beside the draws. */
const MOST_MB = 20

export const verify: Command<string | null> = {
  words: ['verify', '验证', '核验'],
  summary: '核验一次抽取的证明，或随消息发来的证明文件',
  usage: '/verify（本群最近一次抽取）\n/verify 抽取编号\n/verify 并附上证明文件（.json）',
  async example({ tx }) {
    const drawn = (await tx.draws.numbered(20)).find(hasProof)
    return `/verify ${drawn?.no ?? 'CQ2026-001'}`
  },
  audience: { roles: 'bound', chats: BOUND_CHATS },
  parse: parseDrawNo,
  async run(no, context) {
    const ctx = withCaller(context)
    const [file, ...more] = ctx.files
    if (more.length > 0) throw new Refusal(messages.verify.onlyOne)
    if (file) return verifyFile(ctx, file, no)
    const draw = await findProven(ctx, no)
    await start(ctx, draw.no!, null)
    return takesLong(draw) ? { reply: { text: messages.proof.checking } } : {}
  },
}

async function verifyFile(ctx: BoundContext, file: FileRef, asked: string | null): Promise<Outcome> {
  if (file.size > MOST_MB * 1024 * 1024) throw new Refusal(messages.verify.tooLarge(MOST_MB))
  if (!/\.json$/i.test(file.name) && !/json/.test(file.mime))
    throw new Refusal(messages.verify.notJson(file.name))
  await start(ctx, file.name, file, asked)
  return {}
}

async function start(
  ctx: BoundContext,
  subject: string,
  file: FileRef | null,
  asked: string | null = null,
): Promise<void> {
  const { platform, chat } = ctx.chat
  const queued = await ctx.tx.jobs.queued()
  const isHere = ({ kind, payload }: Job) =>
    kind === 'verify' && isSameChat((payload as { chat: ChatRef }).chat, ctx.chat)
  if (queued.some(isHere)) throw new Refusal(messages.verify.busy)
  await ctx.startJob('verify', subject, { chat: { platform, chat }, file, asked })
}
