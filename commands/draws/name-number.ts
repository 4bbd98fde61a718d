/** The public number that a draw of a plan is to wait for, as its starter names it; and what else must not be said. */
import type { Plan, PublicNumber } from '../../db/store.js'
import { type BoundContext, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { readPublicNumber } from '../rules/draw/public-number.js'
import type { DrawRequest } from '../rules/draw-request.js'
import { addDays } from '../rules/office-time.js'

/** A line that starts a draw of the plan; `reason` for a second one. */
export function spellDraw(plan: Plan, today: string, reason: string | null = null): string {
  const line =
    plan.beacon === 'number'
      ? messages.beacon.exampleDraw(plan.no, addDays(today, 1))
      : messages.draw.exampleDraw(plan.no)
  return reason === null ? line : messages.draw.withReason(line, reason)
}

/** The number, null where the plan waits for none. @throws Refusal with a line that would do */
export async function nameNumber(
  { tx, now, today, office }: BoundContext,
  plan: Plan,
  request: DrawRequest,
): Promise<PublicNumber | null> {
  const example = spellDraw(plan, today, request.reason)
  if (request.repeated.length > 0) throw new Refusal(messages.beacon.repeated(request.repeated, example))
  if (plan.beacon !== 'number') {
    const named = [request.name, request.digits, request.expected].some((value) => value !== null)
    if (named) throw new Refusal(messages.beacon.noNumberWanted(plan.no, example))
    return null
  }
  const number = readPublicNumber(request, now, office.zone)
  if (typeof number === 'string') throw new Refusal(messages.beacon.badNumber(number, example))
  const supervisors = await tx.people.withRole('supervisor')
  if (supervisors.length === 0) throw new Refusal(messages.beacon.noSupervisor)
  return number
}
