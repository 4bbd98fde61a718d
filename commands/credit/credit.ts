/** /credit 信用: a firm's credit file and the class that the published rules make of it (四(三)2). */
import type { CreditEntryKind } from '../../db/store.js'
import { PRIVATE, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { refuseLarge } from '../refuse-large.js'
import { findFirm } from '../registries/find-firm.js'
import { readPairs } from '../rules/command-line.js'
import { hashOf } from '../rules/draw/hash.js'
import { readPastDay } from '../rules/read-day.js'
import { answerRules, propose, type RulesArgs, readRulesArgs } from './credit-rules.js'
import { rateAfter } from './rate-firm.js'
import { showCredit } from './show-credit.js'

type CreditArgs =
  | { act: 'view'; firm: string }
  | { act: 'add'; firm: string; kind: CreditEntryKind; given: ReadonlyMap<string, string> }
  | { act: 'withdraw'; id: number; reason: string }
  | { act: 'rules'; rules: RulesArgs }

const KEYS = ['文号', '日期', '说明', '理由']
const KINDS = new Map<string, CreditEntryKind>([
  ['许可', 'licence'],
  ['处罚', 'penalty'],
  ['表彰', 'praise'],
  ['信用报告', 'report'],
])
const LONGEST = 500
/** Earlier than any record of use. */
const FIRST = '1990-01-01'

export const credit: Command<CreditArgs> = {
  words: ['credit', '信用'],
  summary: '查看企业的信用档案和等级的由来，补充许可、处罚、表彰和信用报告',
  usage:
    '/credit 企业代码或名称\n/credit 添加 企业代码或名称 处罚（或许可、表彰、信用报告） 文号=… 日期=… 说明=…（文件作为附件一起发）\n/credit 撤销 编号 理由=…\n/credit 规则（查看评定规则）\n/credit 规则 （换行后写新的规则，每行一条；或者和 .xlsx、.csv 文件一起发送；领导小组办公室）\n/credit 规则 文件（接着发送文件）\n/credit 规则 批准 第几版（领导小组办公室的领导）',
  example: async () => messages.credit.example,
  // Not in groups: what is known of a firm before it is public is for those who work with it.
  audience: { roles: ['office', 'inspector', 'leader', 'supervisor'], chats: PRIVATE },
  parse(rest) {
    const text = rest.trim()
    const [head = ''] = /^\S*/u.exec(text)!
    const tail = text.slice(head.length)
    if (head === '') throw new UsageRefusal(messages.credit.needsFirm)
    if (head === '规则') return { act: 'rules', rules: readRulesArgs(tail) }
    if (head === '添加') return readEntry(tail)
    if (head === '撤销') return readWithdrawal(tail)
    return { act: 'view', firm: text }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if (args.act === 'rules') return answerRules(ctx, args.rules)
    if (args.act === 'view')
      return showCredit(ctx, await findFirm(ctx.tx, args.firm, (code) => `/credit ${code}`))
    if (!ctx.caller.roles.some((role) => role === 'office' || role === 'leader'))
      throw new Refusal(messages.credit.notYours)
    return args.act === 'add' ? add(ctx, args) : withdraw(ctx, args)
  },
  /** The file of proposed rules. */
  async answer(_, __, context) {
    const ctx = withCaller(context)
    if (ctx.files.length === 0) throw new Refusal(messages.creditRules.askFile)
    return propose(ctx, null)
  },
}

function readEntry(text: string): CreditArgs {
  const { pairs, words, duplicates } = readPairs(text, (key) => KEYS.includes(key))
  const wrong = [...pairs.keys()].find((key) => !KEYS.includes(key)) ?? duplicates[0]
  if (wrong !== undefined) throw new UsageRefusal(messages.credit.unknownKey(wrong))
  const kind = KINDS.get(words.at(-1) ?? '')
  if (!kind || words.length < 2) throw new UsageRefusal(messages.credit.needsKind)
  if ([...pairs.values()].some((value) => [...value].length > LONGEST))
    throw new UsageRefusal(messages.credit.tooLong(LONGEST))
  return { act: 'add', firm: words.slice(0, -1).join(' '), kind, given: pairs }
}

function readWithdrawal(text: string): CreditArgs {
  const { pairs, words } = readPairs(text, (key) => key === '理由')
  const id = Number(/^\d{1,9}$/.exec((words[0] ?? '').normalize('NFKC'))?.[0] ?? Number.NaN)
  const reason = pairs.get('理由') ?? ''
  if (Number.isNaN(id) || reason === '') throw new UsageRefusal(messages.credit.needsReason)
  return { act: 'withdraw', id, reason }
}

async function add(
  ctx: BoundContext,
  { firm: word, kind, given }: Extract<CreditArgs, { act: 'add' }>,
): Promise<Outcome> {
  const { tx, caller, now, today, files } = ctx
  const firm = await findFirm(tx, word, (code) => `/credit ${code}`)
  const on = given.has('日期') ? readPastDay(given.get('日期')!, today, FIRST) : today
  if (on === null || on > today || on < FIRST) throw new Refusal(messages.credit.badDay(given.get('日期')!))
  const documentNo = given.get('文号') || null
  if (kind === 'report' && files.length === 0) throw new Refusal(messages.credit.needsFile)
  if (kind !== 'report' && documentNo === null) throw new UsageRefusal(messages.credit.needsDocument)
  refuseLarge(files)
  if (documentNo && (await tx.creditEntries.byDocument(firm.code, kind, documentNo)))
    throw new Refusal(messages.credit.already(firm.name, documentNo))
  const at = await tx.ledger.moment(now.toISOString())
  const row = { firm: firm.code, kind, on, text: given.get('说明') ?? '', documentNo, files }
  const id = await tx.creditEntries.add({
    ...row,
    department: caller.department,
    by: caller.id,
    at,
    state: 'stands',
  })
  const content = hashOf(['ssj/credit-entry', row.text, files.map(({ hash }) => hash)])
  await tx.ledger.append(
    'credit.added',
    caller.id,
    { entry: id, firm: firm.code, kind, on, documentNo, content },
    at,
  )
  await rateAfter(ctx, firm.code)
  return { reply: { text: messages.credit.added(id, kind, (await tx.firms.get(firm.code))!) } }
}

async function withdraw(
  ctx: BoundContext,
  { id, reason }: Extract<CreditArgs, { act: 'withdraw' }>,
): Promise<Outcome> {
  const { tx, caller, now } = ctx
  const found = await tx.creditEntries.get(id)
  if (found?.state !== 'stands' || found.department !== caller.department)
    throw new Refusal(messages.credit.unknownEntry(id))
  await tx.creditEntries.decide(id, 'withdrawn', caller.id)
  const body = { entry: id, firm: found.firm, reason }
  await tx.ledger.append('credit.withdrawn', caller.id, body, now.toISOString())
  await rateAfter(ctx, found.firm)
  return { reply: { text: messages.credit.withdrawn(id, (await tx.firms.get(found.firm))!) } }
}
