/** An inspector's wish not to be drawn for a firm, and its decision; a draw whose lists are frozen is not touched. */
import type { Draw, Firm, Inspector, Person, RecusalRequest, Tx } from '../../db/store.js'
import { type BoundContext, type Notice, type Outcome, Refusal } from '../command.js'
import { ledgerSalt } from '../ledger-salt.js'
import { messages } from '../messages.js'
import { hashOf } from '../rules/draw/hash.js'
import { type LeaveReason, reasonOf } from '../rules/leave-reasons.js'
import { findLeadersOrSupervisors, mayDecide } from '../visits/find-leaders.js'
import { decisionButtons } from './ask-replacement.js'

const MOST_FIRMS = 10

/** @throws Refusal when it cannot be asked, or need not be. */
export async function askRecusal(
  ctx: BoundContext,
  word: string,
  reason: LeaveReason,
  explanation: string,
): Promise<Outcome> {
  const { tx, caller } = ctx
  const inspector = await tx.inspectors.ofPerson(caller.id)
  if (!inspector?.active) throw new Refusal(messages.recuse.notOnRoll)
  const firm = await findFirm(tx, word)
  await refuseNeedless(ctx, inspector, firm)
  const barred = new Set([caller.id])
  const deciders = await findLeadersOrSupervisors(tx, inspector.department, barred)
  if (deciders.length === 0) throw new Refusal(messages.replace.noDecider)
  const id = await keep(ctx, inspector, firm, reason, explanation)
  const content = {
    text: messages.recuse.request(caller.name, firm.name, reason, explanation),
    buttons: decisionButtons('recuse', id),
    files: ctx.files,
  }
  const notices: Notice[] = deciders.map((one) => ({ to: { person: one.id }, content }))
  const asked = messages.recuse.asked(firm.name, deciders.map((one) => one.name).join('、'))
  return { reply: { text: asked + (await aboutFrozen(tx, inspector.department)) }, notices }
}

async function findFirm(tx: Tx, word: string): Promise<Firm> {
  const name = word.normalize('NFKC').trim()
  const exact = await tx.firms.get(name.toUpperCase())
  if (exact) return exact
  const found = await tx.firms.search(name.slice(0, 100).split(/\s+/u), MOST_FIRMS, 0)
  const same = found.filter((one) => one.name.normalize('NFKC') === name)
  const [only] = same.length === 1 ? same : found
  if (!only) throw new Refusal(messages.recuse.noFirm(word))
  if (found.length > 1 && same.length !== 1) throw new Refusal(messages.recuse.manyFirms(found))
  return only
}

async function refuseNeedless({ tx, caller }: BoundContext, { id }: Inspector, firm: Firm): Promise<void> {
  const drawn = (await tx.visits.ofPerson(caller.id, 'pending')).filter((visit) => visit.firm === firm.code)
  if (drawn.length > 0)
    throw new Refusal(
      messages.recuse.drawn(
        firm.name,
        drawn.map((visit) => visit.no),
      ),
    )
  const known = await tx.recusals.ofInspectors([id])
  if (known.some((one) => one.firm === firm.code)) throw new Refusal(messages.recuse.already(firm.name))
  const open = await tx.recusalRequests.open()
  const waits = open.some((one) => one.inspector === id && one.firm === firm.code)
  if (waits) throw new Refusal(messages.recuse.waiting(firm.name))
}

async function keep(
  ctx: BoundContext,
  inspector: Inspector,
  firm: Firm,
  reason: LeaveReason,
  explanation: string,
): Promise<number> {
  const { tx, caller, now, files } = ctx
  const askedAt = now.toISOString()
  const request = { inspector: inspector.id, firm: firm.code, reason: reason.code, explanation }
  const id = await tx.recusalRequests.ask({ ...request, askedBy: caller.id, askedAt })
  const salt = await ledgerSalt(ctx, `recusal/${id}`)
  const content = hashOf(['ssj/recusal', salt, request, files.map(({ hash }) => hash)])
  await tx.ledger.append('recusal.asked', caller.id, { request: id, content }, askedAt)
  return id
}

/** What is frozen already may still bring the inspector there; what to do then is said beforehand. */
async function aboutFrozen(tx: Tx, department: string): Promise<string> {
  const waiting: Draw[] = await tx.draws.inStates(['committed', 'witnessed', 'closed'])
  const theirs = waiting.filter((draw) => draw.frozenPlan?.departments.includes(department))
  return theirs.length === 0 ? '' : `\n${messages.recuse.frozen(theirs.map((draw) => draw.no ?? ''))}`
}

/** @throws Refusal when it is not the caller's to decide, or decided. */
export async function decideRecusal(ctx: BoundContext, id: number, granted: boolean): Promise<Outcome> {
  const { tx, caller, now } = ctx
  const request = await tx.recusalRequests.get(id)
  if (!request) throw new Refusal(messages.recuse.unknown)
  const { inspector, asker } = await partiesOf(tx, request)
  const barred = new Set([request.askedBy])
  const deciders = await findLeadersOrSupervisors(tx, inspector.department, barred)
  if (!mayDecide(caller, deciders, barred)) throw new Refusal(messages.recuse.notDecider)
  if (request.state !== 'asked') throw new Refusal(messages.recuse.decided)
  await tx.recusalRequests.decide(id, granted ? 'granted' : 'refused', caller.id)
  await tx.ledger.append('recusal.decided', caller.id, { request: id, granted }, now.toISOString())
  const firm = (await tx.firms.get(request.firm))?.name ?? request.firm
  if (granted) {
    const reason = reasonOf(request.reason).words[0]
    await tx.recusals.put({ inspector: inspector.id, firm: request.firm, reason })
  }
  const told = granted
    ? messages.recuse.tellGranted(firm, caller.name) + (await aboutFrozen(tx, inspector.department))
    : messages.recuse.tellRefused(firm, caller.name)
  const reply = granted
    ? messages.recuse.granted(asker.name, firm)
    : messages.recuse.refused(asker.name, firm)
  return {
    reply: { text: reply },
    notices: [{ to: { person: asker.id }, content: { text: told } }],
  }
}

async function partiesOf(
  tx: Tx,
  { inspector, askedBy }: RecusalRequest,
): Promise<{ inspector: Inspector; asker: Person }> {
  return { inspector: (await tx.inspectors.get(inspector))!, asker: (await tx.people.get(askedBy))! }
}
