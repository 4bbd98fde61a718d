/** An import that was shown is applied, or dropped. */
import type { ImportRequest } from '../../db/store.js'
import { type BoundContext, type Notice, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { givesRights, mayDecide } from './import-deciders.js'

/** Milliseconds after which nobody can apply any more what he was shown. */
export const IMPORT_LAPSES_AFTER = 7 * 24 * 60 * 60_000

/** @throws Refusal when it is not the caller's to decide, or no longer waits */
export async function applyImport(ctx: BoundContext, id: number): Promise<Outcome> {
  const { tx, caller, now } = ctx
  const request = await find(ctx, id)
  if (!(await mayDecide(tx, caller, request))) {
    const isOwn = givesRights(request) && request.askedBy === caller.id
    throw new Refusal(isOwn ? messages.imports.ownRights : messages.imports.notDecider)
  }
  if (request.state !== 'waiting') throw new Refusal(messages.imports.isNow(id, request.state))
  if (now.getTime() - Date.parse(request.shownAt!) >= IMPORT_LAPSES_AFTER)
    throw new Refusal(messages.imports.isNow(id, 'lapsed'))
  await tx.importRequests.advance(id, request.version, { state: 'approved', decidedBy: caller.id })
  await ctx.startJob('import-apply', String(id))
  return { reply: { text: messages.imports.applying(id) } }
}

/** @throws Refusal as `applyImport`; whoever sent the file may drop it as well */
export async function dropImport(ctx: BoundContext, id: number): Promise<Outcome> {
  const { tx, caller } = ctx
  const request = await find(ctx, id)
  const isOwn = request.askedBy === caller.id
  if (!isOwn && !(await mayDecide(tx, caller, request))) throw new Refusal(messages.imports.notYours)
  if (request.state !== 'waiting' && request.state !== 'checking')
    throw new Refusal(messages.imports.isNow(id, request.state))
  await tx.importRequests.advance(id, request.version, { state: 'dropped', decidedBy: caller.id })
  const text = messages.imports.droppedBy(id, caller.name)
  const notices: Notice[] = isOwn ? [] : [{ to: { person: request.askedBy }, content: { text } }]
  return { reply: { text: messages.imports.dropped(id) }, notices }
}

async function find({ tx }: BoundContext, id: number): Promise<ImportRequest> {
  const request = await tx.importRequests.get(id)
  if (!request) throw new Refusal(messages.imports.unknown(id))
  return request
}
