/** Ends a replacement that has no way on, openly: what was entered already stays, and its secret is published. */
import type { Replacement, Tx } from '../../db/store.js'
import type { Notice } from '../command.js'
import { messages } from '../messages.js'
import { openReplacements } from './enter-leaving.js'

/** @param one open; @returns what is to be said, to the asker or, once the seat was opened, to the draw's group. */
export async function endReplacement(tx: Tx, one: Replacement, cause: string, now: Date): Promise<Notice> {
  const at = now.toISOString()
  await tx.replacements.advance(one.id, one.version, { state: 'declined' })
  const common = { visit: one.visit, replacement: one.id, cause }
  if (!one.entry) {
    await tx.ledger.append('replacement.ended', 'system', common, at)
    return {
      to: { person: one.askedBy },
      content: { text: messages.replace.endedAsking(one.visit, cause) },
    }
  }
  // No key `draw`: a proof shows what decides who goes, and this decides nothing.
  const body = { ...common, entry: one.entry.n, secret: one.secret }
  await tx.ledger.append('replacement.ended', 'system', body, at)
  const { chat } = (await tx.draws.byNo(one.draw))!
  return { to: { chat }, content: { text: messages.replace.ended(one.visit, cause, one.secret!) } }
}

/** A visit that is recorded needs nobody else; what has its witness already is ended when its lot is entered. */
export async function endForRecorded(
  tx: Tx,
  visit: { no: string; draw: string },
  now: Date,
): Promise<Notice[]> {
  const open = (await openReplacements(tx, visit.draw)).filter(
    (one) => one.visit === visit.no && one.state !== 'witnessed',
  )
  const notices: Notice[] = []
  for (const one of open) notices.push(await endReplacement(tx, one, messages.replace.causeRecorded, now))
  return notices
}
