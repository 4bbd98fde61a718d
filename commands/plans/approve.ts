/** /approve 批准: a leader sees a plan with today's numbers, and approves exactly that content (四(二)1). */
import type { Plan } from '../../db/store.js'
import { BOUND_CHATS, withCaller } from '../audiences.js'
import {
  type BoundContext,
  type Command,
  type Notice,
  type Outcome,
  Refusal,
  UsageRefusal,
} from '../command.js'
import { examplePlan, getPlan } from '../draws/drawable.js'
import { messages } from '../messages.js'
import { contentHash } from '../rules/plan-approval.js'
import { findApprovers } from './find-approvers.js'
import { planVersion } from './preview-approval.js'

type ApproveArgs =
  | { act: 'list' }
  | { act: 'view'; plan: string }
  | { act: 'approve'; plan: string; version: string }
  | { act: 'decline'; plan: string; reason: string }

const LONGEST_REASON = 500

export const approve: Command<ApproveArgs> = {
  words: ['approve', '批准'],
  summary: '领导批准抽查计划',
  usage: '/approve（列出等您批准的计划）\n/approve 计划编号\n/approve 不同意 计划编号 理由',
  example: async (ctx) => messages.approve.example(await examplePlan(ctx)),
  audience: { roles: ['leader'], chats: BOUND_CHATS },
  parse(rest) {
    const text = rest.trim()
    if (text === '') return { act: 'list' }
    const [, decision, plan = '', tail = ''] = /^(同意|不同意)\s+(\S+)\s*([\s\S]*)$/u.exec(text) ?? []
    if (decision === '同意') return { act: 'approve', plan, version: tail }
    if (decision === undefined) return { act: 'view', plan: text }
    if ([...tail].length > LONGEST_REASON) throw new UsageRefusal(messages.approve.longReason)
    return { act: 'decline', plan, reason: tail }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if (args.act === 'list') return list(ctx)
    const plan = await getPlan(ctx.tx, args.plan)
    const obstacle = await findObstacle(ctx, plan)
    if (obstacle !== null) throw new Refusal(obstacle)
    if (args.act === 'approve') return enterApproval(ctx, plan, args.version)
    return args.act === 'decline' ? decline(ctx, plan, args.reason) : view(ctx, plan)
  },
}

async function list(ctx: BoundContext): Promise<Outcome> {
  const plans: Plan[] = []
  for (const plan of await ctx.tx.plans.all()) {
    if (ctx.today <= plan.to && (await findObstacle(ctx, plan)) === null) plans.push(plan)
  }
  if (plans.length === 0) return { reply: { text: messages.approve.none } }
  const buttons = plans.map(({ no }) => [{ label: messages.approve.viewLabel(no), send: `/approve ${no}` }])
  return { reply: { text: messages.approve.list(plans), buttons } }
}

/** Why the caller may not decide about the plan; null when he may. */
async function findObstacle({ tx, caller }: BoundContext, plan: Plan): Promise<string | null> {
  const { no, approvedAt, approvedBy, importedBy } = plan
  if (approvedAt !== null) {
    const by = await tx.people.get(approvedBy ?? '')
    return messages.approve.already(no, by?.name ?? '')
  }
  if (importedBy === caller.id) return messages.approve.ownImport(no)
  const approvers = await findApprovers(tx, plan)
  return approvers.some(({ id }) => id === caller.id) ? null : messages.approve.notYours(no)
}

async function view(ctx: BoundContext, plan: Plan): Promise<Outcome> {
  const { platform, chat } = ctx.chat
  await ctx.startJob('preview', plan.no, { chat: { platform, chat }, approval: true })
  return { reply: { text: messages.approve.started(plan.no) } }
}

/** @param version of the content that the caller has seen */
async function enterApproval(ctx: BoundContext, plan: Plan, version: string): Promise<Outcome> {
  const { tx, caller, now } = ctx
  if (version === '') throw new Refusal(messages.approve.needsVersion(plan.no))
  if (version !== planVersion(plan)) throw new Refusal(messages.approve.changed(plan.no))
  const body = { plan: plan.no, planHash: contentHash(plan) }
  const { at } = await tx.ledger.append('plan.approved', caller.id, body, now.toISOString())
  await tx.plans.put({ ...plan, approvedBy: caller.id, approvedAt: at, filingNo: null })
  const text = messages.approve.tell(plan, caller.name)
  return { reply: { text: messages.approve.done(plan.no) }, notices: tellOffices(plan, text) }
}

async function decline(ctx: BoundContext, plan: Plan, reason: string): Promise<Outcome> {
  const { tx, caller, now } = ctx
  const body = { plan: plan.no, planHash: contentHash(plan) }
  await tx.ledger.append('plan.declined', caller.id, body, now.toISOString())
  const text = messages.approve.tellDeclined(plan, caller.name, reason)
  return { reply: { text: messages.approve.declined(plan.no) }, notices: tellOffices(plan, text) }
}

function tellOffices({ leadDepartment }: Plan, text: string): Notice[] {
  return [
    { to: { group: 'office' }, content: { text } },
    { to: { department: leadDepartment }, content: { text } },
  ]
}
