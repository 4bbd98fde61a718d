/** What a department has to decide about and to check again, and one result with all that was decided and found since. */
import type { Decision, Result } from '../../db/store.js'
import type { BoundContext, Content, Outcome } from '../command.js'
import { refuseElsewhere } from '../draws/draw-sight.js'
import type { CheckLine } from '../messages/rechecking.js'
import { messages } from '../messages.js'
import { DECISION_KINDS } from '../rules/decision-law.js'
import { mayBeDecided } from './enter-decision.js'
import { openOrders } from './order-due.js'
import { ownResults } from './own-result.js'

const MOST_BUTTONS = 10

export async function listDecisions(ctx: BoundContext): Promise<Outcome> {
  const open = await ownResults(ctx, ['decision'])
  const orders = await openOrders(ctx.tx, ctx.caller.department)
  if (open.length + orders.length === 0) return { reply: { text: messages.decide.none } }
  const visits = [...open.map(({ visit }) => visit), ...orders.map(({ order }) => order.visit)]
  await refuseElsewhere(ctx, visits)
  const lines: { no: string; firm: string }[] = []
  for (const { visit, firm } of open) lines.push({ no: visit, firm: await firmName(ctx, firm) })
  const checks: Parameters<typeof messages.recheck.orders>[0] = []
  for (const { order, due } of orders) {
    const { firm } = (await ctx.tx.visits.get(order.visit))!
    checks.push({ no: order.visit, firm: await firmName(ctx, firm), id: order.id, due })
  }
  const buttons = [...new Set(visits)]
    .slice(0, MOST_BUTTONS)
    .map((no) => [{ label: messages.decide.viewLabel(no), send: `/decide ${no}` }])
  const parts = [
    ...(lines.length > 0 ? [messages.decide.list(lines)] : []),
    ...(checks.length > 0 ? [messages.recheck.orders(checks)] : []),
  ]
  return { reply: { text: parts.join('\n'), buttons } }
}

const firmName = async ({ tx }: BoundContext, code: string) => (await tx.firms.get(code))?.name ?? code

/** What was found, what has been decided and checked, and each kind of decision a tap away. */
export async function decisionCard(ctx: BoundContext, result: Result): Promise<Content> {
  const { tx, chat } = ctx
  const record = (await tx.records.get(result.receipt))!
  const names = new Map((await tx.items.many(result.items)).map((item) => [item.code, item.name]))
  const shown = { ...record, items: record.items.filter(({ item }) => result.items.includes(item)) }
  const decisions = await tx.decisions.of(result.visit, result.department)
  const checks = new Map<number, CheckLine[]>()
  for (const { id } of decisions) checks.set(id, await checksOf(ctx, id))
  const firm = await firmName(ctx, result.firm)
  const attached = (await tx.records.attachments(result.visit)).map(({ file }) => file)
  const isPrivate = chat.kind === 'private'
  // What a file is called may name somebody.
  const evidence = messages.decide.evidence(result.visit, attached.length, isPrivate ? attached : [])
  const found = { record: shown, names, evidence }
  const text = messages.decide.card(firm, result, found, decisions, checks)
  const files = isPrivate ? [...attached, ...(await filesOf(ctx, decisions))] : []
  const buttons = mayBeDecided(result) ? kindButtons(result) : []
  return { text, buttons, files }
}

const kindButtons = ({ visit }: Result) =>
  DECISION_KINDS.map((kind) => [
    { label: messages.decide.kindLabel(kind), send: `/decide ${visit} ${messages.decide.kinds[kind]}` },
  ])

/** Every check of a decision; what was noted is for the department's own eyes. */
async function checksOf({ tx, chat, caller }: BoundContext, id: number): Promise<CheckLine[]> {
  const isOwn =
    chat.kind === 'private' || (chat.kind === 'department' && chat.department === caller.department)
  const lines: CheckLine[] = []
  for (const { on, done, by, note, files } of await tx.rechecks.of(id)) {
    const name = (await tx.people.get(by))?.name ?? by
    lines.push({ on, done, by: name, note: isOwn ? note : null, files: files.length })
  }
  return lines
}

async function filesOf({ tx }: BoundContext, decisions: Decision[]) {
  const checks = await Promise.all(decisions.map(({ id }) => tx.rechecks.of(id)))
  return checks.flat().flatMap(({ files }) => files)
}
