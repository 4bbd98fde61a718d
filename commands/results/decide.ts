/** /decide 处理: what a department does about a problem that was found, and whether what it ordered was done. */
import { BOUND_CHATS, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { refusePersonal } from '../refuse-personal.js'
import { readPairs } from '../rules/command-line.js'
import { CHECKED, type DecisionKind, readKind } from '../rules/decision-law.js'
import { readVisitNo } from '../rules/numbers.js'
import { decisionCard, listDecisions } from './decide-card.js'
import { answerDetails, askDetails, type DecideDialogue } from './decide-questions.js'
import { DECIDE_KEYS, type Given, LONGEST_VALUE, missingKeys, readValue } from './decision-details.js'
import { draftDecision, enterDecision, revokeDecision } from './enter-decision.js'
import { draftCheck, enterCheck, getFailed, setNextCheck } from './enter-recheck.js'
import { getOwnResult, ownResults } from './own-result.js'

type DecideArgs =
  | { act: 'list' }
  | { act: 'view'; visit: string }
  | { act: 'decide'; visit: string; kind: DecisionKind; given: Given }
  | { act: 'revoke'; visit: string; id: number; reason: string }
  /** `done` is null where it is still to be asked for. */
  | { act: 'check'; visit: string; id: number; done: boolean | null; given: Given }
  | { act: 'next'; visit: string; id: number; day: string | null }

const KEYS: readonly string[] = DECIDE_KEYS

export const decide: Command<DecideArgs> = {
  words: ['decide', '处理'],
  summary: '对检查发现的问题作出处理决定，登记复查结果',
  usage:
    '/decide（列出待处理、待复查的）\n/decide 任务编号\n/decide 任务编号 行政处罚 文号=… 金额=… 日期=…（没写全的逐项提问）\n/decide 任务编号 责令改正 复查=…（改正期限）\n/decide 复查 任务编号 决定编号（逐项提问）\n/decide 复查 任务编号 决定编号 已改正（或未改正） 日期=… 备注=… 复查=…（未改正的，下次复查日期）\n/decide 复查 任务编号 决定编号 改期 复查=…（未改正的，下次复查日期）\n/decide 撤销 任务编号 决定编号 理由=…',
  example: async (ctx) =>
    `/decide ${(await ownResults(withCaller(ctx), ['decision']))[0]?.visit ?? ''}`.trim(),
  audience: { roles: ['office', 'leader'], chats: BOUND_CHATS },
  parse: parseDecide,
  async run(args, context) {
    const ctx = withCaller(context)
    if (args.act === 'list') return listDecisions(ctx)
    const result = await getOwnResult(ctx, args.visit)
    switch (args.act) {
      case 'view':
        return { reply: await decisionCard(ctx, result) }
      case 'decide':
        return decideLine(ctx, args)
      case 'revoke':
        return revokeDecision(ctx, result, args)
      case 'check':
        return checkLine(ctx, args)
      case 'next':
        return nextLine(ctx, args)
    }
  },
  answer: (state, text, context) => answerDetails(state as DecideDialogue, text, withCaller(context)),
}

function parseDecide(rest: string): DecideArgs {
  const { pairs, words, duplicates } = readPairs(rest, (key) => KEYS.includes(key))
  const [wrong] = [...pairs.keys()].filter((key) => !KEYS.includes(key))
  if (wrong !== undefined) throw new UsageRefusal(messages.decide.unknownKey(wrong))
  if (duplicates.length > 0) throw new UsageRefusal(messages.decide.twice(duplicates[0]!))
  if ([...pairs.values()].some((value) => [...value].length > LONGEST_VALUE))
    throw new UsageRefusal(messages.decide.tooLong(LONGEST_VALUE))
  const [head, ...tail] = words
  if (head === undefined) return { act: 'list' }
  if (head === '撤销') return { act: 'revoke', ...readPlace(tail), reason: readReason(pairs) }
  if (head === '复查') return readCheck(tail, pairs)
  const visit = readNo(head)
  const [word, ...more] = tail
  if (word === undefined && pairs.size === 0) return { act: 'view', visit }
  const kind = word === undefined || more.length > 0 ? null : readKind(word)
  if (!kind) throw new UsageRefusal(messages.decide.needsKind(visit))
  return { act: 'decide', visit, kind, given: pairs }
}

function readNo(word: string | undefined): string {
  const visit = word === undefined ? null : readVisitNo(word)
  if (!visit) throw new UsageRefusal(messages.decide.needsVisit)
  return visit
}

function readPlace([word, n = '']: string[]): { visit: string; id: number } {
  const visit = readNo(word)
  const id = Number(/^(?:决定)?(\d{1,9})$/.exec(n.normalize('NFKC'))?.[1] ?? Number.NaN)
  if (Number.isNaN(id)) throw new UsageRefusal(messages.decide.needsPlace(visit))
  return { visit, id }
}

function readReason(pairs: Given): string {
  const reason = pairs.get('理由') ?? ''
  if (reason === '') throw new UsageRefusal(messages.decide.needsReason)
  refusePersonal(reason)
  return reason
}

function readCheck(words: string[], pairs: Given): DecideArgs {
  const place = readPlace(words)
  const [word, day, ...more] = words.slice(2)
  if (word === '改期' && more.length === 0)
    return { act: 'next', ...place, day: pairs.get('复查') ?? day ?? null }
  const done = word === undefined ? null : CHECKED.get(word)
  if (done === undefined || day !== undefined)
    throw new UsageRefusal(messages.recheck.needsOutcome(place.visit, place.id))
  return { act: 'check', ...place, done, given: pairs }
}

async function decideLine(
  ctx: BoundContext,
  { visit, kind, given }: Extract<DecideArgs, { act: 'decide' }>,
): Promise<Outcome> {
  const result = await getOwnResult(ctx, visit)
  const decision = await draftDecision(ctx, result, kind, given)
  // One tap is enough to close a case, not to put a firm on a list.
  const isGrave = given.size === 0 && (kind === 'abnormal' || kind === 'serious')
  if (missingKeys(decision).length === 0 && !isGrave) return enterDecision(ctx, result, decision)
  const kept = Object.fromEntries(readGiven(ctx, given, result.inspectedOn))
  return askDetails(ctx, { form: 'decision', visit, kind, given: kept, files: [] })
}

const readGiven = ({ today }: BoundContext, given: Given, since: string) =>
  [...given].map(([key, value]) => [key, readValue(key, value, { today, since })])

async function checkLine(
  ctx: BoundContext,
  { visit, id, done, given }: Extract<DecideArgs, { act: 'check' }>,
): Promise<Outcome> {
  const result = await getOwnResult(ctx, visit)
  // What is still to be asked for may be either; an outcome that fits the rest is tried.
  const check = await draftCheck(ctx, result, { id, done: done ?? false, given })
  if (done !== null) return enterCheck(ctx, result, check, ctx.files)
  const days = { 日期: given.has('日期') ? check.on : null, 备注: check.note, 复查: check.nextOn }
  const kept = Object.fromEntries(Object.entries(days).filter(([, value]) => value !== null))
  const state = { form: 'check', visit, id, given: kept as Record<string, string> } as const
  return askDetails(ctx, { ...state, files: ctx.files })
}

async function nextLine(
  ctx: BoundContext,
  { visit, id, day }: Extract<DecideArgs, { act: 'next' }>,
): Promise<Outcome> {
  const result = await getOwnResult(ctx, visit)
  const order = await getFailed(ctx, result, id)
  if (day === null) return askDetails(ctx, { form: 'next', visit, id, given: {}, files: [] })
  return setNextCheck(
    ctx,
    result,
    order,
    readValue('复查', day, { today: ctx.today, since: order.decidedOn }),
  )
}
