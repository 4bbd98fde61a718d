/** Enters proposed rules once it is known what they would change, and asks the leading office's leaders. */
import type { Instant, Tx } from '../../db/store.js'
import type { Notice } from '../command.js'
import type { RulesPreview } from '../messages/rating.js'
import { messages } from '../messages.js'
import { hashOf } from '../rules/draw/hash.js'
import { findLeaders } from '../visits/find-leaders.js'
import { refuseProposer } from './credit-rules.js'

/** @param text as `writeCreditTable` writes it; what waited before is replaced */
export async function enterRules(
  tx: Tx,
  by: string,
  { text, preview }: { text: string; preview: RulesPreview },
  now: Instant,
): Promise<Notice[]> {
  const asker = (await tx.people.get(by))!
  // Meanwhile somebody may have left the office.
  const why = await refuseProposer(tx, asker)
  if (why !== null) return [{ to: { person: by }, content: { text: why } }]
  const leaders = await findLeaders(tx, asker.department, new Set([by]))
  const before = await tx.creditTables.waiting()
  if (before) await tx.creditTables.decline(before.version)
  const askedAt = await tx.ledger.moment(now)
  const version = await tx.creditTables.add({ text, askedBy: by, askedAt })
  const body = { version, table: hashOf(['ssj/credit-table', text]) }
  await tx.ledger.append('credit.table-asked', by, body, askedAt)
  const { asked, request, approveLabel, declineLabel } = messages.creditRules
  const buttons = [
    [
      { label: approveLabel, send: `/credit 规则 批准 ${version}` },
      { label: declineLabel, send: `/credit 规则 不批准 ${version}` },
    ],
  ]
  const content = { text: request(asker.name, version, text, preview), buttons }
  const whom = leaders.map(({ name }) => name).join('、')
  return [
    { to: { person: by }, content: { text: asked(version, whom, preview) } },
    ...leaders.map(({ id }) => ({ to: { person: id }, content })),
  ]
}
