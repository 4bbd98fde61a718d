/** /draw 抽查: freezes a plan's lists and commits to them in the group; a second draw needs a reason and a supervisor. */
import type { Draw, Plan } from '../db/store.js'
import { withCaller } from './audiences.js'
import {
  type BoundContext,
  type Command,
  type Notice,
  type Outcome,
  Refusal,
  UsageRefusal,
} from './command.js'
import { countCommits, examplePlan, findObstacles, getPlan, isUnconfirmed, listDrawable } from './drawable.js'
import { messages } from './messages.js'

type DrawArgs =
  | { act: 'list' }
  | { act: 'start'; plan: string; reason: string | null }
  | { act: 'confirm' | 'decline' | 'withdraw'; id: number }

/** Above this many firms the freeze takes long enough to say so. */
const LONG_FREEZE = 20_000
const LONGEST_REASON = 500
const DECISIONS: Record<string, 'confirm' | 'decline' | 'withdraw'> = {
  同意: 'confirm',
  不同意: 'decline',
  撤回: 'withdraw',
}

export const draw: Command<DrawArgs> = {
  words: ['draw', '抽查', '抽取'],
  summary: '公开抽取：冻结名单、公布承诺值、等待见证',
  usage: '/draw（列出可以抽取的计划）\n/draw 计划编号\n/draw 计划编号 理由=…（再次抽取，须监察人员确认）',
  example: async (ctx) => `/draw ${await examplePlan(ctx)}`,
  audience: { roles: ['office', 'supervisor'], chats: ['office', 'department', 'private'] },
  parse(rest) {
    const text = rest.trim()
    if (text === '') return { act: 'list' }
    const decision = /^(同意|不同意|撤回)\s+(\d{1,15})$/.exec(text.normalize('NFKC'))
    if (decision) return { act: DECISIONS[decision[1]!]!, id: Number(decision[2]) }
    const [plan = '', ...more] = text.split(/\s+/)
    const reason = more.join(' ').replace(/^理由\s*[=＝:：]\s*/, '')
    if ([...reason].length > LONGEST_REASON) throw new UsageRefusal(messages.draw.longReason)
    return { act: 'start', plan, reason: reason === '' ? null : reason }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if ('id' in args) return args.act === 'withdraw' ? withdraw(ctx, args.id) : decide(ctx, args.id, args.act)
    if (!ctx.caller.roles.includes('office')) throw new Refusal(messages.draw.onlyOffice)
    if (!('plan' in args)) return list(ctx)
    if (ctx.chat.kind === 'private') throw new Refusal(messages.draw.notInPrivate)
    const plan = await getPlan(ctx.tx, args.plan)
    const obstacles = await findObstacles(ctx.tx, plan, ctx.caller, ctx.today)
    if (obstacles.length > 0) throw new Refusal(obstacles.join('\n'))
    const nth = countCommits(await ctx.tx.draws.ofPlan(plan.no)) + 1
    return nth === 1 ? start(ctx, plan) : askAgain(ctx, plan, nth, args.reason)
  },
}

async function list({ tx, caller, today }: BoundContext): Promise<Outcome> {
  const plans = await listDrawable(tx, caller, today)
  if (plans.length === 0) return { reply: { text: messages.draw.noPlans } }
  const buttons = plans.map((plan) => [{ label: `抽取 ${plan.no}`, send: `/draw ${plan.no}` }])
  return { reply: { text: messages.draw.plans(plans), buttons } }
}

async function request(ctx: BoundContext, plan: Plan, nth: number, reason: string | null): Promise<number> {
  const { tx, caller, chat, now } = ctx
  return tx.draws.request({
    plan: plan.no,
    nth,
    reason,
    publicNumber: null,
    startedBy: caller.id,
    chat: { platform: chat.platform, chat: chat.chat },
    requestedAt: now.toISOString(),
  })
}

async function start(ctx: BoundContext, plan: Plan): Promise<Outcome> {
  const id = await request(ctx, plan, 1, null)
  await ctx.startJob('freeze', String(id))
  const long = (await ctx.tx.firms.count()) > LONG_FREEZE
  return long ? { reply: { text: messages.draw.started(plan.no) } } : {}
}

async function askAgain(ctx: BoundContext, plan: Plan, nth: number, reason: string | null): Promise<Outcome> {
  if (reason === null) throw new Refusal(messages.draw.needsReason(plan.no, nth - 1))
  const supervisors = await ctx.tx.people.withRole('supervisor')
  if (supervisors.length === 0) throw new Refusal(messages.draw.noSupervisor)
  const id = await request(ctx, plan, nth, reason)
  const text = messages.draw.confirmRequest(id, plan.no, plan.name, nth, reason, ctx.caller.name)
  const buttons = [
    [
      { label: '同意', send: `/draw 同意 ${id}` },
      { label: '不同意', send: `/draw 不同意 ${id}` },
    ],
  ]
  const notices: Notice[] = supervisors.map((one) => ({ to: { person: one.id }, content: { text, buttons } }))
  return { reply: { text: messages.draw.awaitsConfirmation(plan.no, nth) }, notices }
}

/** dr1 §3: a second draw needs a supervisor's confirmation. */
async function decide(ctx: BoundContext, id: number, act: 'confirm' | 'decline'): Promise<Outcome> {
  if (!ctx.caller.roles.includes('supervisor')) throw new Refusal(messages.draw.onlySupervisor)
  const found = await getRequest(ctx, id)
  if (found.startedBy === ctx.caller.id) throw new Refusal(messages.draw.selfConfirm)
  if (act === 'decline') return endRequest(ctx, found, messages.draw.declined(found.plan))
  await enterDecision(ctx, found, true)
  await ctx.startJob('freeze', String(id))
  await ctx.tx.draws.advance(id, found.version, { confirmedBy: ctx.caller.id })
  return tellBoth(found, messages.draw.confirmed(found.plan))
}

/** The department that asked may take its request back as long as nobody has decided. */
async function withdraw(ctx: BoundContext, id: number): Promise<Outcome> {
  const found = await getRequest(ctx, id)
  const starter = await ctx.tx.people.get(found.startedBy)
  const mayWithdraw = ctx.caller.roles.includes('office') && starter?.department === ctx.caller.department
  if (!mayWithdraw) throw new Refusal(messages.draw.notWaiting)
  return endRequest(ctx, found, messages.draw.withdrawn(found.plan))
}

async function getRequest({ tx }: BoundContext, id: number): Promise<Draw> {
  const found = await tx.draws.get(id)
  if (!found || !isUnconfirmed(found)) throw new Refusal(messages.draw.notWaiting)
  return found
}

async function endRequest(ctx: BoundContext, found: Draw, text: string): Promise<Outcome> {
  await enterDecision(ctx, found, false)
  await ctx.tx.draws.advance(found.id, found.version, { state: 'refused', cause: text })
  return tellBoth(found, text)
}

async function enterDecision({ tx, caller, now }: BoundContext, found: Draw, agreed: boolean): Promise<void> {
  const body = { plan: found.plan, nth: found.nth, agreed }
  await tx.ledger.append('plan.redraw-decided', caller.id, body, now.toISOString())
}

function tellBoth(found: Draw, text: string): Outcome {
  return { reply: { text }, notices: [{ to: { chat: found.chat }, content: { text } }] }
}
