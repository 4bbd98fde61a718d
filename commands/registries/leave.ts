/** /leave 请假: an inspector asks to be away and a leader decides; clerks and leaders enter it for others; 销假 ends it. */
import type { Inspector } from '../../db/store.js'
import { PRIVATE, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import { findPerson } from '../identity/find-person.js'
import { messages } from '../messages.js'
import { tellsOfHealth } from '../rules/health-words.js'
import {
  type LeaveLine,
  type LeaveSpan,
  readLeaveLine,
  readLeaveSpan,
  readUnreadUntil,
} from '../rules/leave-span.js'
import { addDays } from '../rules/office-time.js'
import { askLeave, decideLeave } from './ask-leave.js'
import { endLeave } from './end-leave.js'
import { enterLeave, keepLeave } from './enter-leave.js'

type LeaveArgs =
  | { act: 'decide'; id: number; granted: boolean }
  | { act: 'end'; person: string | null }
  | ({ act: 'begin' } & LeaveLine)

const LONGEST_LINE = 1000
const LONGEST_REASON = 200
const MOST_DAYS = 366

export const leave: Command<LeaveArgs> = {
  words: ['leave', '请假'],
  summary: '申请请假（领导一键审批）、替人登记请假、销假',
  usage:
    '/leave 开始日期 至 结束日期 理由（执法人员本人申请）\n/leave 姓名或编号 开始日期 至 结束日期（经办人员、领导登记，立即生效）\n/leave 销假（撤回申请，或提前回来）\n/leave 销假 姓名或编号',
  async example({ tx, caller, today }) {
    const days = [addDays(today, 2), addDays(today, 4)] as const
    if (!caller || caller.roles.includes('inspector')) return messages.leave.example(...days)
    const [theirs] = await tx.people.withRole('inspector', caller.department)
    return messages.leave.exampleFor(theirs?.name ?? '张三', ...days)
  },
  audience: { roles: ['office', 'inspector', 'leader'], chats: PRIVATE },
  parse(rest) {
    const text = rest.normalize('NFKC').trim()
    const [, answer, id] = /^(同意|不同意)\s+(\d{1,15})$/.exec(text) ?? []
    if (id) return { act: 'decide', id: Number(id), granted: answer === '同意' }
    const [, after, before] = /^(?:销假(?:\s+(.+))?|(.+)\s+销假)$/s.exec(text) ?? []
    if (/^销假(\s|$)|\s销假$/.test(text)) return { act: 'end', person: after ?? before ?? null }
    if (text.length > LONGEST_LINE) throw new UsageRefusal(messages.leave.longReason)
    const line = readLeaveLine(text)
    if (!line) throw new UsageRefusal(messages.leave.needsDays)
    const unread = readUnreadUntil(line.rest)
    if (line.to === null && unread) throw new UsageRefusal(messages.leave.badDay(unread))
    if ([...line.rest].length > LONGEST_REASON) throw new UsageRefusal(messages.leave.longReason)
    return { act: 'begin', ...line }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if (args.act === 'decide') return decideLeave(ctx, args.id, args.granted)
    const entry = await findEntry(ctx, args.person)
    return args.act === 'end' ? endLeave(ctx, entry) : begin(ctx, entry, args)
  },
  async misplaced(rest) {
    if (!tellsOfHealth(rest)) throw new Refusal(messages.router.wrongChat(leave.words, PRIVATE))
    return { reply: { text: messages.leave.inGroup } }
  },
}

async function begin(ctx: BoundContext, entry: Inspector, line: LeaveLine): Promise<Outcome> {
  const span = readSpan(ctx, line)
  if (entry.person !== ctx.caller.id) {
    // Who may enter it needs no reason, and none is kept.
    const id = await keepLeave(ctx, entry, span, '', 'leave.entered')
    await ctx.tx.leaves.decide(id, 'granted', ctx.caller.id)
    return enterLeave(ctx, entry, span)
  }
  if (line.rest === '') throw new UsageRefusal(messages.leave.needsReason)
  return askLeave(ctx, entry, span, line.rest)
}

function readSpan({ today }: BoundContext, line: LeaveLine): LeaveSpan {
  const span = readLeaveSpan(line, today)
  if (!span) throw new UsageRefusal(messages.leave.badDay([line.from, line.to].filter(Boolean).join(' 至 ')))
  const { from, to } = span
  if (to < from) throw new UsageRefusal(messages.leave.backwards(from, to))
  if (to < today) throw new Refusal(messages.leave.past(to))
  if (to >= addDays(from, MOST_DAYS)) throw new Refusal(messages.leave.tooLong)
  return span
}

/** The caller's own active entry, or that of the person named whom the caller may enter a leave for. */
async function findEntry(ctx: BoundContext, word: string | null): Promise<Inspector> {
  const { tx, caller } = ctx
  const person = word === null ? caller : await findPerson(tx, word)
  const entry = await tx.inspectors.ofPerson(person.id)
  if (!entry?.active) {
    throw word === null
      ? new UsageRefusal(messages.leave.needsPerson)
      : new Refusal(messages.leave.notOnRoll(person.name))
  }
  if (person.id !== caller.id && !(await mayEnter(ctx, entry))) {
    throw new Refusal(messages.leave.notYours(person.name))
  }
  return entry
}

async function mayEnter({ tx, caller }: BoundContext, entry: Inspector): Promise<boolean> {
  if (!caller.roles.includes('office') && !caller.roles.includes('leader')) return false
  const own = await tx.departments.get(caller.department)
  return own?.leading === true || caller.department === entry.department
}
