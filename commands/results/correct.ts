/** /correct 更正: a new version of what was made public, with its reason; the one before stays visible as corrected. */
import { BOUND_CHATS, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { refusePersonal } from '../refuse-personal.js'
import { readPairs } from '../rules/command-line.js'
import { readVisitNo } from '../rules/numbers.js'
import { disclose } from './disclose.js'
import { getOwnResult, ownResults } from './own-result.js'
import { publicHash, publicResult } from './public-result.js'
import { tellDepartment } from './publish.js'

const LONGEST_REASON = 200
const CONFIRM = '公示这一版'
const LEAVE = '先不公示'

/** Waits for its author's second word; `key` names the content that he was shown. */
interface Draft {
  visit: string
  reason: string
  key: string
}

export const correct: Command<{ visit: string; reason: string }> = {
  words: ['correct', '更正'],
  summary: '更正已经公示的检查结果',
  usage: '/correct 任务编号 原因=…',
  async example(ctx) {
    const [shown] = await ownResults(withCaller(ctx), ['disclosed', 'corrected'])
    return messages.correct.example(shown?.visit ?? 'RW2026-003-07')
  },
  audience: { roles: ['office', 'leader'], chats: BOUND_CHATS },
  parse(rest) {
    const { pairs, words } = readPairs(rest, (key) => key === '原因')
    const visit = readVisitNo(words[0] ?? '')
    if (!visit || words.length > 1) throw new UsageRefusal(messages.correct.needsVisit)
    const reason = pairs.get('原因') ?? ''
    // That reason says that nothing was wrong.
    if (['', messages.publish.decidedAnew].includes(reason) || pairs.size > 1)
      throw new UsageRefusal(messages.correct.needsReason(visit))
    if ([...reason].length > LONGEST_REASON)
      throw new UsageRefusal(messages.correct.longReason(LONGEST_REASON))
    refusePersonal(reason)
    return { visit, reason }
  },
  async run({ visit, reason }, context) {
    const ctx = withCaller(context)
    const { content, last } = await findCorrection(ctx, visit)
    const buttons = [[ctx.choice(CONFIRM, CONFIRM), ctx.choice(LEAVE, LEAVE)]]
    const text = messages.correct.preview(visit, last.version + 1, reason, content)
    const state: Draft = { visit, reason, key: publicHash(content) }
    return { reply: { text, buttons }, dialogue: { state } }
  },
  async answer(state, text, context) {
    if (text === LEAVE) return { reply: { text: messages.correct.left }, dialogue: null }
    if (text !== CONFIRM) throw new Refusal(messages.correct.confirmOrLeave(CONFIRM, LEAVE))
    return enter(withCaller(context), state as Draft)
  },
}

/** What would be made public in place of what is. @throws Refusal where nothing differs, or something is still to be done before */
async function findCorrection(ctx: BoundContext, visit: string) {
  const result = await getOwnResult(ctx, visit)
  const last = (await ctx.tx.disclosures.of(visit, result.department)).at(-1)
  if (!last) throw new Refusal(messages.correct.notPublic(result))
  if (result.state === 'review' || result.state === 'returned' || result.state === 'decision')
    throw new Refusal(messages.correct.underWay(result))
  const content = await publicResult(ctx.tx, result)
  // Results come from reviewed records and decisions alone, so these are what has to be mended.
  if (publicHash(content) === publicHash(last.content)) throw new Refusal(messages.correct.same(visit))
  return { result, last, content }
}

async function enter(ctx: BoundContext, { visit, reason, key }: Draft): Promise<Outcome> {
  const { result, last, content } = await findCorrection(ctx, visit)
  if (publicHash(content) !== key) throw new Refusal(messages.correct.changed(visit))
  await disclose(ctx, result, content, reason)
  const text = messages.correct.done(result, last.version + 1, reason, content, ctx.office.publicUrl)
  return { reply: { text }, notices: tellDepartment(ctx, text), dialogue: null }
}
