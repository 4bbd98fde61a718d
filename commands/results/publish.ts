/** /publish 公示: a department makes its accepted results public, after it has read exactly what the public will read. */
import type { PublicResult, Result } from '../../db/store.js'
import { BOUND_CHATS, withCaller } from '../audiences.js'
import {
  type BoundContext,
  type Command,
  type Content,
  type Notice,
  type Outcome,
  Refusal,
  UsageRefusal,
} from '../command.js'
import { refuseElsewhere } from '../draws/draw-sight.js'
import { messages } from '../messages.js'
import { hashOf } from '../rules/draw/hash.js'
import { readVisitNo } from '../rules/numbers.js'
import { holdsPersonalNumber } from '../rules/personal-numbers.js'
import { disclose } from './disclose.js'
import { getOwnResult, ownResults } from './own-result.js'
import { publicHash, publicResult } from './public-result.js'
import { startExport } from './start-export.js'

/** `key` names what the caller has read. */
type PublishArgs =
  | { act: 'list' }
  | { act: 'view'; visit: string }
  | { act: 'publish'; visit: string; key: string }
  | { act: 'all'; key: string | null }
  | { act: 'export'; words: string[] }

interface Waiting {
  result: Result
  content: PublicResult
}

/** Beyond that many a message is too long to be read before it is agreed to. */
const MOST_AT_ONCE = 30
const MOST_BUTTONS = 10
const KEY = /^[0-9a-f]{8}$/

export const publish: Command<PublishArgs> = {
  words: ['publish', '公示'],
  summary: '公示本部门已复核、已处理的检查结果',
  usage:
    '/publish（列出待公示的）\n/publish 任务编号（看公示内容，再点“公示”）\n/publish 全部\n/publish 导出（本部门已公示的结果；可以写起止日期、全部、JSON）',
  example: async (ctx) =>
    `/publish ${(await ownResults(withCaller(ctx), ['disclosure']))[0]?.visit ?? ''}`.trim(),
  audience: { roles: ['office', 'leader'], chats: BOUND_CHATS },
  parse(rest) {
    const words = rest.split(/\s+/u).filter((word) => word !== '')
    if (words.length === 0) return { act: 'list' }
    if (words[0] === '导出') return { act: 'export', words: words.slice(1) }
    const key = KEY.test(words.at(-1)!) ? words.pop()! : null
    if (words[0] === '全部' && words.length === 1) return { act: 'all', key }
    const visit = readVisitNo(words[0] ?? '')
    if (!visit || words.length > 1) throw new UsageRefusal(messages.publish.needsVisit)
    return key === null ? { act: 'view', visit } : { act: 'publish', visit, key }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if (args.act === 'list') return list(ctx)
    if (args.act === 'export') return startExport(ctx, args.words)
    if (args.act === 'all') return args.key === null ? showAll(ctx) : publishAll(ctx, args.key)
    const result = await getOwnResult(ctx, args.visit)
    if (result.state !== 'disclosure') throw new Refusal(messages.publish.notWaiting(result))
    const waiting = { result, content: await publicResult(ctx.tx, result) }
    if (args.act === 'view') return { reply: preview(waiting) }
    if (args.key !== keyOf([waiting])) throw new Refusal(messages.publish.changed(args.visit))
    return enter(ctx, [waiting])
  },
}

/** Names the contents that somebody has read, short enough for a button. */
function keyOf(waiting: Waiting[]): string {
  return hashOf(waiting.map(({ content }) => publicHash(content))).slice(0, 8)
}

function preview(waiting: Waiting) {
  const { result, content } = waiting
  const send = `/publish ${result.visit} ${keyOf([waiting])}`
  return {
    text: messages.publish.preview(result, content),
    buttons: [[{ label: messages.publish.label, send }]],
  }
}

async function list(ctx: BoundContext): Promise<Outcome> {
  const open = await ownResults(ctx, ['disclosure'])
  if (open.length === 0) return { reply: { text: messages.publish.none } }
  await refuseElsewhere(
    ctx,
    open.map(({ visit }) => visit),
  )
  const lines: { no: string; firm: string; due: string | null }[] = []
  for (const { visit, firm, discloseBy } of open.slice(0, MOST_AT_ONCE)) {
    lines.push({ no: visit, firm: (await ctx.tx.firms.get(firm))?.name ?? firm, due: discloseBy })
  }
  const buttons = lines
    .slice(0, MOST_BUTTONS)
    .map(({ no }) => [{ label: messages.publish.viewLabel(no), send: `/publish ${no}` }])
  const all = open.length > 1 ? [[{ label: messages.publish.allLabel, send: '/publish 全部' }]] : []
  return { reply: { text: messages.publish.list(open.length, lines), buttons: [...all, ...buttons] } }
}

/** The most urgent ones of the caller's department. */
async function nextWaiting(ctx: BoundContext): Promise<Waiting[]> {
  const open = (await ownResults(ctx, ['disclosure'])).slice(0, MOST_AT_ONCE)
  if (open.length === 0) throw new Refusal(messages.publish.none)
  await refuseElsewhere(
    ctx,
    open.map(({ visit }) => visit),
  )
  const waiting: Waiting[] = []
  for (const result of open) waiting.push({ result, content: await publicResult(ctx.tx, result) })
  return waiting
}

async function showAll(ctx: BoundContext): Promise<Outcome> {
  const waiting = await nextWaiting(ctx)
  const send = `/publish 全部 ${keyOf(waiting)}`
  const text = messages.publish.previewAll(waiting)
  return { reply: { text, buttons: [[{ label: messages.publish.publishAllLabel(waiting.length), send }]] } }
}

async function publishAll(ctx: BoundContext, key: string): Promise<Outcome> {
  const waiting = await nextWaiting(ctx)
  if (key !== keyOf(waiting)) throw new Refusal(messages.publish.allChanged)
  return enter(ctx, waiting)
}

async function enter(ctx: BoundContext, waiting: Waiting[]): Promise<Outcome> {
  for (const { result, content } of waiting) {
    const reason = result.disclosures === 0 ? null : await reasonOf(ctx, result)
    await disclose(ctx, result, content, reason)
  }
  const text = messages.publish.done(waiting, ctx.office.publicUrl)
  return { reply: { text }, notices: tellDepartment(ctx, text) }
}

/** A later version says why it replaces the one before. */
async function reasonOf({ tx }: BoundContext, { visit, department, receipt }: Result): Promise<string> {
  const [last, record] = [(await tx.disclosures.of(visit, department)).at(-1), await tx.records.get(receipt)]
  const isNewer = last !== undefined && record !== undefined && record.at > last.at
  if (!isNewer || !record.reason) return messages.publish.decidedAnew
  // Written by an inspector or a reviewer who may not have had the public in mind.
  return messages.publish.recordMended(holdsPersonalNumber(record.reason) ? null : record.reason)
}

/** The department's group, unless that is where it was said. */
export function tellDepartment(
  { chat, caller }: BoundContext,
  text: string,
  buttons: Content['buttons'] = [],
): Notice[] {
  const isHere = chat.kind === 'department' && chat.department === caller.department
  return isHere ? [] : [{ to: { department: caller.department }, content: { text, buttons }, quiet: true }]
}
