/** /void 作废: ends a draw before its first witness, with a reason that stays on view (dr1 §3). */
import type { Draw } from '../../db/store.js'
import { withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Notice, Refusal, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { refusePersonal } from '../refuse-personal.js'
import { readDrawNo } from '../rules/numbers.js'
import { isSameChat } from '../same-chat.js'
import { isOwnDraw } from './drawable.js'
import { tellSupervisors } from './tell-supervisors.js'

interface VoidArgs {
  draw: string | null
  reason: string
}

const LONGEST = 500

export const voidDraw: Command<VoidArgs> = {
  words: ['void', '作废'],
  summary: '作废还没有人见证的抽取',
  usage: '/void 理由\n/void 抽取编号 理由',
  example: async ({ tx }) =>
    messages.void.example((await tx.draws.inStates(['committed']))[0]?.no ?? 'CQ2026-001'),
  audience: { roles: ['office'], chats: ['office', 'department'] },
  parse(rest) {
    const text = rest.trim()
    if ([...text].length > LONGEST) throw new UsageRefusal(messages.draw.longReason)
    const draw = readDrawNo(text.split(/\s+/, 1)[0] ?? '')
    return { draw, reason: draw ? text.replace(/^\S+\s*/, '') : text }
  },
  async run({ draw, reason }, context) {
    const ctx = withCaller(context)
    const found = await findDraw(ctx, draw)
    const no = found.no ?? ''
    if (found.state !== 'committed') throw new Refusal(messages.void.tooLate(no, found.state))
    if (!(await isOwnDraw(ctx.tx, ctx.caller, found))) throw new Refusal(messages.void.notYours(no))
    if (reason === '') throw new UsageRefusal(messages.void.needsReason(no))
    refusePersonal(reason)
    const at = ctx.now.toISOString()
    await ctx.tx.draws.advance(found.id, found.version, { state: 'void', cause: reason })
    const entry = await ctx.tx.ledger.append('draw.voided', ctx.caller.id, { draw: no, reason }, at)
    const text = messages.void.done(no, reason)
    const notices: Notice[] = await tellSupervisors(ctx.tx, found, text, entry, ctx.office.zone)
    // Whoever saw C must see that it no longer holds.
    if (!isSameChat(found.chat, ctx.chat)) {
      notices.push({ to: { chat: found.chat }, content: { text } })
    }
    return { reply: { text }, notices }
  },
}

async function findDraw({ tx, chat }: BoundContext, no: string | null): Promise<Draw> {
  if (no) {
    const found = await tx.draws.byNo(no)
    if (!found) throw new Refusal(messages.void.unknown(no))
    return found
  }
  const here = (await tx.draws.inStates(['committed'])).filter((one) => isSameChat(one.chat, chat))
  if (here.length === 0) throw new Refusal(messages.void.none)
  if (here.length > 1) throw new Refusal(messages.void.several(here.map((one) => one.no ?? '')))
  return here[0]!
}
