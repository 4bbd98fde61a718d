/** How a department's part of a visit goes from the record to the public, and by when (四(二)4–5, 四(三)1). */
import type { Calendar } from './calendar.js'
import { nextStageDay } from './deadlines.js'

/** From the end of the inspection, or from the decision where something was found (四(三)1). */
export const DISCLOSURE_DAYS = 20
/** No law sets a day for what waits without a deadline: whoever has to act is reminded every so many working days. */
const NUDGE_DAYS = 5

/** Working days within which a transferred lead should be acknowledged; until then every so many days somebody is reminded. */
export const TRANSFER_DAYS = 2

/** A result before and after a step; days are 'YYYY-MM-DD'. */
export interface Course {
  inspectedOn: string
  /** Whether something must follow from what was found. */
  problem: boolean
}

/**
 * The last day on which the result may be made public, or null while a problem waits for its decision.
 * @param decidedOn days of the decisions that stand and are not public yet
 */
export function discloseBy(
  { inspectedOn, problem }: Course,
  decidedOn: string[],
  calendar: Calendar,
): string | null {
  const [first] = [...decidedOn].sort()
  if (first !== undefined) return calendar.add(first, DISCLOSURE_DAYS).day
  return problem ? null : calendar.add(inspectedOn, DISCLOSURE_DAYS).day
}

/** The next day on which whoever has to act on an open result is reminded. */
export function nextResultDay(today: string, due: string | null, calendar: Calendar): string {
  return due === null ? calendar.add(today, NUDGE_DAYS).day : nextStageDay(today, due, calendar)
}

/** The next day on which a lead that nobody has acknowledged is spoken of. */
export function nextTransferDay(today: string, calendar: Calendar): string {
  return calendar.add(today, TRANSFER_DAYS).day
}

/** What follows once a reviewer has accepted: a problem is decided about first (四(二)5). */
export function stateAfterReview(problem: boolean, decisions: number): 'decision' | 'disclosure' {
  return problem && decisions === 0 ? 'decision' : 'disclosure'
}

/** In the order in which a result goes through them. */
const STATES = ['returned', 'review', 'decision', 'disclosure', 'disclosed', 'corrected'] as const

/** Of several departments' results the one that has come least far; undefined for none. */
export function leastFar<R extends { state: (typeof STATES)[number] }>(results: R[]): R | undefined {
  const rank = ({ state }: R) => STATES.indexOf(state)
  return [...results].sort((a, b) => rank(a) - rank(b))[0]
}

/** Whether nobody has accepted a result's newest record yet: until then nothing of it may be decided, made public or counted. */
export const awaitsReview = ({ state }: { state: string }) => state === 'review' || state === 'returned'
