/** /plans 计划: every plan with its state, the details of one, and its filing number (四(二)1). */
import { BOUND_CHATS, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import { examplePlan, getPlan } from '../draws/drawable.js'
import { messages } from '../messages.js'
import { contentHash } from '../rules/plan-approval.js'
import { findPlanState, loadPlanCard } from './plan-card.js'

/** `filing` as typed; null where nothing is to be filed. */
type PlansArgs = { plan: string; filing: string | null } | null

const LONGEST_FILING = 64

export const plans: Command<PlansArgs> = {
  words: ['plans', '计划'],
  summary: '查看抽查计划和进展，登记备案号',
  usage: '/plans\n/plans 计划编号\n/plans 计划编号 备案 文号（领导小组办公室）',
  example: async (ctx) => messages.plans.example(await examplePlan(ctx)),
  audience: { roles: 'bound', chats: BOUND_CHATS },
  parse(rest) {
    const text = rest.trim()
    if (text === '') return null
    const [, plan, filing] = /^(\S+)\s+备案(?:[\s:：]+([\s\S]*))?$/u.exec(text) ?? []
    if (plan === undefined) return { plan: text, filing: null }
    if ([...(filing ?? '')].length > LONGEST_FILING) throw new UsageRefusal(messages.plans.longFilingNo)
    return { plan, filing: (filing ?? '').trim() }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if (args === null) return list(ctx)
    if (args.filing !== null) return file(ctx, args.plan, args.filing)
    const plan = await getPlan(ctx.tx, args.plan)
    return { reply: { text: messages.plans.detail(await loadPlanCard(ctx.tx, plan, ctx.today)) } }
  },
}

async function list({ tx, today }: BoundContext): Promise<Outcome> {
  const lines: Parameters<typeof messages.plans.list>[0] = []
  for (const plan of await tx.plans.all()) {
    lines.push({ plan, state: await findPlanState(tx, plan, today) })
  }
  return { reply: { text: lines.length === 0 ? messages.plans.none : messages.plans.list(lines) } }
}

async function file({ tx, caller, now }: BoundContext, word: string, filingNo: string): Promise<Outcome> {
  const department = await tx.departments.get(caller.department)
  if (!caller.roles.includes('office') || !department?.leading)
    throw new Refusal(messages.plans.onlyLeadingOffice)
  const plan = await getPlan(tx, word)
  if (filingNo === '') throw new Refusal(messages.plans.needsFilingNo(plan.no))
  if (plan.approvedAt === null) throw new Refusal(messages.plans.notApproved(plan.no))
  if (plan.filingNo === filingNo) throw new Refusal(messages.plans.alreadyFiled(plan.no, filingNo))
  const body = { plan: plan.no, planHash: contentHash(plan), filingNo }
  await tx.ledger.append('plan.filed', caller.id, body, now.toISOString())
  const filed = { ...plan, filingNo }
  await tx.plans.put(filed)
  const text = messages.plans.filed(filed)
  return { reply: { text }, notices: [{ to: { department: plan.leadDepartment }, content: { text } }] }
}
