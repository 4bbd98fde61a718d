/** /decide 处理: what a department does about a problem that was found; decisions are added and taken back, never changed. */
import type { Decision, Result } from '../../db/store.js'
import { BOUND_CHATS, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import { refuseElsewhere } from '../draws/draw-sight.js'
import { messages } from '../messages.js'
import { refusePersonal } from '../refuse-personal.js'
import { readPairs } from '../rules/command-line.js'
import { nextStageDay } from '../rules/deadlines.js'
import { DECISION_KINDS, type DecisionKind, NEEDED, readAmount, readKind } from '../rules/decision-law.js'
import { readVisitNo } from '../rules/numbers.js'
import { readComingDay, readPastDay } from '../rules/read-day.js'
import { awaitsReview, nextResultDay } from '../rules/result-course.js'
import { getOwnResult, ownResults } from './own-result.js'
import { tellDepartment } from './publish.js'
import { settleResult, standingDecisions } from './settle-result.js'

type DecideArgs =
  | { act: 'list' }
  | { act: 'view'; visit: string }
  | { act: 'decide'; visit: string; kind: DecisionKind; given: ReadonlyMap<string, string> }
  | { act: 'revoke'; visit: string; id: number; reason: string }
  | { act: 'recheck'; visit: string; id: number; done: boolean; day: string | null }

const KEYS = ['文号', '日期', '金额', '复查', '理由']
const LONGEST = 200
const MOST_BUTTONS = 10
const CHECKED = new Map([
  ['已改正', true],
  ['未改正', false],
])

export const decide: Command<DecideArgs> = {
  words: ['decide', '处理'],
  summary: '对检查发现的问题作出处理决定，登记复查结果',
  usage:
    '/decide（列出待处理的）\n/decide 任务编号\n/decide 任务编号 行政处罚 文号=… 金额=… 日期=…\n/decide 任务编号 责令改正 复查=…（改正期限）\n/decide 复查 任务编号 决定编号 已改正（或未改正）\n/decide 撤销 任务编号 决定编号 理由=…',
  example: async (ctx) =>
    `/decide ${(await ownResults(withCaller(ctx), ['decision']))[0]?.visit ?? ''}`.trim(),
  audience: { roles: ['office', 'leader'], chats: BOUND_CHATS },
  parse: parseDecide,
  async run(args, context) {
    const ctx = withCaller(context)
    if (args.act === 'list') return list(ctx)
    const result = await getOwnResult(ctx, args.visit)
    if (args.act === 'view') return { reply: await card(ctx, result) }
    if (args.act === 'decide') return enter(ctx, result, args)
    return args.act === 'revoke' ? revoke(ctx, result, args) : recheck(ctx, result, args)
  },
}

function parseDecide(rest: string): DecideArgs {
  const { pairs, words, duplicates } = readPairs(rest, (key) => KEYS.includes(key))
  const [wrong] = [...pairs.keys()].filter((key) => !KEYS.includes(key))
  if (wrong !== undefined) throw new UsageRefusal(messages.decide.unknownKey(wrong))
  if (duplicates.length > 0) throw new UsageRefusal(messages.decide.twice(duplicates[0]!))
  if ([...pairs.values()].some((value) => [...value].length > LONGEST))
    throw new UsageRefusal(messages.decide.tooLong(LONGEST))
  const [head, ...tail] = words
  if (head === undefined) return { act: 'list' }
  if (head === '撤销') return { act: 'revoke', ...readPlace(tail), reason: readReason(pairs) }
  if (head === '复查') return readRecheck(tail, pairs)
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

function readReason(pairs: ReadonlyMap<string, string>): string {
  const reason = pairs.get('理由') ?? ''
  if (reason === '') throw new UsageRefusal(messages.decide.needsReason)
  refusePersonal(reason)
  return reason
}

function readRecheck(words: string[], pairs: ReadonlyMap<string, string>): DecideArgs {
  const place = readPlace(words)
  const done = CHECKED.get(words[2] ?? '')
  if (done === undefined) throw new UsageRefusal(messages.decide.needsOutcome(place.visit, place.id))
  return { act: 'recheck', ...place, done, day: pairs.get('日期') ?? null }
}

async function list(ctx: BoundContext): Promise<Outcome> {
  const open = await ownResults(ctx, ['decision'])
  if (open.length === 0) return { reply: { text: messages.decide.none } }
  await refuseElsewhere(
    ctx,
    open.map(({ visit }) => visit),
  )
  const lines: { no: string; firm: string }[] = []
  for (const { visit, firm } of open) lines.push({ no: visit, firm: await firmName(ctx, firm) })
  const buttons = lines
    .slice(0, MOST_BUTTONS)
    .map(({ no }) => [{ label: messages.decide.viewLabel(no), send: `/decide ${no}` }])
  return { reply: { text: messages.decide.list(lines), buttons } }
}

const firmName = async ({ tx }: BoundContext, code: string) => (await tx.firms.get(code))?.name ?? code

/** What was found, what has been decided, and each kind of decision a tap away. */
async function card(ctx: BoundContext, result: Result) {
  const { tx } = ctx
  const record = (await tx.records.get(result.receipt))!
  const names = new Map((await tx.items.many(result.items)).map((item) => [item.code, item.name]))
  const shown = { ...record, items: record.items.filter(({ item }) => result.items.includes(item)) }
  const decisions = await tx.decisions.of(result.visit, result.department)
  const text = messages.decide.card(await firmName(ctx, result.firm), result, shown, names, decisions)
  if (!mayBeDecided(result)) return { text }
  const buttons = DECISION_KINDS.map((kind) => [
    {
      label: messages.decide.kindLabel(kind),
      send: `/decide ${result.visit} ${messages.decide.kinds[kind]}`,
    },
  ])
  return { text, buttons }
}

const mayBeDecided = (result: Result) => result.problem && !awaitsReview(result)

async function enter(
  ctx: BoundContext,
  result: Result,
  { kind, given }: Extract<DecideArgs, { act: 'decide' }>,
): Promise<Outcome> {
  const { tx, caller, now, today, calendar } = ctx
  if (!result.problem) throw new Refusal(messages.decide.noProblem(result))
  if (!mayBeDecided(result)) throw new Refusal(messages.decide.notReviewed(result))
  const decision = readDetails(kind, given, result, today)
  refuseClash(decision, await standingDecisions(tx, result))
  const at = await tx.ledger.moment(now.toISOString())
  const remindOn = decision.recheckOn && nextStageDay(today, decision.recheckOn, calendar)
  const id = await tx.decisions.add({ ...decision, remindOn, by: caller.id, at })
  const { visit } = result
  await tx.ledger.append('result.decided', caller.id, { decision: id, ...decision }, at)
  const settled = await settleResult(ctx, result)
  const text = messages.decide.done(visit, { ...decision, id }, settled)
  return { reply: { text, buttons: publishButton(visit) }, notices: tellDepartment(ctx, text) }
}

const publishButton = (visit: string) => [
  [{ label: messages.publish.viewLabel(visit), send: `/publish ${visit}` }],
]

type Details = Pick<
  Decision,
  'visit' | 'department' | 'kind' | 'decidedOn' | 'documentNo' | 'amount' | 'recheckOn'
>

/** @throws Refusal for what is missing or cannot be */
function readDetails(
  kind: DecisionKind,
  given: ReadonlyMap<string, string>,
  { visit, department, inspectedOn }: Result,
  today: string,
): Details {
  const decidedOn = given.has('日期') ? readPastDay(given.get('日期')!, today, inspectedOn) : today
  if (decidedOn === null || decidedOn > today || decidedOn < inspectedOn)
    throw new Refusal(messages.decide.badDay(given.get('日期')!, inspectedOn, today))
  const amount = given.has('金额') ? readAmount(given.get('金额')!) : null
  if (given.has('金额') && amount === null) throw new Refusal(messages.decide.badAmount(given.get('金额')!))
  const recheckOn = given.has('复查') ? readComingDay(given.get('复查')!, today) : null
  if (given.has('复查') && (recheckOn === null || recheckOn < today))
    throw new Refusal(messages.decide.badRecheck(given.get('复查')!, today))
  const details = { decidedOn, documentNo: given.get('文号') || null, amount, recheckOn }
  const missing = NEEDED[kind].filter((detail) => details[detail] === null)
  if (missing.length > 0) throw new UsageRefusal(messages.decide.missing(visit, kind, missing))
  if (kind !== 'rectify' && recheckOn !== null) throw new Refusal(messages.decide.needlessRecheck)
  if (kind !== 'penalty' && amount !== null) throw new Refusal(messages.decide.needlessAmount)
  return { visit, department, kind, ...details }
}

/** A second order may follow a check that found nothing mended. @throws Refusal for the same decision again, and for one that contradicts what stands */
function refuseClash(decision: Details, standing: Decision[]): void {
  const same = standing.find(
    (one) =>
      one.kind === decision.kind && one.documentNo === decision.documentNo && one.recheck?.done !== false,
  )
  if (same) throw new Refusal(messages.decide.already(decision.visit, same))
  const ended = standing.find(({ kind }) => kind === 'none' || decision.kind === 'none')
  if (ended) throw new Refusal(messages.decide.clash(decision.visit, ended))
}

/** @throws Refusal unless it stands */
async function getStanding(ctx: BoundContext, result: Result, id: number): Promise<Decision> {
  const found = (await standingDecisions(ctx.tx, result)).find((one) => one.id === id)
  if (!found) throw new Refusal(messages.decide.noSuch(result.visit, id))
  return found
}

async function revoke(
  ctx: BoundContext,
  result: Result,
  { id, reason }: Extract<DecideArgs, { act: 'revoke' }>,
): Promise<Outcome> {
  const { tx, caller, now } = ctx
  const decision = await getStanding(ctx, result, id)
  await tx.decisions.change(id, { revoked: reason, remindOn: null })
  const { visit, department } = result
  const body = { decision: id, visit, department, reason }
  await tx.ledger.append('result.decision-revoked', caller.id, body, now.toISOString())
  const text = messages.decide.revoked(visit, decision, reason, await settleResult(ctx, result))
  return { reply: { text }, notices: tellDepartment(ctx, text) }
}

async function recheck(
  ctx: BoundContext,
  result: Result,
  { id, done, day }: Extract<DecideArgs, { act: 'recheck' }>,
): Promise<Outcome> {
  const { tx, caller, now, today, calendar } = ctx
  const decision = await getStanding(ctx, result, id)
  if (decision.kind !== 'rectify') throw new Refusal(messages.decide.notRectify(result.visit, id))
  if (decision.recheck?.done) throw new Refusal(messages.decide.checkedAlready(result.visit, id))
  const on = day === null ? today : readPastDay(day, today, decision.decidedOn)
  if (on === null || on > today || on < decision.decidedOn)
    throw new Refusal(messages.decide.badDay(day ?? '', decision.decidedOn, today))
  const remindOn = done ? null : nextResultDay(today, null, calendar)
  await tx.decisions.change(id, { recheck: { on, done }, remindOn })
  const { visit, department } = result
  const body = { decision: id, visit, department, on, done }
  await tx.ledger.append('result.rechecked', caller.id, body, now.toISOString())
  const text = messages.decide.rechecked(visit, decision, done, await settleResult(ctx, result))
  return { reply: { text, buttons: publishButton(visit) }, notices: tellDepartment(ctx, text) }
}
