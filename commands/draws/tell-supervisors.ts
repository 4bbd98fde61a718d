/** What the supervisors are told at once of a draw that came to nothing: who began it, who ended it, and where the ledger has it. */
import type { Draw, LedgerEntry, Tx } from '../../db/store.js'
import type { Notice } from '../command.js'
import { messages } from '../messages.js'
import { formatMoment } from '../rules/office-time.js'

/** @param text what everybody is told; `entry` the ledger's of the end */
export async function tellSupervisors(
  tx: Tx,
  draw: Draw,
  text: string,
  entry: LedgerEntry,
  zone: string,
): Promise<Notice[]> {
  const nameOf = async (person: string) => (await tx.people.get(person))?.name ?? null
  const plan = (await tx.plans.get(draw.plan))?.name ?? ''
  const told = messages.void.forSupervisors(text, {
    ...{ plan: `${draw.plan} ${plan}`.trim(), draw: draw.no!, entry: entry.n },
    ...{ starter: await nameOf(draw.startedBy), ender: await nameOf(entry.actor) },
    at: formatMoment(new Date(entry.at), zone),
  })
  return (await tx.people.withRole('supervisor')).map(({ id }) => ({
    to: { person: id },
    content: { text: told },
  }))
}
