/** A firm is put on a list: shown first with all that follows from it, entered with the same leader's second word. */
import type { Firm, ListName, Tx } from '../../db/store.js'
import { type BoundContext, type Outcome, Refusal } from '../command.js'
import type { DrawEffect } from '../messages/listing.js'
import { messages } from '../messages.js'
import { findFirm } from '../registries/find-firm.js'
import { rateFirm } from '../rules/credit/rate.js'
import { addMonths } from '../rules/office-time.js'
import { tellMembers } from './end-listing.js'
import { demandLeader, describeListing } from './listings.js'
import { loadFacts, rateAfter, tableInForce } from './rate-firm.js'

/** What is kept while its leader reads it once more. */
export interface ListingDraft {
  list: ListName
  /** The firm's code. */
  firm: string
  months: number
  reason: string
  documentNo: string
}

const MOST_MONTHS = 60
export const CONFIRM = '确认列入'
export const LEAVE = '不列入'

/** @param word the firm, by code or name; `given` the fields 文号, 理由, 期限 */
export async function showListing(
  ctx: BoundContext,
  list: ListName,
  word: string,
  given: ReadonlyMap<string, string>,
): Promise<Outcome> {
  demandLeader(ctx)
  const months = Number(
    /^(\d{1,3})(?:个?月)?$/u.exec(given.get('期限')!.normalize('NFKC'))?.[1] ?? Number.NaN,
  )
  if (!(months >= 1 && months <= MOST_MONTHS)) throw new Refusal(messages.list.badTerm(MOST_MONTHS))
  const firm = await findFirm(ctx.tx, word, (code) => `/credit ${code}`)
  await refuseListing(ctx.tx, list, firm)
  const draft = { list, firm: firm.code, months, reason: given.get('理由')!, documentNo: given.get('文号')! }
  const members = (await ctx.tx.departments.all()).length
  const [from, until] = termOf(ctx, draft)
  const effect = await effectOf(ctx, list, firm)
  return {
    reply: {
      text: messages.list.preview(firm, { ...draft, from, until }, members, effect),
      buttons: [[ctx.choice(CONFIRM, CONFIRM), ctx.choice(LEAVE, LEAVE)]],
    },
    dialogue: { state: draft },
  }
}

/** What the rules in force would make of the firm with the entry; without rules nothing changes. */
async function effectOf({ tx, today }: BoundContext, list: ListName, firm: Firm): Promise<DrawEffect> {
  const before = { class: firm.creditClass, weight: firm.weight }
  const inForce = await tableInForce(tx)
  if (!inForce || list !== 'black') return { before, after: before }
  const base = (await tx.creditStandings.get(firm.code))?.base ?? firm.creditClass
  const facts = await loadFacts(tx, firm.code)
  const entry = { kind: 'blacklisted' as const, on: today, source: '' }
  const { class: after, weight } = rateFirm(base, [...facts, entry], inForce.table, today)
  return { before, after: { class: after, weight } }
}

/** The firm's standing may have changed since it was shown. */
export async function enterListing(ctx: BoundContext, draft: ListingDraft): Promise<Outcome> {
  demandLeader(ctx)
  const { tx, caller, now } = ctx
  const firm = (await tx.firms.get(draft.firm))!
  await refuseListing(tx, draft.list, firm)
  const at = await tx.ledger.moment(now.toISOString())
  const { months: _, ...shown } = draft
  const [from, until] = termOf(ctx, draft)
  const row = { ...shown, from, until, department: caller.department, by: caller.id, at }
  const id = await tx.listings.add(row)
  const body = { listing: id, firm: firm.code, list: row.list, documentNo: row.documentNo, until }
  await tx.ledger.append('listing.entered', caller.id, body, at)
  await rateAfter(ctx, firm.code)
  const text = messages.list.entered(await describeListing(tx, (await tx.listings.get(id))!))
  return { reply: { text }, notices: await tellMembers(tx, text), dialogue: null }
}

const termOf = ({ today }: BoundContext, { months }: ListingDraft): [string, string] => [
  today,
  addMonths(today, months),
]

async function refuseListing(tx: Tx, list: ListName, firm: Firm): Promise<void> {
  const standing = (await tx.listings.ofFirm(firm.code)).filter(({ leftOn }) => leftOn === null)
  if (standing.some((one) => one.list === list)) throw new Refusal(messages.list.already(firm.name, list))
  const clash = standing.find((one) => (one.list === 'green') !== (list === 'green'))
  if (clash) throw new Refusal(messages.list.clash(firm.name, clash))
  if (list === 'green' && firm.creditClass !== 'A') throw new Refusal(messages.list.notGood(firm))
}
