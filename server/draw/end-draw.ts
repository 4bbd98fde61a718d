/** Ends a draw that has no way on: void before its first witness, else failed with its secret published (dr1 §3). */

import type { Notice } from '../../commands/command.js'
import { tellSupervisors } from '../../commands/draws/tell-supervisors.js'
import { messages } from '../../commands/messages.js'
import { isSameChat } from '../../commands/same-chat.js'
import type { ChatRef, Draw, LedgerEntry, Tx } from '../../db/store.js'

export interface DrawEnd {
  text: string
  entry: LedgerEntry
}

/**
 * @param draw committed, witnessed, or closed with its beacon still to come
 * @returns what is to be said openly, and the ledger's entry of it
 */
export async function endDraw(
  tx: Tx,
  draw: Draw,
  cause: { void: string; failed: string },
  now: Date,
): Promise<DrawEnd> {
  const at = now.toISOString()
  const no = draw.no!
  if (draw.state === 'committed') {
    await tx.draws.advance(draw.id, draw.version, { state: 'void', cause: cause.void })
    const entry = await tx.ledger.append('draw.voided', 'system', { draw: no, reason: cause.void }, at)
    return { text: messages.void.ended(no, cause.void), entry }
  }
  await tx.draws.advance(draw.id, draw.version, { state: 'failed', cause: cause.failed })
  const body = { draw: no, cause: cause.failed, secret: draw.secret }
  const entry = await tx.ledger.append('draw.failed', 'system', body, at)
  return { text: messages.void.failed(no, cause.failed, draw.secret!), entry }
}

/** Whoever saw the draw begin must see its end: its group, the office, the supervisors. */
export async function tellEnd(tx: Tx, draw: Draw, { text, entry }: DrawEnd, zone: string): Promise<Notice[]> {
  const content = { text }
  return [
    ...(await groupsToTell(tx, draw)).map((chat) => ({ to: { chat }, content })),
    ...(await tellSupervisors(tx, draw, text, entry, zone)),
  ]
}

/** The draw's own group first, then those of the office. */
export async function groupsToTell(tx: Tx, { chat }: Draw): Promise<ChatRef[]> {
  const offices = await tx.groups.ofKind('office')
  const others = offices.filter((one) => !isSameChat(one, chat))
  return [chat, ...others.map((one) => ({ platform: one.platform, chat: one.chat }))]
}
