/** 复查: enters what a check of an order found, and the day of the next one; every check is kept. */
import type { Button, Decision, FileRef, Result } from '../../db/store.js'
import { type BoundContext, type Outcome, Refusal } from '../command.js'
import { ledgerSalt } from '../ledger-salt.js'
import { messages } from '../messages.js'
import { DECISION_KINDS } from '../rules/decision-law.js'
import { hashOf } from '../rules/draw/hash.js'
import { type Given, readValues } from './decision-details.js'
import { getStanding, publishButton } from './enter-decision.js'
import { nextOrderDay, orderDue } from './order-due.js'
import { tellDepartment } from './publish.js'
import { settleResult } from './settle-result.js'

export interface CheckDraft {
  order: Decision
  done: boolean
  on: string
  note: string | null
  /** The day of the next check; only where nothing was mended. */
  nextOn: string | null
}

/** An order that may be checked now. @throws Refusal */
export async function getOrder(ctx: BoundContext, result: Result, id: number): Promise<Decision> {
  const order = await getStanding(ctx, result, id)
  if (order.kind !== 'rectify') throw new Refusal(messages.recheck.notRectify(result.visit, id))
  if (order.recheck?.done) throw new Refusal(messages.recheck.checkedAlready(result.visit, id))
  return order
}

/** Checks follow one another. */
export const checkSince = ({ decidedOn, recheck }: Decision) => recheck?.on ?? decidedOn

/** @throws Refusal */
export async function draftCheck(
  ctx: BoundContext,
  result: Result,
  { id, done, given }: { id: number; done: boolean; given: Given },
): Promise<CheckDraft> {
  const order = await getOrder(ctx, result, id)
  const needless = [...given.keys()].find((key) => !['日期', '备注', '复查'].includes(key))
  if (needless !== undefined) throw new Refusal(messages.recheck.needlessInCheck(needless))
  if (done && given.has('复查')) throw new Refusal(messages.recheck.needlessNext)
  const values = readValues(given, { today: ctx.today, since: checkSince(order) })
  const note = values.get('备注') || null
  return { order, done, on: values.get('日期') ?? ctx.today, note, nextOn: values.get('复查') ?? null }
}

export async function enterCheck(
  ctx: BoundContext,
  result: Result,
  check: CheckDraft,
  files: FileRef[],
): Promise<Outcome> {
  const { tx, caller, now, today, calendar } = ctx
  const { order, done, on, note, nextOn } = check
  await refuseRepeat(ctx, check, files)
  const at = await tx.ledger.moment(now.toISOString())
  const id = await tx.rechecks.add({ decision: order.id, on, done, note, files, by: caller.id, at })
  await tx.decisions.change(order.id, { recheck: { on, done }, nextCheckOn: nextOn })
  const due = await orderDue(tx, (await tx.decisions.get(order.id))!)
  await tx.decisions.change(order.id, { remindOn: nextOrderDay(today, due, calendar) })
  const { visit, department } = result
  const hash = note === null ? null : hashOf(['ssj/recheck', await ledgerSalt(ctx, `recheck/${id}`), note])
  const papers = files.map((file) => file.hash)
  const body = { decision: order.id, visit, department, on, done, note: hash, files: papers, next: nextOn }
  await tx.ledger.append('result.rechecked', caller.id, body, at)
  const text = messages.recheck.entered(visit, check, files.length, await settleResult(ctx, result))
  const steps = done || nextOn !== null ? [] : nextSteps(visit, order.id)
  const buttons = [...steps, ...publishButton(visit)]
  return { reply: { text, buttons }, notices: tellDepartment(ctx, text, buttons) }
}

/** A line that was sent twice is one check. @throws Refusal */
async function refuseRepeat({ tx }: BoundContext, check: CheckDraft, files: FileRef[]): Promise<void> {
  const { order, on, done, note } = check
  const last = (await tx.rechecks.of(order.id)).at(-1)
  if (last?.on === on && last.done === done && last.note === note && files.length === 0)
    throw new Refusal(messages.recheck.checkedSame(order.visit, order.id, on))
}

/** Another day, or another decision. */
function nextSteps(visit: string, id: number): Button[][] {
  const postpone = { label: messages.recheck.postponeLabel, send: `/decide 复查 ${visit} ${id} 改期` }
  const kinds = DECISION_KINDS.filter((kind) => kind !== 'none')
  const decide = kinds.map((kind) => ({
    label: messages.decide.kindLabel(kind),
    send: `/decide ${visit} ${messages.decide.kinds[kind]}`,
  }))
  return [postpone, ...decide].map((button) => [button])
}

/** An order whose newest check found nothing mended, and for which no day was set since. @throws Refusal */
export async function getFailed(ctx: BoundContext, result: Result, id: number): Promise<Decision> {
  const order = await getOrder(ctx, result, id)
  if (order.recheck === null) throw new Refusal(messages.recheck.notChecked(result.visit, order))
  if (order.nextCheckOn !== null) throw new Refusal(messages.recheck.nextSetAlready(result.visit, order))
  return order
}

/** Sets the day of the next check after one that failed; without another check it cannot be moved again. */
export async function setNextCheck(
  ctx: BoundContext,
  result: Result,
  order: Decision,
  on: string,
): Promise<Outcome> {
  const { tx, caller, now, today, calendar } = ctx
  await tx.decisions.change(order.id, { nextCheckOn: on })
  const due = await orderDue(tx, { ...order, nextCheckOn: on })
  await tx.decisions.change(order.id, { remindOn: nextOrderDay(today, due, calendar) })
  const { visit, department } = result
  const body = { decision: order.id, visit, department, on }
  await tx.ledger.append('result.recheck-set', caller.id, body, now.toISOString())
  const text = messages.recheck.nextSet(visit, order.id, on)
  return { reply: { text }, notices: tellDepartment(ctx, text) }
}
