/** /credit 规则: the table of credit rules, proposed by the leading office, approved by one of its leaders, published. */
import type { CreditTableVersion } from '../../db/store.js'
import { type BoundContext, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { PROPOSED_TABLE, readCreditTable, writeCreditTable } from '../rules/credit/read-table.js'
import { hashOf } from '../rules/draw/hash.js'
import { findLeaders } from '../visits/find-leaders.js'

export type TableArgs =
  | { act: 'view' }
  | { act: 'propose'; text: string }
  | { act: 'approve' | 'decline'; version: number }

export async function answerTable(ctx: BoundContext, args: TableArgs): Promise<Outcome> {
  const { tx, caller } = ctx
  if (args.act === 'view') {
    const [inForce, waiting] = [await tx.creditTables.inForce(), await tx.creditTables.waiting()]
    return { reply: { text: messages.credit.table(inForce, waiting, PROPOSED_TABLE) } }
  }
  if (!(await tx.departments.get(caller.department))?.leading) throw new Refusal(messages.credit.notLeading)
  if (args.act === 'propose') return propose(ctx, args.text)
  const waiting = await tx.creditTables.waiting()
  if (waiting?.version !== args.version) throw new Refusal(messages.credit.noTable(args.version))
  if (!caller.roles.includes('leader') || caller.id === waiting.askedBy)
    throw new Refusal(messages.credit.notApprover)
  return decide(ctx, waiting, args.act === 'approve')
}

async function propose(ctx: BoundContext, given: string): Promise<Outcome> {
  const { tx, caller, now } = ctx
  if (!caller.roles.some((role) => role === 'office' || role === 'leader'))
    throw new Refusal(messages.credit.notYours)
  const read = readCreditTable(given)
  if ('faults' in read) throw new Refusal(messages.credit.tableFaults(read.faults))
  const leaders = await findLeaders(tx, caller.department, new Set([caller.id]))
  if (leaders.length === 0) throw new Refusal(messages.credit.noLeader)
  const before = await tx.creditTables.waiting()
  if (before) await tx.creditTables.decline(before.version)
  const text = writeCreditTable(read.table)
  const askedAt = await tx.ledger.moment(now.toISOString())
  const version = await tx.creditTables.add({ text, askedBy: caller.id, askedAt })
  await tx.ledger.append(
    'credit.table-asked',
    caller.id,
    { version, table: hashOf(['ssj/credit-table', text]) },
    askedAt,
  )
  const content = {
    text: messages.credit.tableRequest(caller.name, version, text),
    buttons: [
      [
        { label: messages.credit.approveLabel, send: `/credit 规则 批准 ${version}` },
        { label: messages.credit.declineLabel, send: `/credit 规则 不批准 ${version}` },
      ],
    ],
  }
  return {
    reply: { text: messages.credit.tableAsked(version, leaders.map(({ name }) => name).join('、')) },
    notices: leaders.map(({ id }) => ({ to: { person: id }, content })),
  }
}

/** From its approval on every firm is rated by it, in a job of its own. */
async function decide(
  ctx: BoundContext,
  { version, text, askedBy }: CreditTableVersion,
  approved: boolean,
): Promise<Outcome> {
  const { tx, caller, now } = ctx
  const at = await tx.ledger.moment(now.toISOString())
  if (approved) await tx.creditTables.approve(version, caller.id, at)
  else await tx.creditTables.decline(version)
  const body = { version, approved, table: hashOf(['ssj/credit-table', text]) }
  await tx.ledger.append('credit.table-decided', caller.id, body, at)
  if (approved) await ctx.startJob('credit', String(version))
  const said = messages.credit.tableDecided(version, approved)
  return { reply: { text: said }, notices: [{ to: { person: askedBy }, content: { text: said } }] }
}
