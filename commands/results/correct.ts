/** /correct 更正: a new version of what was made public, with its reason; the one before stays visible as corrected. */
import { BOUND_CHATS, withCaller } from '../audiences.js'
import { type Command, Refusal, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { refusePersonal } from '../refuse-personal.js'
import { readPairs } from '../rules/command-line.js'
import { readVisitNo } from '../rules/numbers.js'
import { disclose } from './disclose.js'
import { getOwnResult, ownResults } from './own-result.js'
import { publicHash, publicResult } from './public-result.js'
import { tellDepartment } from './publish.js'

const LONGEST_REASON = 200

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
    if (reason === '' || pairs.size > 1) throw new UsageRefusal(messages.correct.needsReason(visit))
    if ([...reason].length > LONGEST_REASON)
      throw new UsageRefusal(messages.correct.longReason(LONGEST_REASON))
    refusePersonal(reason)
    return { visit, reason }
  },
  async run({ visit, reason }, context) {
    const ctx = withCaller(context)
    const result = await getOwnResult(ctx, visit)
    const last = (await ctx.tx.disclosures.of(visit, result.department)).at(-1)
    if (!last) throw new Refusal(messages.correct.notPublic(result))
    if (result.state === 'review' || result.state === 'returned' || result.state === 'decision')
      throw new Refusal(messages.correct.underWay(result))
    const content = await publicResult(ctx.tx, result)
    // Results come from reviewed records and decisions alone, so these are what has to be mended.
    if (publicHash(content) === publicHash(last.content)) throw new Refusal(messages.correct.same(visit))
    await disclose(ctx, result, content, reason)
    const text = messages.correct.done(visit, last.version + 1, reason, content)
    return { reply: { text }, notices: tellDepartment(ctx, text) }
  },
}
