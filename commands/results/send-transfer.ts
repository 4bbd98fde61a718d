/** Hands a lead on: to another department's group, or to an organ of justice with its papers; and again after it came back. */
import type { Organ, Transfer } from '../../db/store.js'
import { type BoundContext, type Outcome, Refusal, UsageRefusal } from '../command.js'
import { ledgerSalt } from '../ledger-salt.js'
import { messages } from '../messages.js'
import { hashOf } from '../rules/draw/hash.js'
import { readOrgan } from '../rules/organs.js'
import { readPastDay } from '../rules/read-day.js'
import { nextTransferDay } from '../rules/result-course.js'
import { getOwnResult } from './own-result.js'
import type { Handover, TransferArgs } from './read-transfer-line.js'
import { getTransfer, nextSteps, transferCard } from './show-transfers.js'

type Lead = Pick<Transfer, 'visit' | 'from' | 'lead' | 'files' | 'follows'>
type Receiver = Pick<Transfer, 'to' | 'organ' | 'receiver'>

/** The same lead again after it came back takes the returned one's place. */
export async function sendTransfer(
  ctx: BoundContext,
  args: Extract<TransferArgs, { act: 'send' }>,
): Promise<Outcome> {
  const { visit, lead } = args
  const result = await getOwnResult(ctx, visit)
  const from = result.department
  const others = (await ctx.tx.transfers.ofVisit(visit)).filter((one) => one.from === from && isOpen(one))
  const same = others.filter((one) => one.lead === lead)
  const receiver = await findReceiver(ctx, args, from)
  const sent = same.find((one) => one.returnedAt === null && one.receiver === receiver.receiver)
  if (sent) throw new Refusal(messages.transfer.sentAlready(sent))
  const returned = others.filter(({ returnedAt }) => returnedAt !== null)
  const follows = same.find((one) => returned.includes(one))?.id ?? null
  const rest = returned.filter(({ id }) => id !== follows)
  const day = readDay(ctx, args, result.inspectedOn)
  const own = { visit, from, lead, files: ctx.files, follows }
  return enter(ctx, own, receiver, { ...args, day }, rest)
}

const isOpen = ({ remindOn }: Transfer) => remindOn !== null

/** Its lead, files and list of materials go on as they were, with what was sent now. */
export async function resendTransfer(
  ctx: BoundContext,
  args: Extract<TransferArgs, { act: 'resend' }>,
): Promise<Outcome> {
  const one = await getReturned(ctx, args.id)
  const { visit, from } = one
  const result = await getOwnResult(ctx, visit)
  const receiver = await findReceiver(ctx, args, from)
  const lead = {
    visit,
    from,
    lead: args.lead || one.lead,
    files: [...one.files, ...ctx.files],
    follows: one.id,
  }
  const materials = args.materials.length > 0 ? args.materials : one.materials
  return enter(ctx, lead, receiver, { ...args, materials, day: readDay(ctx, args, result.inspectedOn) }, [])
}

/** One of the caller's department's that came back and has not gone on. @throws Refusal */
export async function getReturned(ctx: BoundContext, id: number): Promise<Transfer> {
  const one = await getTransfer(ctx, id)
  if (one.from !== ctx.caller.department) throw new Refusal(messages.transfer.notSender(id))
  if (one.returnedAt === null) throw new Refusal(messages.transfer.notReturned(one))
  if (one.settledAt !== null) throw new Refusal(messages.transfer.settledAlready(id))
  return one
}

async function findReceiver(
  ctx: BoundContext,
  { receiver: name, outside }: Handover,
  from: string,
): Promise<Receiver> {
  const department = outside ? undefined : await findDepartment(ctx, name)
  if (department?.code === from) throw new Refusal(messages.transfer.toSelf)
  if (department) return { to: department.code, organ: null, receiver: department.name }
  const organ: Organ | null = readOrgan(name)
  if (organ) return { to: null, organ, receiver: name }
  if (outside) throw new UsageRefusal(messages.transfer.noOrgan(name))
  const all = await ctx.tx.departments.all()
  throw new Refusal(
    messages.transfer.noDepartment(
      name,
      all.map(({ shortName }) => shortName),
    ),
  )
}

/** By its whole or short name, or its code. */
async function findDepartment({ tx }: BoundContext, word: string) {
  const folded = word.normalize('NFKC')
  const all = await tx.departments.all()
  return all.find(({ code, name, shortName }) => [code, name, shortName].includes(folded))
}

/** @throws Refusal */
function readDay({ today }: BoundContext, { day }: Handover, inspectedOn: string): string {
  if (day === null) return today
  const read = readPastDay(day, today, inspectedOn)
  if (read === null || read > today || read < inspectedOn)
    throw new Refusal(messages.transfer.badDay(day, inspectedOn, today))
  return read
}

async function enter(
  ctx: BoundContext,
  lead: Lead,
  receiver: Receiver,
  { documentNo, materials, day: sentOn }: Pick<Handover, 'documentNo' | 'materials'> & { day: string },
  stillReturned: Transfer[],
): Promise<Outcome> {
  const { tx, caller, now, today, calendar } = ctx
  const papers = { documentNo, materials, sentOn }
  if (receiver.to === null) checkPapers(papers)
  const at = await tx.ledger.moment(now.toISOString())
  const row = { ...lead, ...receiver, ...papers, by: caller.id, at }
  const id = await tx.transfers.add({ ...row, remindOn: nextTransferDay(today, calendar) })
  const { visit, from, follows } = lead
  if (follows !== null) await tx.transfers.change(follows, { settledAt: at, remindOn: null })
  const salt = await ledgerSalt(ctx, `transfer/${id}`)
  const content = hashOf(['ssj/transfer', salt, lead.lead, lead.files.map(({ hash }) => hash), papers])
  const body = { transfer: id, visit, from, to: receiver.to, receiver: receiver.receiver, content, follows }
  await tx.ledger.append('lead.transferred', caller.id, body, at)
  return tellSent(ctx, (await tx.transfers.get(id))!, stillReturned)
}

/** 移送书 and the list of what goes with it (国务院令第 310 号第六条). @throws UsageRefusal */
function checkPapers({ documentNo, materials }: Pick<Transfer, 'documentNo' | 'materials'>): void {
  const missing = [...(documentNo === null ? ['文号'] : []), ...(materials.length === 0 ? ['材料'] : [])]
  if (missing.length > 0) throw new UsageRefusal(messages.transfer.needsPapers(missing))
}

async function tellSent(ctx: BoundContext, one: Transfer, stillReturned: Transfer[]): Promise<Outcome> {
  const ids = stillReturned.map(({ id }) => id)
  const text = messages.transfer.sent(one) + messages.transfer.stillReturned(ids)
  if (one.to === null) return { reply: { text, buttons: nextSteps(one, one.from) } }
  const content = { ...(await transferCard(ctx, one)), buttons: nextSteps(one, one.to) }
  return { reply: { text }, notices: [{ to: { department: one.to }, content }] }
}
