/** What happens to an entry of a list afterwards: the firm objects, the leading office rules on it, leaders take it off. */
import type { Listing } from '../../db/store.js'
import { type BoundContext, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { hashOf } from '../rules/draw/hash.js'
import { endListing } from './end-listing.js'
import { demandLeader } from './listings.js'

/** What a ruling may be: whether the entry is kept. */
export const RULINGS = new Map([
  ['维持', true],
  ['撤出', false],
])

/** The firm's own words, brought by any department's clerk; whoever entered it and the leading leaders are told. */
export async function objectTo(ctx: BoundContext, found: Listing, text: string): Promise<Outcome> {
  const { tx, caller, now } = ctx
  if (found.objection !== null) throw new Refusal(messages.list.objectedAlready(found.id))
  const at = await tx.ledger.moment(now.toISOString())
  await tx.listings.change(found.id, { objection: { text, by: caller.id, at } })
  const body = { listing: found.id, firm: found.firm, content: hashOf(['ssj/objection', text]) }
  await tx.ledger.append('listing.objected', caller.id, body, at)
  const firm = (await tx.firms.get(found.firm))!.name
  const content = {
    text: messages.list.objection(found, firm, text),
    buttons: [...RULINGS.keys()].map((word) => [
      { label: word, send: `/list 裁定 ${found.id} ${word} 经核查` },
    ]),
  }
  const leading = (await tx.departments.all()).find((one) => one.leading)
  const leaders = leading ? await tx.people.withRole('leader', leading.code) : []
  const told = leaders.filter(({ id }) => id !== found.by)
  return {
    reply: { text: messages.list.objectionTaken(found.id) },
    notices: [
      ...told.map(({ id }) => ({ to: { person: id }, content })),
      // What the firm says for itself may be personal.
      {
        to: { department: found.department },
        content: { text: messages.list.objected(found, firm) },
        quiet: true,
      },
    ],
  }
}

/** Nobody rules on what he entered himself. */
export async function rule(
  ctx: BoundContext,
  found: Listing,
  { kept, text }: { kept: boolean; text: string },
): Promise<Outcome> {
  demandLeader(ctx)
  const { tx, caller, now, today } = ctx
  if (!(await tx.departments.get(caller.department))?.leading) throw new Refusal(messages.list.notLeading)
  if (found.objection === null) throw new Refusal(messages.list.noObjection(found.id))
  if (found.outcome !== null) throw new Refusal(messages.list.ruledAlready(found.id))
  if (found.by === caller.id) throw new Refusal(messages.list.ownListing)
  const at = await tx.ledger.moment(now.toISOString())
  await tx.listings.change(found.id, { outcome: { kept, text, by: caller.id, at } })
  await tx.ledger.append('listing.ruled', caller.id, { listing: found.id, firm: found.firm, kept }, at)
  const said = messages.list.ruled(found.id, kept, text)
  const told = [{ to: { person: found.objection.by }, content: { text: said } }]
  if (kept)
    return {
      reply: { text: said },
      notices: [...told, { to: { department: found.department }, content: { text: said } }],
    }
  const ended = await endListing(tx, found, { on: today, by: caller.id, reason: text, at })
  return { reply: { text: said }, notices: [...told, ...ended] }
}

export async function end(ctx: BoundContext, found: Listing, reason: string): Promise<Outcome> {
  demandLeader(ctx)
  const { tx, caller, now, today } = ctx
  const isLeading = (await tx.departments.get(caller.department))?.leading === true
  if (caller.department !== found.department && !isLeading) throw new Refusal(messages.list.notYours)
  const notices = await endListing(tx, found, { on: today, by: caller.id, reason, at: now.toISOString() })
  return { reply: { text: messages.list.removed(found.id) }, notices }
}
