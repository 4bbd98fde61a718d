/** /review 复核: the department's leader accepts a record or gives it back with a reason; nothing is public without it. */
import type { InspectionRecord, Result, Visit } from '../../db/store.js'
import { BOUND_CHATS, withCaller } from '../audiences.js'
import {
  type BoundContext,
  type Command,
  type Notice,
  type Outcome,
  Refusal,
  UsageRefusal,
} from '../command.js'
import { refuseElsewhere } from '../draws/draw-sight.js'
import { messages } from '../messages.js'
import { readVisitNo } from '../rules/numbers.js'
import { nextResultDay } from '../rules/result-course.js'
import { findReviewers, reviewCard } from './ask-reviewers.js'
import { publishButton } from './enter-decision.js'
import { settleAccepted } from './settle-result.js'

/** `version` is the record's that the caller has read, `files` the attachments that it had then; a return needs neither. */
type ReviewArgs =
  | { act: 'list' }
  | { act: 'view'; visit: string }
  | { act: 'accept'; visit: string; version: number; files: number }
  | { act: 'return'; visit: string; version: number | null; reason: string }

interface Subject {
  visit: Visit
  record: InspectionRecord
  /** Those that wait for the caller. */
  results: Result[]
}

const LONGEST_REASON = 500
const MOST_BUTTONS = 10

export const review: Command<ReviewArgs> = {
  words: ['review', '复核'],
  summary: '领导复核检查记录',
  usage:
    '/review（列出等您复核的记录）\n/review 任务编号\n/review 通过 任务编号 第几版 附件数（没有附件的不写）\n/review 退回 任务编号 理由',
  example: async (ctx) => `/review ${(await waitingFor(withCaller(ctx)))[0]?.visit ?? ''}`.trim(),
  audience: { roles: ['leader', 'supervisor'], chats: BOUND_CHATS },
  parse(rest) {
    const [, decision, words = ''] = /^(通过|同意|退回)?\s*([\s\S]*)$/u.exec(rest.trim()) ?? []
    if (decision === undefined && words === '') return { act: 'list' }
    const [word = '', n = '', ...reason] = words.split(/\s+/)
    const visit = readVisitNo(word)
    if (!visit) throw new UsageRefusal(messages.review.needsVisit)
    if (decision === undefined) return { act: 'view', visit }
    const version = readCount(/^第?(\d{1,6})版?$/, n)
    if (decision === '退回') return readReturn(visit, version, version === null ? [n, ...reason] : reason)
    const files = reason.length === 0 ? 0 : readCount(/^(?:附件)?(\d{1,6})个?$/, reason.join(''))
    if (version === null || files === null) throw new Refusal(messages.review.needsVersion(visit))
    return { act: 'accept', visit, version, files }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if (args.act === 'list') return list(ctx)
    const subject = await findSubject(ctx, args.visit)
    if (args.act === 'view') return view(ctx, subject)
    if (args.version !== null && subject.record.version !== args.version)
      throw new Refusal(messages.review.changed(args.visit))
    if (args.act === 'return') return giveBack(ctx, subject, args.reason)
    const { length } = await ctx.tx.records.attachments(args.visit)
    return length === args.files ? accept(ctx, subject) : showAnew(ctx, subject, length)
  },
}

function readCount(form: RegExp, word: string): number | null {
  const [, digits] = form.exec(word.normalize('NFKC')) ?? []
  return digits === undefined ? null : Number(digits)
}

function readReturn(visit: string, version: number | null, words: string[]): ReviewArgs {
  const reason = words.join(' ').trim()
  if (reason === '') throw new UsageRefusal(messages.review.needsReason(visit))
  if ([...reason].length > LONGEST_REASON) throw new UsageRefusal(messages.review.longReason)
  return { act: 'return', visit, version, reason }
}

/** Results that wait for the caller's review, the longest inspected first. */
async function waitingFor({ tx, caller }: BoundContext): Promise<Result[]> {
  const own: Result[] = []
  for (const result of await tx.results.inStates(['review'])) {
    if ((await findReviewers(tx, result)).some(({ id }) => id === caller.id)) own.push(result)
  }
  return own
}

async function list(ctx: BoundContext): Promise<Outcome> {
  const visits = [...new Set((await waitingFor(ctx)).map(({ visit }) => visit))]
  if (visits.length === 0) return { reply: { text: messages.review.none } }
  await refuseElsewhere(ctx, visits)
  const lines: { no: string; firm: string; due: string | null }[] = []
  for (const no of visits) {
    const [result] = await ctx.tx.results.ofVisit(no)
    const firm = await ctx.tx.firms.get(result!.firm)
    lines.push({ no, firm: firm?.name ?? result!.firm, due: result!.discloseBy })
  }
  const buttons = visits
    .slice(0, MOST_BUTTONS)
    .map((no) => [{ label: messages.review.viewLabel(no), send: `/review ${no}` }])
  return { reply: { text: messages.review.list(lines), buttons } }
}

/** @throws Refusal when nothing of the visit waits for the caller, or others read along */
async function findSubject(ctx: BoundContext, no: string): Promise<Subject> {
  const { tx, caller } = ctx
  const visit = await tx.visits.get(no)
  if (!visit) throw new Refusal(messages.review.unknown(no))
  const all = await tx.results.ofVisit(no)
  if (all.length === 0) throw new Refusal(messages.review.notRecorded(no))
  const waiting = all.filter(({ state }) => state === 'review')
  if (waiting.length === 0) throw new Refusal(messages.review.notWaiting(no, all))
  const results: Result[] = []
  for (const result of waiting) {
    if ((await findReviewers(tx, result)).some(({ id }) => id === caller.id)) results.push(result)
  }
  if (results.length === 0) throw new Refusal(messages.review.notYours(no))
  await refuseElsewhere(ctx, [no])
  return { visit, record: (await tx.records.get(results[0]!.receipt))!, results }
}

/** The files are sent along where only the reviewer reads. */
async function view(ctx: BoundContext, { visit, record, results }: Subject): Promise<Outcome> {
  const card = await reviewCard(ctx.tx, visit, record, results)
  if (ctx.chat.kind !== 'private') return { reply: card }
  const files = (await ctx.tx.records.attachments(visit.no)).map(({ file }) => file)
  return { reply: { ...card, files } }
}

/** What came after the reviewer looked is shown before it is accepted. */
async function showAnew(ctx: BoundContext, subject: Subject, files: number): Promise<Outcome> {
  const { reply } = await view(ctx, subject)
  const words = messages.review.moreFiles(subject.visit.no, files)
  return { reply: { ...reply, text: `${words}\n${reply?.text ?? ''}` } }
}

async function accept(ctx: BoundContext, subject: Subject): Promise<Outcome> {
  const notices: Notice[] = []
  for (const result of subject.results) {
    const settled = await settleAccepted(ctx, await enter(ctx, result, true))
    notices.push(await tellDepartment(ctx, subject, settled))
  }
  return { reply: { text: messages.review.accepted(subject.visit.no) }, notices }
}

/** Whoever inspected there mends it: the reason stands in the new version as its reason. */
async function giveBack(ctx: BoundContext, { visit, results }: Subject, reason: string): Promise<Outcome> {
  const { tx, today, calendar, caller } = ctx
  for (const result of results) {
    const remindOn = nextResultDay(today, result.discloseBy, calendar)
    await enter(ctx, { ...result, state: 'returned', returnReason: reason, remindOn }, false)
  }
  const firm = (await tx.firms.get(visit.firm))?.name ?? visit.firm
  const content = {
    text: messages.review.tellReturned(visit.no, firm, caller.name, reason),
    buttons: [[{ label: messages.review.mendLabel, send: `/record ${visit.no}` }]],
  }
  const seats = await tx.visits.assignments(visit.no)
  const notices: Notice[] = seats.map(({ person }) => ({ to: { person }, content }))
  return { reply: { text: messages.review.returned(visit.no) }, notices }
}

async function enter({ tx, caller, now }: BoundContext, result: Result, accepted: boolean): Promise<Result> {
  const { visit, department, receipt } = result
  const body = { visit, department, receipt, accepted }
  const { at } = await tx.ledger.append('result.reviewed', caller.id, body, now.toISOString())
  const reviewed = { ...result, reviewedBy: caller.id, reviewedAt: at }
  await tx.results.put(reviewed)
  return reviewed
}

async function tellDepartment({ tx }: BoundContext, { visit }: Subject, result: Result): Promise<Notice> {
  const firm = (await tx.firms.get(visit.firm))?.name ?? visit.firm
  const text = messages.review.next(visit.no, firm, result)
  const buttons =
    result.state === 'decision'
      ? [[{ label: messages.decide.viewLabel(visit.no), send: `/decide ${visit.no}` }]]
      : publishButton(visit.no)
  return { to: { department: result.department }, content: { text, buttons }, quiet: true }
}
