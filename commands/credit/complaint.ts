/** /complaint 投诉: complaints about firms, entered by clerks and looked into; those that were right count (四(三)2 投诉举报多). */
import type { CreditEntry } from '../../db/store.js'
import { PRIVATE, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import { ledgerSalt } from '../ledger-salt.js'
import { messages } from '../messages.js'
import { refuseLarge } from '../refuse-large.js'
import { findFirm } from '../registries/find-firm.js'
import { hashOf } from '../rules/draw/hash.js'
import { rateAfter } from './rate-firm.js'

type ComplaintArgs =
  | { act: 'list' }
  | { act: 'enter'; firm: string; text: string }
  | { act: 'decide'; id: number; upheld: boolean }

const LONGEST = 1000
const VERDICTS = new Map([
  ['属实', true],
  ['不属实', false],
])

export const complaint: Command<ComplaintArgs> = {
  words: ['complaint', '投诉'],
  summary: '登记对企业的投诉举报，核实后计入信用档案',
  usage:
    '/complaint（本部门待核实的）\n/complaint 企业代码或名称 投诉的内容（材料作为附件一起发）\n/complaint 编号 属实（或不属实）',
  example: async () => messages.complaint.example,
  audience: { roles: ['office', 'leader'], chats: PRIVATE },
  parse(rest) {
    const [head = '', ...tail] = rest.trim().split(/\s+/u)
    if (head === '') return { act: 'list' }
    const id = /^\d{1,9}$/.exec(head.normalize('NFKC'))?.[0]
    const upheld = VERDICTS.get(tail[0] ?? '')
    if (id !== undefined) {
      if (upheld === undefined || tail.length > 1)
        throw new UsageRefusal(messages.complaint.needsVerdict(Number(id)))
      return { act: 'decide', id: Number(id), upheld }
    }
    const text = rest.trim().slice(head.length).trim()
    if (text === '') throw new UsageRefusal(messages.complaint.needsText)
    if ([...text].length > LONGEST) throw new UsageRefusal(messages.complaint.tooLong(LONGEST))
    return { act: 'enter', firm: head, text }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if (args.act === 'list') return list(ctx)
    return args.act === 'enter' ? enter(ctx, args) : decide(ctx, args)
  },
}

async function list({ tx, caller }: BoundContext): Promise<Outcome> {
  const open = await tx.creditEntries.openComplaints(caller.department)
  if (open.length === 0) return { reply: { text: messages.complaint.none } }
  const lines: { id: number; firm: string; on: string; text: string }[] = []
  for (const { id, firm, on, text } of open)
    lines.push({ id, firm: (await tx.firms.get(firm))?.name ?? firm, on, text })
  return { reply: { text: messages.complaint.list(lines) } }
}

async function enter(
  ctx: BoundContext,
  { firm: word, text }: Extract<ComplaintArgs, { act: 'enter' }>,
): Promise<Outcome> {
  const { tx, caller, now, today, files } = ctx
  const firm = await findFirm(tx, word, (code) => `/credit ${code}`)
  refuseLarge(files)
  const at = await tx.ledger.moment(now.toISOString())
  const row = { firm: firm.code, kind: 'complaint' as const, on: today, text, documentNo: null, files }
  const id = await tx.creditEntries.add({
    ...row,
    department: caller.department,
    by: caller.id,
    at,
    state: 'open',
  })
  const salt = await ledgerSalt(ctx, `credit/${id}`)
  const content = hashOf(['ssj/credit-entry', salt, text, files.map(({ hash }) => hash)])
  await tx.ledger.append('credit.complained', caller.id, { entry: id, firm: firm.code, content }, at)
  const buttons = [...VERDICTS.keys()].map((word_) => [{ label: word_, send: `/complaint ${id} ${word_}` }])
  return { reply: { text: messages.complaint.entered(id, firm.name), buttons } }
}

async function decide(
  ctx: BoundContext,
  { id, upheld }: Extract<ComplaintArgs, { act: 'decide' }>,
): Promise<Outcome> {
  const { tx, caller, now } = ctx
  const found = await getOwn(ctx, id)
  if (found.state !== 'open') throw new Refusal(messages.complaint.decided(id))
  // What changes a firm's class is never one person's word.
  if (found.by === caller.id) throw new Refusal(messages.complaint.own)
  await tx.creditEntries.decide(id, upheld ? 'upheld' : 'dismissed', caller.id)
  const at = now.toISOString()
  await tx.ledger.append('credit.complaint-decided', caller.id, { entry: id, firm: found.firm, upheld }, at)
  await rateAfter(ctx, found.firm)
  const firm = (await tx.firms.get(found.firm))!
  return { reply: { text: messages.complaint.done(id, firm, upheld) } }
}

/** @throws Refusal for what another department entered */
async function getOwn({ tx, caller }: BoundContext, id: number): Promise<CreditEntry> {
  const found = await tx.creditEntries.get(id)
  if (found?.kind !== 'complaint' || found.department !== caller.department)
    throw new Refusal(messages.complaint.unknown(id))
  return found
}
