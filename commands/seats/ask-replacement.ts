/** Asks that an inspector be replaced on one visit; somebody else has to confirm it. */
import type { Assignment, Button, Person, Replacement, View, Visit } from '../../db/store.js'
import { type BoundContext, type Content, type Notice, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { type LeaveReason, reasonOf } from '../rules/leave-reasons.js'
import { findLeadersOrSupervisors, mayDecide } from '../visits/find-leaders.js'
import { evidenceHash, openReplacements } from './enter-leaving.js'

const DAY = 24 * 60 * 60_000

export interface Leaving {
  visit: Visit
  seat: Assignment
  reason: LeaveReason
  explanation: string
}

/** @throws Refusal when it cannot be asked now. */
export async function askReplacement(ctx: BoundContext, leaving: Leaving): Promise<Outcome> {
  const { tx, caller } = ctx
  const { visit, seat } = leaving
  const leaver = await nameOf(tx, seat.person)
  const draw = (await tx.draws.byNo(visit.draw))!
  if (draw.elsewhere) throw new Refusal(messages.platform.noReplacement(visit.draw))
  if (visit.state !== 'pending') throw new Refusal(messages.replace.recorded(visit.no))
  const open = await openReplacements(tx, visit.draw)
  if (open.some((one) => one.visit === visit.no && one.seat === seat.seat)) {
    throw new Refusal(messages.replace.waiting(visit.no, leaver))
  }
  const replacement = await keep(ctx, leaving)
  const { asked: deciders } = await findDeciders(tx, replacement)
  if (deciders.length === 0) throw new Refusal(messages.replace.noDecider)
  const content = await writeRequest(tx, replacement)
  const notices: Notice[] = deciders.map((one) => ({ to: { person: one.id }, content }))
  if (seat.person !== caller.id) {
    const text = messages.replace.tellAsked(caller.name, visit.no, leaving.reason)
    notices.push({ to: { person: seat.person }, content: { text } })
  }
  const isOwn = seat.person === caller.id
  const whom = deciders.map((one) => one.name).join('、')
  return { reply: { text: messages.replace.asked(visit.no, isOwn ? null : leaver, whom) }, notices }
}

async function keep(ctx: BoundContext, { visit, seat, reason, explanation }: Leaving): Promise<Replacement> {
  const { tx, caller, now, files } = ctx
  const evidenceSalt = ctx.randomHex(16)
  const askedAt = now.toISOString()
  const evidence = evidenceHash(evidenceSalt, explanation, files)
  const id = await tx.replacements.ask({
    ...{ draw: visit.draw, visit: visit.no, seat: seat.seat, leaver: seat.inspector, reason: reason.code },
    ...{ explanation, files, evidence, evidenceSalt, askedBy: caller.id, askedAt },
  })
  const body = { visit: visit.no, replacement: id, evidence }
  await tx.ledger.append('replacement.asked', caller.id, body, askedAt)
  return (await tx.replacements.get(id))!
}

/** The request once more to whoever has not decided it yet. */
export async function askAgain(view: View, one: Replacement, now: Date): Promise<Notice[]> {
  const { asked } = await findDeciders(view, one)
  const days = Math.floor((now.getTime() - Date.parse(one.askedAt)) / DAY)
  const request = await writeRequest(view, one)
  const content = { ...request, text: `${request.text}\n${messages.replace.requestAgain(days)}` }
  return asked.map(({ id }) => ({ to: { person: id }, content, quiet: true }))
}

/** Who was asked to confirm it, and who may not: the asker, and whoever inspects there. */
async function findDeciders(
  view: View,
  { visit, leaver, askedBy }: Replacement,
): Promise<{ asked: Person[]; barred: ReadonlySet<string> }> {
  const seated = await view.visits.assignments(visit)
  const barred = new Set(seated.map((one) => one.person)).add(askedBy)
  const department = (await view.inspectors.get(leaver!))!.department
  return { asked: await findLeadersOrSupervisors(view, department, barred), barred }
}

export async function mayConfirm(view: View, person: Person, replacement: Replacement): Promise<boolean> {
  const { asked, barred } = await findDeciders(view, replacement)
  return mayDecide(person, asked, barred)
}

/** The request as it is shown to whoever confirms it, with its buttons. */
async function writeRequest(view: View, one: Replacement): Promise<Content> {
  const visit = (await view.visits.get(one.visit))!
  const firm = (await view.firms.get(visit.firm))?.name ?? visit.firm
  const leaver = (await view.inspectors.get(one.leaver!))!
  const text = messages.replace.request(
    await nameOf(view, one.askedBy),
    visit.no,
    firm,
    leaver.person === one.askedBy ? null : await nameOf(view, leaver.person),
    reasonOf(one.reason),
    one.explanation,
  )
  return { text, buttons: decisionButtons('replace', one.id), files: one.files }
}

/** Two buttons that decide a request of a command. */
export function decisionButtons(command: 'recuse' | 'replace', id: number): Button[][] {
  return [
    [
      { label: messages.replace.grantLabel, send: `/${command} 同意 ${id}` },
      { label: messages.replace.refuseLabel, send: `/${command} 不同意 ${id}` },
    ],
  ]
}

async function nameOf(view: View, person: string): Promise<string> {
  return (await view.people.get(person))?.name ?? person
}
