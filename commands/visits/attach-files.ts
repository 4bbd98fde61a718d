/** Photos and documents that belong to an inspection record. */
import type { FileRef, Visit } from '../../db/store.js'
import { type BoundContext, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'

/** How long after a record files without a word still belong to it. */
const STILL_MEANT = 2 * 60 * 60_000

/** Attaches files to a record, each once however often it is sent; answers how many were new. */
export async function attachAll(
  ctx: BoundContext,
  visit: string,
  receipt: string,
  files: FileRef[],
): Promise<number> {
  const { tx, caller, now } = ctx
  const known = new Set((await filesOf(ctx, visit, receipt)).map(({ hash }) => hash))
  const added = new Map(files.filter(({ hash }) => !known.has(hash)).map((file) => [file.hash, file]))
  if (added.size === 0) return 0
  const at = now.toISOString()
  for (const file of added.values()) await tx.records.attach({ visit, receipt, by: caller.id, at, file })
  await tx.ledger.append('record.attached', caller.id, { visit, receipt, files: [...added.keys()] }, at)
  return added.size
}

async function filesOf({ tx }: BoundContext, visit: string, receipt: string): Promise<FileRef[]> {
  const all = await tx.records.attachments(visit)
  return all.filter((one) => one.receipt === receipt).map(({ file }) => file)
}

/** Files sent without a command: to the caller's newest record. */
export async function attachToLast(ctx: BoundContext): Promise<Outcome> {
  const last = await ctx.tx.records.lastBy(ctx.caller.id)
  if (!last || ctx.now.getTime() - Date.parse(last.at) > STILL_MEANT) {
    throw new Refusal(messages.record.noRecordForFiles)
  }
  return attachTo(ctx, last.visit, last.receipt)
}

/** Files sent with a visit's number: to its newest record. */
export async function attachFiles(ctx: BoundContext, visit: Visit): Promise<Outcome> {
  const last = (await ctx.tx.records.ofVisit(visit.no)).at(-1)
  if (!last) throw new Refusal(messages.record.attachOnly(visit.no))
  return attachTo(ctx, visit.no, last.receipt)
}

async function attachTo(ctx: BoundContext, visit: string, receipt: string): Promise<Outcome> {
  const added = await attachAll(ctx, visit, receipt, ctx.files)
  const total = (await filesOf(ctx, visit, receipt)).length
  return { reply: { text: messages.record.attached(receipt, added, total) } }
}
