/** Opens a seat in the ledger with a fresh secret, and asks the draw's group for one witness (dr1 §7). */
import type { Draw, Replacement, ReplacementState, View } from '../../db/store.js'
import type { BoundContext, Notice } from '../command.js'
import { numberToWrite } from '../draws/waiting-draws.js'
import { messages } from '../messages.js'
import { secretHash } from '../rules/draw/commit.js'
import { hashOf } from '../rules/draw/hash.js'
import { inspectorName } from '../visits/visit-cards.js'

/** Not over yet. */
const OPEN: ReplacementState[] = ['asked', 'leaving', 'witnessed']

export async function openReplacements(view: View, draw: string): Promise<Replacement[]> {
  return (await view.replacements.ofDraw(draw)).filter((one) => OPEN.includes(one.state))
}

/** What the ledger holds in place of words and files; nobody can guess them without the salt. */
export function evidenceHash(salt: string, explanation: string, files: { hash: string }[]): string {
  return hashOf(['ssj/evidence', salt, explanation, files.map(({ hash }) => hash)])
}

/** @param id of a replacement in state asked; the caller is who confirms it. */
export async function enterLeaving(ctx: BoundContext, id: number): Promise<Replacement> {
  const { tx, caller, now } = ctx
  const asked = (await tx.replacements.get(id))!
  const visit = (await tx.visits.get(asked.visit))!
  const secret = ctx.randomHex(32)
  const body = {
    ...{ draw: asked.draw, visit: visit.index, seat: asked.seat, leaver: asked.leaver },
    ...{ reason: asked.reason, evidence: asked.evidence, secret: secretHash(secret) },
  }
  const { n, hash, at } = await tx.ledger.append('visit.leaving', caller.id, body, now.toISOString())
  await tx.replacements.advance(id, asked.version, {
    ...{ state: 'leaving', decidedBy: caller.id, entry: { n, hash }, enteredAt: at, secret },
  })
  return (await tx.replacements.get(id))!
}

/** Tells the group of the draw which seats wait for its witness; why somebody leaves is not its business. */
export async function askForWitness(view: View, draw: Draw, entered: Replacement[]): Promise<Notice> {
  const seats: Parameters<typeof messages.replace.leaving>[1] = []
  for (const { visit, leaver, entry } of entered) {
    seats.push({ visit, leaver: leaver && (await inspectorName(view, leaver)), hash: entry!.hash })
  }
  const text = messages.replace.leaving(draw.no!, seats, await numberToWrite(view, draw))
  return { to: { chat: draw.chat }, content: { text } }
}
