/** /transfer 移送: a lead outside a department's duty goes to the department that has it, or to an organ of justice (四(二)5). */
import type { Transfer } from '../../db/store.js'
import { BOUND_CHATS, withCaller } from '../audiences.js'
import {
  type BoundContext,
  type Command,
  type Content,
  type Outcome,
  Refusal,
  UsageRefusal,
} from '../command.js'
import { ledgerSalt } from '../ledger-salt.js'
import { messages } from '../messages.js'
import { hashOf } from '../rules/draw/hash.js'
import { readVisitNo } from '../rules/numbers.js'
import { nextTransferDay } from '../rules/result-course.js'
import { getOwnResult, ownResults } from './own-result.js'

type TransferArgs =
  | { act: 'send'; visit: string; receiver: string; outside: boolean; lead: string }
  | { act: 'acknowledge'; id: number }

/** What stands before the lead, and the lead itself to the end of the message: it may have lines and keys of its own. */
const LEAD = /^([\s\S]*?)(?<=[\s，,；;、])线索\s*[=＝:：]\s*([\s\S]*?)\s*$/u
const OUTSIDE = '司法机关'
const LONGEST_LEAD = 1000
const LONGEST_NAME = 60

export const transfer: Command<TransferArgs> = {
  words: ['transfer', '移送'],
  summary: '把检查发现的线索移送其他部门或司法机关',
  usage:
    '/transfer 任务编号 部门名称 线索=…（材料作为附件一起发）\n/transfer 任务编号 司法机关 机关名称 线索=…\n/transfer 收到 移送编号',
  async example(ctx) {
    const [open] = await ownResults(withCaller(ctx), ['review', 'decision', 'disclosure', 'disclosed'])
    return messages.transfer.example(open?.visit ?? 'RW2026-003-07')
  },
  audience: { roles: ['office', 'leader'], chats: BOUND_CHATS },
  parse(rest) {
    const acknowledged = /^收到\s+(\d{1,9})$/.exec(rest.trim().normalize('NFKC'))
    if (acknowledged) return { act: 'acknowledge', id: Number(acknowledged[1]) }
    const [, head = rest, lead = ''] = LEAD.exec(rest) ?? []
    const words = head.split(/\s+/u).filter((word) => word !== '')
    const visit = readVisitNo(words[0] ?? '')
    if (!visit) throw new UsageRefusal(messages.transfer.needsVisit)
    const outside = words[1] === OUTSIDE
    const receiver = words.slice(outside ? 2 : 1).join('')
    if (receiver === '' || [...receiver].length > LONGEST_NAME)
      throw new UsageRefusal(messages.transfer.needsReceiver(visit))
    if (lead === '' || /[=＝]/u.test(head)) throw new UsageRefusal(messages.transfer.needsLead(visit))
    if ([...lead].length > LONGEST_LEAD) throw new UsageRefusal(messages.transfer.longLead(LONGEST_LEAD))
    return { act: 'send', visit, receiver, outside, lead }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    return args.act === 'send' ? send(ctx, args) : acknowledge(ctx, args.id)
  },
}

async function send(
  ctx: BoundContext,
  { visit, receiver: name, outside, lead }: Extract<TransferArgs, { act: 'send' }>,
): Promise<Outcome> {
  const { tx, caller, now, today, calendar, files } = ctx
  const { department: from } = await getOwnResult(ctx, visit)
  const to = outside ? null : await findDepartment(ctx, name)
  if (to?.code === from) throw new Refusal(messages.transfer.toSelf)
  const at = await tx.ledger.moment(now.toISOString())
  const receiver = to?.name ?? name
  const row = { visit, from, to: to?.code ?? null, receiver, lead, files, by: caller.id, at }
  const id = await tx.transfers.add({ ...row, remindOn: nextTransferDay(today, calendar) })
  const salt = await ledgerSalt(ctx, `transfer/${id}`)
  const content = hashOf(['ssj/transfer', salt, lead, files.map(({ hash }) => hash)])
  const body = { transfer: id, visit, from, to: row.to, receiver, content }
  await tx.ledger.append('lead.transferred', caller.id, body, at)
  const kept: Transfer = { ...row, id, ackedBy: null, ackedAt: null, remindOn: null }
  const reply = { text: messages.transfer.sent(kept) }
  if (to === null) return { reply: { ...reply, buttons: acknowledgeButton(id) } }
  return { reply, notices: [{ to: { department: to.code }, content: await card(ctx, kept) }] }
}

const acknowledgeButton = (id: number) => [
  [{ label: messages.transfer.acknowledgeLabel, send: `/transfer 收到 ${id}` }],
]

/** By its whole or short name, or its code. @throws Refusal */
async function findDepartment({ tx }: BoundContext, word: string) {
  const all = await tx.departments.all()
  const folded = word.normalize('NFKC')
  const found = all.find(({ code, name, shortName }) => [code, name, shortName].includes(folded))
  if (found) return found
  throw new Refusal(
    messages.transfer.noDepartment(
      word,
      all.map(({ shortName }) => shortName),
    ),
  )
}

/** What the receiver's group reads; nobody else does. */
async function card({ tx }: BoundContext, one: Transfer): Promise<Content> {
  const visit = (await tx.visits.get(one.visit))!
  const firm = (await tx.firms.get(visit.firm))?.name ?? visit.firm
  const from = (await tx.departments.get(one.from))?.name ?? one.from
  return {
    text: messages.transfer.card(one, from, firm),
    buttons: acknowledgeButton(one.id),
    files: one.files,
  }
}

/** The receiving department says that it has it; for an organ outside, the sender enters that it was handed over. */
async function acknowledge(ctx: BoundContext, id: number): Promise<Outcome> {
  const { tx, caller, now } = ctx
  const one = await tx.transfers.get(id)
  if (!one) throw new Refusal(messages.transfer.unknown(id))
  if (caller.department !== (one.to ?? one.from)) throw new Refusal(messages.transfer.notYours(id))
  if (one.ackedAt !== null) throw new Refusal(messages.transfer.already(id))
  const at = await tx.ledger.moment(now.toISOString())
  await tx.transfers.change(id, { ackedBy: caller.id, ackedAt: at, remindOn: null })
  await tx.ledger.append('lead.acknowledged', caller.id, { transfer: id, visit: one.visit }, at)
  const text = messages.transfer.acknowledged(one, caller.name)
  return {
    reply: { text },
    notices: one.to === null ? [] : [{ to: { department: one.from }, content: { text } }],
  }
}
