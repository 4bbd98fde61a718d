/** /recuse 回避: an inspector asks not to be drawn for a firm, or, once drawn, to leave the seat to somebody else. */

import { PRIVATE, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { tellsOfHealth } from '../rules/health-words.js'
import { type LeaveReason, RECUSAL_REASONS, readReason } from '../rules/leave-reasons.js'
import { readVisitNo } from '../rules/numbers.js'
import { getOwnVisit, openVisits } from '../visits/own-visits.js'
import { askRecusal, decideRecusal } from './ask-recusal.js'
import { askReplacement } from './ask-replacement.js'
import { readLeavingLine } from './read-leaving-line.js'

type RecuseArgs =
  | { act: 'ask'; subject: string; visit: string | null; reason: string | null; explanation: string }
  | { act: 'decide'; id: number; granted: boolean }

const RELATION = '其他关系'
const TELLS_WHY = /原因|说明|理由/

export const recuse: Command<RecuseArgs> = {
  words: ['recuse', '回避'],
  summary: '申请回避某家企业，或退出已经抽到的任务（领导一键审批）',
  usage:
    '/recuse 企业名称或统一社会信用代码 原因=… 说明=…（抽取之前）\n/recuse 任务编号 原因=… 说明=…（已经抽到；证明材料作为附件一起发）',
  async example(ctx) {
    const [visit] = await openVisits(ctx)
    if (visit) return messages.recuse.exampleVisit(visit.no)
    const [firm] = await ctx.tx.firms.search(['公司'], 1, 0)
    return messages.recuse.exampleFirm(firm?.code ?? '91410603MA0000000X')
  },
  audience: { roles: ['inspector', 'leader', 'supervisor'], chats: PRIVATE },
  parse(rest) {
    const line = readLeavingLine(rest)
    if ('id' in line) return { act: 'decide', ...line }
    const subject = line.words.join(' ')
    if (subject === '') throw new UsageRefusal(messages.recuse.needsSubject)
    const visit = readVisitNo(subject)
    if (!visit && /^(RW|ＲＷ)/i.test(subject)) throw new UsageRefusal(messages.record.badNumber(subject))
    return { act: 'ask', subject, visit, reason: line.reason, explanation: line.explanation }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if (args.act === 'decide') return decideRecusal(ctx, args.id, args.granted)
    if (!ctx.caller.roles.includes('inspector')) throw new Refusal(messages.recuse.onlyInspector)
    const reason = readRecusalReason(args.visit ?? args.subject, args.reason, args.explanation)
    if (args.visit === null) return askRecusal(ctx, args.subject, reason, args.explanation)
    return leave(ctx, args.visit, reason, args.explanation)
  },
  /** Whoever has told the group why is asked to take it back; the words are not said again. */
  async misplaced(rest) {
    if (!TELLS_WHY.test(rest) && !tellsOfHealth(rest))
      throw new Refusal(messages.router.wrongChat(recuse.words, PRIVATE))
    return { reply: { text: messages.recuse.inGroup } }
  },
}

/** Without a reason, or with one that is none, each one is a button away. */
function readRecusalReason(subject: string, word: string | null, explanation: string): LeaveReason {
  const reason = word === null ? undefined : readReason(word, RECUSAL_REASONS)
  if (reason) return reason
  const text =
    word === null
      ? messages.recuse.needsReason(RECUSAL_REASONS)
      : messages.recuse.badReason(word, RECUSAL_REASONS)
  const shortest = RECUSAL_REASONS.map(({ words }) => (words.includes(RELATION) ? RELATION : words[0]))
  const said = explanation === '' ? '' : ` 说明=${explanation}`
  const sends = shortest.map((one) => ({ label: one, send: `/recuse ${subject} 原因=${one}${said}` }))
  // A button carries 64 bytes at most: with a long name or explanation the line has to be typed.
  const fits = sends.every(({ send }) => Buffer.byteLength(send) <= 64)
  throw new Refusal(text, fits ? sends.map((one) => [one]) : [])
}

async function leave(
  ctx: BoundContext,
  no: string,
  reason: LeaveReason,
  explanation: string,
): Promise<Outcome> {
  const visit = await getOwnVisit(ctx, no)
  const seats = await ctx.tx.visits.assignments(no)
  const seat = seats.find((one) => one.person === ctx.caller.id)!
  return askReplacement(ctx, { visit, seat, reason, explanation })
}
