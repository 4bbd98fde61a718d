/** /draw 抽查: freezes a plan's lists and commits to them in the group; a second draw needs a reason and a supervisor. */
import type { Plan, Tx } from '../../db/store.js'
import { withCaller } from '../audiences.js'
import {
  type BoundContext,
  type Command,
  type Context,
  type Outcome,
  Refusal,
  UsageRefusal,
} from '../command.js'
import { messages } from '../messages.js'
import { tellWaitingImports } from '../registries/waiting-imports.js'
import { type DrawRequest, readDrawRequest } from '../rules/draw-request.js'
import {
  countCommits,
  examplePlan,
  FROZEN,
  findObstacles,
  getPlan,
  isUnconfirmed,
  listDrawable,
} from './drawable.js'
import { nameNumber, spellDraw } from './name-number.js'
import { askAgain, decide, withdraw } from './redraw.js'
import { requestDraw } from './request-draw.js'

type DrawArgs =
  | { act: 'list' }
  | { act: 'start'; plan: string; request: DrawRequest }
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
  usage:
    '/draw（列出可以抽取的计划）\n/draw 计划编号\n/draw 计划编号 信标=… 位数=… 公布=…（计划约定等公开号码时）\n/draw 计划编号 理由=…（再次抽取，须监察人员确认）',
  async example(ctx) {
    if (!isClerk(ctx)) return messages.draw.exampleConfirm(await waitingRequest(ctx.tx))
    const no = await examplePlan(ctx)
    const plan = await ctx.tx.plans.get(no)
    return plan ? spellDraw(plan, ctx.today) : messages.draw.exampleDraw(no)
  },
  audience: { roles: ['office', 'supervisor'], chats: ['office', 'department', 'private'] },
  forOthers: {
    than: ['office'],
    summary: '同意或不同意再次抽取的申请',
    usage: '/draw 同意 申请号\n/draw 不同意 申请号',
  },
  parse(rest) {
    const text = rest.trim()
    if (text === '') return { act: 'list' }
    const decision = /^(同意|不同意|撤回)\s+(\d{1,15})$/.exec(text.normalize('NFKC'))
    if (decision) return { act: DECISIONS[decision[1]!]!, id: Number(decision[2]) }
    const [plan = ''] = text.split(/\s/, 1)
    const request = readDrawRequest(text.slice(plan.length))
    if ([...(request.reason ?? request.loose)].length > LONGEST_REASON)
      throw new UsageRefusal(messages.draw.longReason)
    return { act: 'start', plan, request }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if ('id' in args) return args.act === 'withdraw' ? withdraw(ctx, args.id) : decide(ctx, args.id, args.act)
    if (!isClerk(ctx)) throw new Refusal(messages.draw.onlyOffice)
    if (!('plan' in args)) return list(ctx)
    if (ctx.chat.kind === 'private') throw new Refusal(messages.draw.notInPrivate)
    const plan = await getPlan(ctx.tx, args.plan)
    const obstacles = await findObstacles(ctx.tx, plan, ctx.caller, ctx.today)
    if (obstacles.length > 0) throw new Refusal(obstacles.join('\n'))
    const nth = countCommits(await ctx.tx.draws.ofPlan(plan.no)) + 1
    return nth === 1 ? start(ctx, plan, args.request) : askAgain(ctx, plan, nth, args.request)
  },
}

const isClerk = ({ caller }: Context): boolean => caller?.roles.includes('office') === true

/** The number of a request that a supervisor could decide now. */
async function waitingRequest(tx: Tx): Promise<number> {
  return (await tx.draws.inStates(['requested'])).find(isUnconfirmed)?.id ?? 1
}

async function list({ tx, caller, today }: BoundContext): Promise<Outcome> {
  const plans = await listDrawable(tx, caller, today)
  if (plans.length === 0) return { reply: { text: messages.draw.noPlans } }
  const buttons = plans.map((plan) => [{ label: `抽取 ${plan.no}`, send: `/draw ${plan.no}` }])
  const waiting = (await tx.draws.inStates(FROZEN)).map(({ no }) => no!)
  const lines = [
    messages.draw.plans(plans),
    ...(waiting.length > 0 ? [messages.rivals.waiting(waiting)] : []),
    ...(await tellWaitingImports(tx)),
  ]
  return { reply: { text: lines.join('\n'), buttons } }
}

/** What means nothing is refused: the plan might be drawn otherwise than its starter thought. */
async function start(ctx: BoundContext, plan: Plan, request: DrawRequest): Promise<Outcome> {
  const idle = request.loose || request.reason
  if (idle) throw new Refusal(messages.beacon.meansNothing(plan.no, idle, spellDraw(plan, ctx.today)))
  const id = await requestDraw(ctx, plan, {
    ...{ nth: 1, reason: null },
    publicNumber: await nameNumber(ctx, plan, request),
  })
  await ctx.startJob('freeze', String(id))
  const long = (await ctx.tx.firms.count()) > LONG_FREEZE
  const lines = [...(await tellWaitingImports(ctx.tx)), ...(long ? [messages.draw.started(plan.no)] : [])]
  return lines.length > 0 ? { reply: { text: lines.join('\n') } } : {}
}
