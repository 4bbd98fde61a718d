/** Finds the part of a visit that the caller's department answers for. */
import type { Result, ResultState } from '../../db/store.js'
import { type BoundContext, Refusal } from '../command.js'
import { refuseElsewhere } from '../draws/draw-sight.js'
import { messages } from '../messages.js'

/** @throws Refusal when there is no such visit, no record, nothing of it is the department's, or others read along */
export async function getOwnResult(ctx: BoundContext, no: string): Promise<Result> {
  const { tx, caller } = ctx
  if (!(await tx.visits.get(no))) throw new Refusal(messages.result.unknown(no))
  const all = await tx.results.ofVisit(no)
  if (all.length === 0) throw new Refusal(messages.result.notRecorded(no))
  const own = all.find(({ department }) => department === caller.department)
  if (own) {
    await refuseElsewhere(ctx, [no])
    return own
  }
  const names: string[] = []
  for (const { department } of all) names.push((await tx.departments.get(department))?.name ?? department)
  throw new Refusal(messages.result.notYours(no, names))
}

/** The department's, those with the earliest last day first. */
export async function ownResults({ tx, caller }: BoundContext, states: ResultState[]): Promise<Result[]> {
  const own = await tx.results.inStates(states, caller.department)
  const day = ({ discloseBy }: Result) => discloseBy ?? '9999'
  return own.sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0))
}
