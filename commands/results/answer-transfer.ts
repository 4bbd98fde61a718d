/** What becomes of a lead that was handed on: it is acknowledged, or given back with a reason and then goes on or ends. */
import type { FileRef, Transfer } from '../../db/store.js'
import { type BoundContext, type Outcome, Refusal } from '../command.js'
import { ledgerSalt } from '../ledger-salt.js'
import { messages } from '../messages.js'
import { hashOf } from '../rules/draw/hash.js'
import { nextTransferDay } from '../rules/result-course.js'
import type { Receipt } from './read-transfer-line.js'
import { getReturned } from './send-transfer.js'
import { getTransfer } from './show-transfers.js'

/** Asks for an organ's receipt, one thing at a time; a number of null was not asked yet. */
export interface ReceiptDialogue extends Receipt {
  id: number
  files: FileRef[]
}

const LONGEST = 60

/** The receiving department says that it has it; for an organ outside, the sender enters who took it. */
export async function acknowledge(ctx: BoundContext, id: number, receipt: Receipt): Promise<Outcome> {
  const one = await getWaiting(ctx, id)
  if (one.to === null) return goOn(ctx, one, { ...receipt, id, files: ctx.files })
  if (receipt.documentNo !== null || receipt.receivedBy !== null)
    throw new Refusal(messages.transfer.needlessReceipt(id))
  return enter(ctx, one, { documentNo: null, receivedBy: null, files: [] })
}

/** @throws Refusal on an answer that does not fit; the question stays open */
export async function answerReceipt(
  before: ReceiptDialogue,
  text: string,
  ctx: BoundContext,
): Promise<Outcome> {
  const one = await getWaiting(ctx, before.id)
  const state = { ...before, files: [...before.files, ...ctx.files] }
  const said = text.trim()
  if (said === '') return goOn(ctx, one, state)
  if ([...said].length > LONGEST) throw new Refusal(messages.transfer.longAnswer(LONGEST))
  if (state.documentNo === null) {
    const documentNo = said === '1' ? messages.transfer.noNumber : said
    return goOn(ctx, one, { ...state, documentNo })
  }
  return goOn(ctx, one, { ...state, receivedBy: said })
}

/** Asks for what is still missing, or enters it. */
async function goOn(ctx: BoundContext, one: Transfer, state: ReceiptDialogue): Promise<Outcome> {
  const { documentNo, receivedBy, files } = state
  if (documentNo === null) {
    const buttons = [[ctx.choice(messages.transfer.noNumber, '1')]]
    return { reply: { text: messages.transfer.askNumber(one), buttons }, dialogue: { state } }
  }
  if (receivedBy === null)
    return { reply: { text: messages.transfer.askReceivedBy(one) }, dialogue: { state } }
  const number = documentNo === messages.transfer.noNumber ? null : documentNo
  return { ...(await enter(ctx, one, { documentNo: number, receivedBy, files })), dialogue: null }
}

/** One that waits for the caller's department. @throws Refusal */
async function getWaiting(ctx: BoundContext, id: number): Promise<Transfer> {
  const one = await getTransfer(ctx, id)
  if (ctx.caller.department !== (one.to ?? one.from)) throw new Refusal(messages.transfer.notYours(id))
  if (one.returnedAt !== null) throw new Refusal(messages.transfer.returnedAlready(id))
  if (one.ackedAt !== null) throw new Refusal(messages.transfer.already(id))
  return one
}

async function enter(
  ctx: BoundContext,
  one: Transfer,
  { documentNo, receivedBy, files }: Receipt & { files: FileRef[] },
): Promise<Outcome> {
  const { tx, caller, now } = ctx
  const { id, visit } = one
  const at = await tx.ledger.moment(now.toISOString())
  const receipt = { ackDocumentNo: documentNo, ackReceivedBy: receivedBy, ackFiles: files }
  await tx.transfers.change(id, { ackedBy: caller.id, ackedAt: at, ...receipt, remindOn: null })
  const salt = await ledgerSalt(ctx, `transfer/${id}/receipt`)
  const papers = files.map(({ hash }) => hash)
  const content = one.to === null ? hashOf(['ssj/receipt', salt, documentNo, receivedBy, papers]) : null
  await tx.ledger.append('lead.acknowledged', caller.id, { transfer: id, visit, content }, at)
  const text = messages.transfer.acknowledged(one, caller.name)
  return { reply: { text }, notices: one.to === null ? [] : tellSender(one, text) }
}

const tellSender = (one: Transfer, text: string) => [{ to: { department: one.from }, content: { text } }]

/** The receiver says why it is not its own; an organ's refusal is entered by the sender. What was acknowledged may still come back. */
export async function giveBack(ctx: BoundContext, id: number, reason: string): Promise<Outcome> {
  const { tx, caller, now, today, calendar } = ctx
  const one = await getTransfer(ctx, id)
  if (caller.department !== (one.to ?? one.from)) throw new Refusal(messages.transfer.notYours(id))
  if (one.returnedAt !== null) throw new Refusal(messages.transfer.returnedAlready(id))
  const at = await tx.ledger.moment(now.toISOString())
  const remindOn = nextTransferDay(today, calendar)
  await tx.transfers.change(id, { returnedBy: caller.id, returnedAt: at, returnReason: reason, remindOn })
  const content = hashOf(['ssj/return', await ledgerSalt(ctx, `transfer/${id}/return`), reason])
  const { visit, from, to } = one
  await tx.ledger.append('lead.returned', caller.id, { transfer: id, visit, from, to, content }, at)
  const told = messages.transfer.tellReturned(one, reason)
  if (to === null) return { reply: { text: told } }
  return { reply: { text: messages.transfer.returned(one) }, notices: tellSender(one, told) }
}

/** It goes nowhere else. */
export async function settleTransfer(ctx: BoundContext, id: number, reason: string): Promise<Outcome> {
  const { tx, caller, now } = ctx
  const { visit, from } = await getReturned(ctx, id)
  const at = await tx.ledger.moment(now.toISOString())
  await tx.transfers.change(id, { settledAt: at, settleReason: reason, remindOn: null })
  const content = hashOf(['ssj/settled', await ledgerSalt(ctx, `transfer/${id}/settled`), reason])
  await tx.ledger.append('lead.settled', caller.id, { transfer: id, visit, from, content }, at)
  return { reply: { text: messages.transfer.settled(id, visit) } }
}
