/** Enters a decision about a problem, or takes one back; decisions are added and taken back, never changed. */
import type { Decision, Result } from '../../db/store.js'
import { type BoundContext, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { nextStageDay } from '../rules/deadlines.js'
import type { DecisionKind } from '../rules/decision-law.js'
import { awaitsReview } from '../rules/result-course.js'
import { type Details, detailsOf, type Given, missingKeys, readValues } from './decision-details.js'
import { nextOrderDay, orderDue } from './order-due.js'
import { tellDepartment } from './publish.js'
import { settleResult, standingDecisions } from './settle-result.js'

/** Whether anything may be decided about it now. */
export const mayBeDecided = (result: Result) => result.problem && !awaitsReview(result)

/** The decision as it would be entered. @throws Refusal where it may not be, whatever details are still missing */
export async function draftDecision(
  { tx, today }: BoundContext,
  result: Result,
  kind: DecisionKind,
  given: Given,
): Promise<Details> {
  if (!result.problem) throw new Refusal(messages.decide.noProblem(result))
  if (!mayBeDecided(result)) throw new Refusal(messages.decide.notReviewed(result))
  const values = readValues(given, { today, since: result.inspectedOn })
  const decision = detailsOf(kind, values, result, today)
  refuseClash(decision, await standingDecisions(tx, result))
  return decision
}

/** @param decision with everything that its kind needs */
export async function enterDecision(ctx: BoundContext, result: Result, decision: Details): Promise<Outcome> {
  const { tx, caller, now, today, calendar } = ctx
  const at = await tx.ledger.moment(now.toISOString())
  const remindOn = decision.recheckOn && nextStageDay(today, decision.recheckOn, calendar)
  const id = await tx.decisions.add({ ...decision, remindOn, by: caller.id, at })
  const { visit } = result
  await tx.ledger.append('result.decided', caller.id, { decision: id, ...decision }, at)
  const settled = await settleResult(ctx, result)
  const text = messages.decide.done(visit, { ...decision, id }, settled)
  const buttons = publishButton(visit)
  return { reply: { text, buttons }, notices: tellDepartment(ctx, text, buttons) }
}

export const publishButton = (visit: string) => [
  [{ label: messages.publish.viewLabel(visit), send: `/publish ${visit}` }],
]

/**
 * A second order may follow a check that found nothing mended.
 * @throws Refusal for the same decision again, and for one that contradicts what stands
 */
function refuseClash(decision: Details, standing: Decision[]): void {
  // A number that is still to be given may make it another one.
  const isNumbered = !missingKeys(decision).includes('文号')
  const same = standing.find(
    (one) =>
      one.kind === decision.kind && one.documentNo === decision.documentNo && one.recheck?.done !== false,
  )
  if (same && isNumbered) throw new Refusal(messages.decide.already(decision.visit, same))
  const ended = standing.find(({ kind }) => kind === 'none' || decision.kind === 'none')
  if (ended) throw new Refusal(messages.decide.clash(decision.visit, ended))
}

/** @throws Refusal unless it stands */
export async function getStanding(ctx: BoundContext, result: Result, id: number): Promise<Decision> {
  const found = (await standingDecisions(ctx.tx, result)).find((one) => one.id === id)
  if (!found) throw new Refusal(messages.decide.noSuch(result.visit, id))
  return found
}

export async function revokeDecision(
  ctx: BoundContext,
  result: Result,
  { id, reason }: { id: number; reason: string },
): Promise<Outcome> {
  const { tx, caller, now } = ctx
  const decision = await getStanding(ctx, result, id)
  await tx.decisions.change(id, { revoked: reason, remindOn: null })
  const { visit, department } = result
  const body = { decision: id, visit, department, reason }
  await tx.ledger.append('result.decision-revoked', caller.id, body, now.toISOString())
  await remindAgain(ctx, result)
  const text = messages.decide.revoked(visit, decision, reason, await settleResult(ctx, result))
  return { reply: { text }, notices: tellDepartment(ctx, text) }
}

/** An order whose next step was the decision taken back waits for one again. */
async function remindAgain({ tx, today, calendar }: BoundContext, result: Result): Promise<void> {
  for (const one of await standingDecisions(tx, result)) {
    const next = one.remindOn === null ? nextOrderDay(today, await orderDue(tx, one), calendar) : null
    if (next !== null) await tx.decisions.change(one.id, { remindOn: next })
  }
}
