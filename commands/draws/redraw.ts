/** A plan's second draw: asked for with a reason, decided by a supervisor, taken back by those who asked (dr1 §3). */
import type { Draw, Plan, PublicNumber } from '../../db/store.js'
import { type BoundContext, type Notice, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { refusePersonal } from '../refuse-personal.js'
import { tellWaitingImports } from '../registries/waiting-imports.js'
import type { DrawRequest } from '../rules/draw-request.js'
import { formatMoment } from '../rules/office-time.js'
import { isUnconfirmed } from './drawable.js'
import { nameNumber, spellDraw } from './name-number.js'
import { requestDraw } from './request-draw.js'
import { DRAW_ENDS_AFTER } from './witness.js'

/** Asks the supervisors whether a plan may be drawn once more. */
export async function askAgain(
  ctx: BoundContext,
  plan: Plan,
  nth: number,
  request: DrawRequest,
): Promise<Outcome> {
  const reason = request.reason ?? request.loose
  if (reason === '') throw new Refusal(messages.draw.needsReason(plan.no, nth - 1))
  refusePersonal(reason)
  if (request.reason !== null && request.loose !== '') {
    const example = spellDraw(plan, ctx.today, reason)
    throw new Refusal(messages.beacon.meansNothing(plan.no, request.loose, example))
  }
  const supervisors = await ctx.tx.people.withRole('supervisor')
  if (supervisors.length === 0) throw new Refusal(messages.draw.noSupervisor)
  const publicNumber = await nameNumber(ctx, plan, { ...request, reason })
  const id = await requestDraw(ctx, plan, { nth, reason, publicNumber })
  const asked = messages.draw.confirmRequest(id, plan.no, plan.name, nth, reason, ctx.caller.name)
  const text = publicNumber ? `${asked}\n${tellNumber(publicNumber, ctx)}` : asked
  const buttons = [
    [
      { label: '同意', send: `/draw 同意 ${id}` },
      { label: '不同意', send: `/draw 不同意 ${id}` },
    ],
  ]
  const notices: Notice[] = supervisors.map((one) => ({ to: { person: one.id }, content: { text, buttons } }))
  return { reply: { text: messages.draw.awaitsConfirmation(id, plan.no, nth) }, notices }
}

function tellNumber(number: PublicNumber, { office }: BoundContext): string {
  return messages.beacon.requestLine(number, formatMoment(new Date(number.expected), office.zone))
}

/** dr1 §3: a second draw needs a supervisor's confirmation. */
export async function decide(ctx: BoundContext, id: number, act: 'confirm' | 'decline'): Promise<Outcome> {
  if (!ctx.caller.roles.includes('supervisor')) throw new Refusal(messages.draw.onlySupervisor)
  const found = await getRequest(ctx, id)
  if (found.startedBy === ctx.caller.id) throw new Refusal(messages.draw.selfConfirm)
  if (act === 'decline') return endRequest(ctx, found, messages.draw.declined(found.plan))
  await enterDecision(ctx, found, true)
  await ctx.startJob('freeze', String(id))
  await ctx.tx.draws.advance(id, found.version, { confirmedBy: ctx.caller.id })
  const lines = [messages.draw.confirmed(found.plan), ...(await tellWaitingImports(ctx.tx))]
  return tellBoth(found, lines.join('\n'))
}

/** The department that asked may take its request back as long as nobody has decided. */
export async function withdraw(ctx: BoundContext, id: number): Promise<Outcome> {
  const found = await getRequest(ctx, id)
  const starter = await ctx.tx.people.get(found.startedBy)
  const mayWithdraw = ctx.caller.roles.includes('office') && starter?.department === ctx.caller.department
  if (!mayWithdraw) throw new Refusal(messages.draw.notWaiting)
  return endRequest(ctx, found, messages.draw.withdrawn(found.plan))
}

async function getRequest({ tx, now }: BoundContext, id: number): Promise<Draw> {
  const found = await tx.draws.get(id)
  if (!found || !isUnconfirmed(found)) throw new Refusal(messages.draw.notWaiting)
  // The clock's job lets it lapse within a minute; after downtime an answer may come before it.
  if (now.getTime() - Date.parse(found.requestedAt) >= DRAW_ENDS_AFTER)
    throw new Refusal(messages.draw.lapsed(found.plan))
  return found
}

async function endRequest(ctx: BoundContext, found: Draw, text: string): Promise<Outcome> {
  await enterDecision(ctx, found, false)
  await ctx.tx.draws.advance(found.id, found.version, { state: 'refused', cause: text })
  return tellBoth(found, text)
}

async function enterDecision({ tx, caller, now }: BoundContext, found: Draw, agreed: boolean): Promise<void> {
  const body = { plan: found.plan, nth: found.nth, agreed }
  await tx.ledger.append('plan.redraw-decided', caller.id, body, now.toISOString())
}

function tellBoth(found: Draw, text: string): Outcome {
  return { reply: { text }, notices: [{ to: { chat: found.chat }, content: { text } }] }
}
