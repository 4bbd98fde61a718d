/** Where a department's part of a visit stands after something about it was decided, and by when the public must read of it. */
import type { Decision, Disclosure, Result, View } from '../../db/store.js'
import type { BoundContext } from '../command.js'
import type { Calendar } from '../rules/calendar.js'
import {
  awaitsReview,
  DISCLOSURE_DAYS,
  discloseBy,
  nextResultDay,
  stateAfterReview,
} from '../rules/result-course.js'

type Settling = Pick<BoundContext, 'tx' | 'today' | 'calendar'>

/** After something was decided; what waits for its review goes on waiting for it. @returns the result as it then is */
export async function settleResult(ctx: Settling, result: Result): Promise<Result> {
  return awaitsReview(result) ? result : settleAccepted(ctx, result)
}

/** @returns the accepted result as it then is: to be decided about, or to be made public by the day that the law sets. */
export async function settleAccepted(ctx: Settling, result: Result): Promise<Result> {
  const { tx, today, calendar } = ctx
  const standing = await standingDecisions(tx, result)
  const state = stateAfterReview(result.problem, standing.length)
  const due =
    state === 'decision'
      ? null
      : ((await lastDay(tx, result, calendar)) ?? calendar.add(today, DISCLOSURE_DAYS).day)
  const settled = { ...result, state, discloseBy: due, remindOn: nextResultDay(today, due, calendar) }
  await tx.results.put(settled)
  return settled
}

export async function standingDecisions(
  view: View,
  { visit, department }: Pick<Result, 'visit' | 'department'>,
): Promise<Decision[]> {
  return (await view.decisions.of(visit, department)).filter((one) => one.revoked === null)
}

/** Counted from what the public does not know yet; null for a change of what it knows that has no day of its own. */
export async function lastDay(view: View, result: Result, calendar: Calendar): Promise<string | null> {
  const last = (await view.disclosures.of(result.visit, result.department)).at(-1)
  const fresh = (await standingDecisions(view, result)).flatMap((one) => newDays(one, last))
  return last && fresh.length === 0 ? null : discloseBy(result, fresh, calendar)
}

/** The days of the decision and of its newest check that are not public. */
function newDays({ at, kind, decidedOn, recheck }: Decision, last: Disclosure | undefined): string[] {
  const isKnown = last !== undefined && at <= last.at
  const known = last?.content.decisions.filter((one) => one.kind === kind && one.decidedOn === decidedOn)
  const isCheckKnown =
    recheck === null ||
    known?.some((one) => one.recheck?.on === recheck.on && one.recheck.done === recheck.done)
  return [...(isKnown ? [] : [decidedOn]), ...(isCheckKnown ? [] : [recheck.on])]
}
