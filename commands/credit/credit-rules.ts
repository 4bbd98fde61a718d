/** /credit 规则: the table of credit rules, proposed by the leading office, approved by one of its leaders, published. */
import type { CreditTableVersion, FileRef, Person, View } from '../../db/store.js'
import { type BoundContext, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { refuseLarge } from '../refuse-large.js'
import { PROPOSED_TABLE, readCreditTable } from '../rules/credit/read-table.js'
import { hashOf } from '../rules/draw/hash.js'
import { findLeaders } from '../visits/find-leaders.js'

export type RulesArgs =
  | { act: 'view' | 'file' }
  | { act: 'propose'; text: string }
  | { act: 'approve' | 'decline'; version: number }

/** What a proposal waits for: the worker reads the file and counts what would change. */
export interface ProposedRules {
  by: string
  /** As it was written in the message; null where it comes as a file. */
  text: string | null
  file: FileRef | null
}

export function readRulesArgs(tail: string): RulesArgs {
  const text = tail.trim()
  if (text === '') return { act: 'view' }
  const folded = text.normalize('NFKC')
  if (folded === '文件') return { act: 'file' }
  const [, word, n = ''] = /^(批准|不批准)\s*第?(\d{1,6})版?$/u.exec(folded) ?? []
  if (word !== undefined) return { act: word === '批准' ? 'approve' : 'decline', version: Number(n) }
  return { act: 'propose', text }
}

export async function answerRules(ctx: BoundContext, args: RulesArgs): Promise<Outcome> {
  const { tx, files } = ctx
  if (args.act === 'propose') return propose(ctx, args.text)
  if ('version' in args) return decideOn(ctx, args)
  if (files.length > 0) return propose(ctx, null)
  if (args.act === 'view') {
    const [inForce, waiting] = [await tx.creditTables.inForce(), await tx.creditTables.waiting()]
    return { reply: { text: messages.creditRules.table(inForce, waiting, PROPOSED_TABLE) } }
  }
  return askFile(ctx)
}

async function decideOn(ctx: BoundContext, args: Extract<RulesArgs, { version: number }>): Promise<Outcome> {
  const { tx, caller } = ctx
  if (!(await tx.departments.get(caller.department))?.leading)
    throw new Refusal(messages.creditRules.notLeading)
  const waiting = await tx.creditTables.waiting()
  if (waiting?.version !== args.version) throw new Refusal(messages.creditRules.noTable(args.version))
  if (!caller.roles.includes('leader') || caller.id === waiting.askedBy)
    throw new Refusal(messages.creditRules.notApprover)
  return decide(ctx, waiting, args.act === 'approve')
}

/** Where a file cannot come with a word. */
async function askFile({ tx, caller }: BoundContext): Promise<Outcome> {
  const why = await refuseProposer(tx, caller)
  if (why !== null) throw new Refusal(why)
  return { reply: { text: messages.creditRules.askFile }, dialogue: { state: null } }
}

/** @returns why this person may propose no rules, or nobody could approve them; null where all is well */
export async function refuseProposer(view: View, { id, department, roles }: Person): Promise<string | null> {
  if (!(await view.departments.get(department))?.leading) return messages.creditRules.notLeading
  if (!roles.some((role) => role === 'office' || role === 'leader')) return messages.creditRules.notYours
  const leaders = await findLeaders(view, department, new Set([id]))
  return leaders.length === 0 ? messages.creditRules.noLeader : null
}

/** Nothing is proposed before it was counted what it would change. */
export async function propose(ctx: BoundContext, given: string | null): Promise<Outcome> {
  const { tx, caller, files } = ctx
  const why = await refuseProposer(tx, caller)
  if (why !== null) throw new Refusal(why)
  const [file = null, ...more] = files
  if (more.length > 0 || (file !== null && given !== null)) throw new Refusal(messages.creditRules.oneWay)
  refuseLarge(files)
  const read = given === null ? null : readCreditTable(given)
  if (read && 'faults' in read) throw new Refusal(messages.creditRules.faults(read.faults))
  const proposed: ProposedRules = { by: caller.id, text: given, file }
  await ctx.startJob('credit-rules', caller.id, proposed)
  return { reply: { text: messages.creditRules.weighing }, dialogue: null }
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
  const said = messages.creditRules.decided(version, approved)
  return { reply: { text: said }, notices: [{ to: { person: askedBy }, content: { text: said } }] }
}
