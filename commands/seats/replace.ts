/** /replace 替换: somebody who cannot go is replaced by lot, once somebody else has confirmed it; empty seats are filled. */
import type { Assignment, Draw, Visit } from '../../db/store.js'
import { BOUND_CHATS, withCaller } from '../audiences.js'
import {
  type BoundContext,
  type Command,
  type Context,
  type Outcome,
  Refusal,
  UsageRefusal,
} from '../command.js'
import { findPerson } from '../identity/find-person.js'
import { messages } from '../messages.js'
import { tellsOfHealth } from '../rules/health-words.js'
import { LEAVE_REASONS, type LeaveReason, readReason } from '../rules/leave-reasons.js'
import { readDrawNo, readVisitNo } from '../rules/numbers.js'
import { inspectorNames } from '../visits/visit-cards.js'
import { askReplacement } from './ask-replacement.js'
import { decideReplacement } from './decide-replacement.js'
import { fillVacancies } from './fill-vacancies.js'
import { readLeavingLine } from './read-leaving-line.js'

type ReplaceArgs =
  | { act: 'ask'; visit: string; person: string; reason: string | null; explanation: string }
  | { act: 'fill'; visit: string }
  | { act: 'fill-draw'; draw: string }
  | { act: 'grant' | 'decline'; id: number }

export const replace: Command<ReplaceArgs> = {
  words: ['replace', '替换', '换人'],
  summary: '检查人员不能参加时换人，或补派空缺席位',
  usage:
    '/replace 任务编号 姓名 原因=… 说明=…（经领导确认、一人见证后抽出接替人员）\n/replace 任务编号（补派空缺席位）\n/replace 抽取编号（补派这次抽取的全部空缺席位）',
  example: async (ctx) => {
    const { no, name } = await exampleSeat(ctx)
    return messages.replace.examplePerson(no, name)
  },
  audience: { roles: ['office', 'leader', 'supervisor'], chats: BOUND_CHATS },
  parse(rest) {
    const line = readLeavingLine(rest)
    if ('id' in line) return { act: line.granted ? 'grant' : 'decline', id: line.id }
    const [no = '', ...person] = line.words
    const visit = readVisitNo(no)
    const draw = readDrawNo(no)
    if (draw && (person.length > 0 || line.reason !== null)) {
      throw new UsageRefusal(messages.replace.onePersonOneVisit)
    }
    if (draw) return { act: 'fill-draw', draw }
    if (!visit) throw new UsageRefusal(messages.replace.needsVisit)
    if (person.length === 0 && line.reason === null) return { act: 'fill', visit }
    if (person.length === 0) throw new UsageRefusal(messages.replace.needsPerson(visit))
    const { reason, explanation } = line
    return { act: 'ask', visit, person: person.join(' '), reason, explanation }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if ('id' in args) return decideReplacement(ctx, args.id, args.act === 'grant')
    if (args.act === 'fill-draw') return fillDraw(ctx, args.draw)
    if (args.act === 'ask') return ask(ctx, args)
    const visit = await getVisit(ctx, args.visit)
    const draw = (await ctx.tx.draws.byNo(visit.draw))!
    return fillVisit(ctx, draw, visit)
  },
}

type Asked = Extract<ReplaceArgs, { act: 'ask' }>
async function ask(ctx: BoundContext, { visit: no, person, reason, explanation }: Asked): Promise<Outcome> {
  const isPublic = ctx.chat.kind !== 'private'
  const known = readLeaveReason(reason, isPublic)
  const visit = await getVisit(ctx, no)
  const draw = (await ctx.tx.draws.byNo(visit.draw))!
  const seat = await findSeat(ctx, visit, draw, person)
  const outcome = await askReplacement(ctx, { visit, seat, reason: known, explanation })
  return isPublic && tellsWhy(reason, explanation) ? remindOfPrivacy(outcome) : outcome
}

async function getVisit({ tx }: BoundContext, no: string): Promise<Visit> {
  const visit = await tx.visits.get(no)
  if (!visit) throw new Refusal(messages.replace.unknownVisit(no))
  return visit
}

/** @param isPublic whether the group would read a word that is no reason once more */
function readLeaveReason(word: string | null, isPublic: boolean): LeaveReason {
  if (word === null) throw new UsageRefusal(messages.replace.needsReason(LEAVE_REASONS))
  const reason = readReason(word, LEAVE_REASONS)
  if (reason) return reason
  const fault = messages.replace.badReason(isPublic ? null : word, LEAVE_REASONS)
  throw new UsageRefusal(isPublic ? `${fault}\n${messages.replace.keepPrivate}` : fault)
}

const tellsWhy = (reason: string | null, explanation: string): boolean =>
  explanation !== '' || tellsOfHealth(reason ?? '')

function remindOfPrivacy({ reply, ...rest }: Outcome): Outcome {
  return { ...rest, reply: { ...reply, text: `${reply!.text}\n${messages.replace.keepPrivate}` } }
}

/** The seat of the person named, which the caller may ask to be given to somebody else. */
async function findSeat(ctx: BoundContext, visit: Visit, draw: Draw, word: string): Promise<Assignment> {
  const { tx, caller } = ctx
  const isClerk = await isClerkOf(ctx, draw)
  if (!isClerk && !caller.roles.includes('leader')) throw new Refusal(messages.replace.notYours)
  const person = await findPerson(tx, word)
  const seat = (await tx.visits.assignments(visit.no)).find((one) => one.person === person.id)
  if (!seat) {
    const holders = await inspectorNames(tx, visit.no)
    throw new Refusal(messages.replace.notSeated(person.name, visit.no, holders))
  }
  const { department } = (await tx.inspectors.get(seat.inspector))!
  if (!isClerk && department !== caller.department) throw new Refusal(messages.replace.notYours)
  return seat
}

/** A clerk of the department that leads the plan, that started its draw, or that leads them all. */
async function isClerkOf({ tx, caller }: BoundContext, draw: Draw): Promise<boolean> {
  if (!caller.roles.includes('office')) return false
  const own = await tx.departments.get(caller.department)
  const starter = await tx.people.get(draw.startedBy)
  const theirs = [draw.frozenPlan?.leadDepartment, starter?.department]
  return own?.leading === true || theirs.includes(caller.department)
}

async function fillVisit(ctx: BoundContext, draw: Draw, visit: Visit): Promise<Outcome> {
  if (!(await isClerkOf(ctx, draw))) throw new Refusal(messages.replace.onlyOffice)
  if (visit.state !== 'pending') throw new Refusal(messages.replace.recorded(visit.no))
  return fillVacancies(ctx, draw, [visit], visit.no)
}

async function fillDraw(ctx: BoundContext, no: string): Promise<Outcome> {
  const draw = await ctx.tx.draws.byNo(no)
  if (draw?.state !== 'drawn') throw new Refusal(messages.replace.unknownDraw(no))
  if (!(await isClerkOf(ctx, draw))) throw new Refusal(messages.replace.onlyOffice)
  const visits = await ctx.tx.visits.ofDraw(no)
  const pending = visits.filter((visit) => visit.state === 'pending')
  return fillVacancies(ctx, draw, pending, no)
}

/** A pending visit and one of its inspectors. */
async function exampleSeat({ tx }: Context): Promise<{ no: string; name: string }> {
  const [draw] = await tx.draws.numbered(1)
  const open = draw?.no ? (await tx.visits.ofDraw(draw.no)).find((one) => one.state === 'pending') : undefined
  const [name] = open ? await inspectorNames(tx, open.no) : []
  return open && name ? { no: open.no, name } : { no: 'RW2026-003-07', name: '张三' }
}
