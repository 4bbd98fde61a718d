/** /extend 延期: an inspector asks for a later due day with a reason; the department's leader grants it with one tap. */
import type { Day, Extension, Person, Visit } from '../../db/store.js'
import { BOUND_CHATS, withCaller } from '../audiences.js'
import {
  type BoundContext,
  type Command,
  type Notice,
  type Outcome,
  Refusal,
  UsageRefusal,
} from '../command.js'
import { messages } from '../messages.js'
import { nextStageDay } from '../rules/deadlines.js'
import { readVisitNo } from '../rules/numbers.js'
import { readComingDay } from '../rules/read-day.js'
import { findLeaders } from './find-leaders.js'
import { exampleVisit, getOwnVisit } from './own-visits.js'

type ExtendArgs =
  | { act: 'ask'; visit: string; day: string; reason: string }
  | { act: 'grant' | 'refuse'; id: number }

const MOST_WORKING_DAYS = 60
const LONGEST_REASON = 500

export const extend: Command<ExtendArgs> = {
  words: ['extend', '延期'],
  summary: '申请延长检查期限（领导一键审批）',
  usage: '/extend 任务编号 新的期限 理由',
  async example(ctx) {
    const no = await exampleVisit(ctx)
    const days = [ctx.today, (await ctx.tx.visits.get(no))?.due ?? ctx.today].sort()
    return messages.extend.example(no, ctx.calendar.add(days[1]!, 5).day)
  },
  audience: { roles: ['inspector', 'leader'], chats: BOUND_CHATS },
  parse(rest) {
    const decision = /^(同意|不同意)\s+(\d{1,15})$/.exec(rest.normalize('NFKC').trim())
    if (decision) return { act: decision[1] === '同意' ? 'grant' : 'refuse', id: Number(decision[2]) }
    const [no = '', day = '', ...reason] = rest.trim().split(/\s+/)
    const visit = readVisitNo(no)
    if (!visit || day === '' || reason.length === 0) throw new UsageRefusal(messages.extend.needsParts)
    if ([...reason.join(' ')].length > LONGEST_REASON) throw new UsageRefusal(messages.extend.longReason)
    return { act: 'ask', visit, day, reason: reason.join(' ') }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if (args.act !== 'ask') return decide(ctx, args.id, args.act === 'grant')
    const visit = await getOwnVisit(ctx, args.visit)
    const to = await checkDay(ctx, visit, args.day)
    if (await ctx.tx.extensions.openOf(visit.no)) throw new Refusal(messages.extend.waiting(visit.no))
    return ask(ctx, visit, to, args.reason)
  },
}

async function checkDay(ctx: BoundContext, visit: Visit, word: string): Promise<Day> {
  if (visit.state !== 'pending') throw new Refusal(messages.extend.done(visit.no))
  const to = readComingDay(word, ctx.today)
  if (!to) throw new UsageRefusal(messages.extend.badDay(word))
  if (to < ctx.today) throw new Refusal(messages.extend.past(to))
  if (to <= visit.due) throw new Refusal(messages.extend.notLater(visit.due))
  const plan = await ctx.tx.plans.get(visit.plan)
  if (plan && to > plan.to) throw new Refusal(messages.extend.afterPlan(plan.to))
  const opens = (await ctx.tx.draws.byNo(visit.draw))?.commit?.opens as Day | null | undefined
  if (opens && to >= opens) throw new Refusal(messages.extend.afterOpening(opens))
  if (!ctx.calendar.isWorkingDay(to)) throw new Refusal(messages.extend.notWorking(to))
  if (ctx.calendar.between(visit.due, to) > MOST_WORKING_DAYS) throw new Refusal(messages.extend.tooFar)
  await checkCertificates(ctx, visit.no, to)
  return to
}

/** Who inspects must hold a valid certificate on the last day as well. */
async function checkCertificates({ tx }: BoundContext, visit: string, to: Day): Promise<void> {
  for (const { inspector, person } of await tx.visits.assignments(visit)) {
    const until = (await tx.inspectors.get(inspector))?.certifiedUntil
    if (until === undefined || until >= to) continue
    const name = (await tx.people.get(person))?.name ?? person
    throw new Refusal(messages.extend.certificate(name, until))
  }
}

/** Never the asker or anybody else who inspects there himself. */
async function findDeciders({ tx }: BoundContext, visit: string, askedBy: string): Promise<Person[]> {
  const asker = await tx.people.get(askedBy)
  const barred = new Set((await tx.visits.assignments(visit)).map((one) => one.person)).add(askedBy)
  return findLeaders(tx, asker?.department, barred)
}

async function ask(ctx: BoundContext, visit: Visit, to: Day, reason: string): Promise<Outcome> {
  const { tx, caller, now } = ctx
  const leaders = await findDeciders(ctx, visit.no, caller.id)
  if (leaders.length === 0) throw new Refusal(messages.extend.noLeader)
  const askedAt = now.toISOString()
  const id = await tx.extensions.add({
    visit: visit.no,
    askedBy: caller.id,
    askedAt,
    reason,
    from: visit.due,
    to,
  })
  await tx.ledger.append('extension.asked', caller.id, { visit: visit.no, extension: id, to }, askedAt)
  const firm = await tx.firms.get(visit.firm)
  const content = {
    text: messages.extend.request(caller.name, visit.no, firm?.name ?? visit.firm, visit.due, to, reason),
    buttons: [
      [
        { label: messages.extend.grantLabel, send: `/extend 同意 ${id}` },
        { label: messages.extend.refuseLabel, send: `/extend 不同意 ${id}` },
      ],
    ],
  }
  const notices: Notice[] = leaders.map((leader) => ({ to: { person: leader.id }, content }))
  const whom = leaders.map((leader) => leader.name).join('、')
  return { reply: { text: messages.extend.asked(visit.no, to, whom) }, notices }
}

async function decide(ctx: BoundContext, id: number, granted: boolean): Promise<Outcome> {
  const extension = await findOpen(ctx, id)
  const { tx, caller, now } = ctx
  const visit = (await tx.visits.get(extension.visit))!
  if (visit.state !== 'pending') throw new Refusal(messages.extend.done(visit.no))
  if (granted) await checkCertificates(ctx, visit.no, extension.to)
  await tx.extensions.decide(id, granted ? 'granted' : 'refused', caller.id)
  const body = { visit: extension.visit, extension: id, granted }
  await tx.ledger.append('extension.decided', caller.id, body, now.toISOString())
  if (granted) {
    const remindOn = nextStageDay(ctx.today, extension.to, ctx.calendar)
    await tx.visits.change(visit.no, { due: extension.to, remindOn })
  }
  const told = granted
    ? messages.extend.tellGranted(visit.no, extension.to, caller.name)
    : messages.extend.tellRefused(visit.no, visit.due, caller.name)
  const reply = granted ? messages.extend.granted(visit.no, extension.to) : messages.extend.refused(visit.no)
  const inspectors = await tx.visits.assignments(visit.no)
  const notices: Notice[] = inspectors.map((one) => ({ to: { person: one.person }, content: { text: told } }))
  return { reply: { text: reply }, notices }
}

async function findOpen(ctx: BoundContext, id: number): Promise<Extension> {
  const extension = await ctx.tx.extensions.get(id)
  if (!extension) throw new Refusal(messages.extend.unknown)
  const deciders = await findDeciders(ctx, extension.visit, extension.askedBy)
  if (!deciders.some((one) => one.id === ctx.caller.id)) throw new Refusal(messages.extend.notLeader)
  if (extension.state !== 'asked') throw new Refusal(messages.extend.decided)
  return extension
}
