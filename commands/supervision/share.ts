/** /share 共享: the list of units that receive public results, by which rule and for what use; it is published and acted on (附件2). */
import type { Department, Share, View } from '../../db/store.js'
import { BOUND_CHATS, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import type { ShareLine } from '../messages/sharing.js'
import { messages } from '../messages.js'
import { readPairs } from '../rules/command-line.js'
import { findLeaders } from '../visits/find-leaders.js'

type ShareArgs =
  | { act: 'list' }
  | { act: 'add'; unit: string; given: ReadonlyMap<string, string> }
  | { act: 'approve' | 'decline' | 'end'; id: number }

const KEYS = ['结果', '部门', '事项', '用途']
const LONGEST = 200
const ACTS = new Map([
  ['批准', 'approve'],
  ['不批准', 'decline'],
  ['停止', 'end'],
] as const)
const PROBLEMS_ONLY = new Map([
  ['全部', false],
  ['有问题', true],
  ['发现问题', true],
])

export const share: Command<ShareArgs> = {
  words: ['share', '共享'],
  summary: '抽查结果信息共享成员单位名录：谁收到哪些结果、怎样运用',
  usage:
    '/share（查看名录）\n/share 添加 单位 结果=全部（或有问题） 部门=… 事项=… 用途=…（领导小组办公室；部门、事项不写就是全部）\n/share 批准 编号（领导小组办公室的领导）\n/share 停止 编号',
  example: async () => messages.share.example,
  audience: { roles: ['office', 'leader', 'supervisor'], chats: BOUND_CHATS },
  parse(rest) {
    const [head = '', ...tail] = rest.trim().split(/\s+/u)
    if (head === '') return { act: 'list' }
    if (head === '添加') return readNew(rest.trim().slice(head.length))
    const act = ACTS.get(head as '批准')
    const id = Number(/^\d{1,9}$/.exec((tail[0] ?? '').normalize('NFKC'))?.[0] ?? Number.NaN)
    if (!act || Number.isNaN(id) || tail.length > 1) throw new UsageRefusal(messages.share.needsAct)
    return { act, id }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if (args.act === 'list') return { reply: { text: messages.share.list(await loadShares(ctx.tx)) } }
    if (!(await ctx.tx.departments.get(ctx.caller.department))?.leading)
      throw new Refusal(messages.share.notLeading)
    if (args.act === 'add') return add(ctx, args)
    const found = await getOpen(ctx, args.id)
    return args.act === 'end' ? end(ctx, found) : decide(ctx, found, args.act === 'approve')
  },
}

function readNew(text: string): ShareArgs {
  const { pairs, words, duplicates } = readPairs(text, (key) => KEYS.includes(key))
  const [wrong] = [...pairs.keys()].filter((key) => !KEYS.includes(key))
  if (wrong !== undefined || duplicates.length > 0)
    throw new UsageRefusal(messages.share.unknownKey(wrong ?? duplicates[0]!))
  if (words.length !== 1) throw new UsageRefusal(messages.share.needsUnit)
  if ((pairs.get('用途') ?? '') === '' || !pairs.has('结果'))
    throw new UsageRefusal(messages.share.needsUse(words[0]!))
  if ([...pairs.values()].some((value) => [...value].length > LONGEST))
    throw new UsageRefusal(messages.share.tooLong(LONGEST))
  return { act: 'add', unit: words[0]!, given: pairs }
}

/** Those that have not ended, in the order in which they were entered. */
export async function loadShares(view: View): Promise<ShareLine[]> {
  const names = new Map((await view.departments.all()).map(({ code, name }) => [code, name]))
  return (await view.shares.open()).map((one) => ({
    share: one,
    unit: names.get(one.unit) ?? one.unit,
    departments: one.departments.map((code) => names.get(code) ?? code),
  }))
}

async function add(ctx: BoundContext, { unit, given }: Extract<ShareArgs, { act: 'add' }>): Promise<Outcome> {
  const { tx, caller, now } = ctx
  const problemsOnly = PROBLEMS_ONLY.get(given.get('结果')!)
  if (problemsOnly === undefined) throw new UsageRefusal(messages.share.badResults(given.get('结果')!))
  const receiver = await findDepartment(ctx, unit)
  const departments: string[] = []
  for (const word of wordsOf(given.get('部门'))) departments.push((await findDepartment(ctx, word)).code)
  const items = wordsOf(given.get('事项')).map((code) => code.normalize('NFKC').toUpperCase())
  const known = (await tx.items.many(items)).map(({ code }) => code)
  const unknown = items.find((code) => !known.includes(code))
  if (unknown !== undefined) throw new Refusal(messages.share.noItem(unknown))
  const leaders = await findLeaders(tx, caller.department, new Set([caller.id]))
  if (leaders.length === 0) throw new Refusal(messages.share.noLeader)
  const askedAt = await tx.ledger.moment(now.toISOString())
  const row = { unit: receiver.code, departments, items, problemsOnly, use: given.get('用途')! }
  const id = await tx.shares.add({ ...row, askedBy: caller.id, askedAt })
  await tx.ledger.append('share.asked', caller.id, { share: id, ...row }, askedAt)
  const line = (await loadShares(tx)).find(({ share: one }) => one.id === id)!
  const content = {
    text: messages.share.request(caller.name, line),
    buttons: [
      [
        { label: messages.share.approveLabel, send: `/share 批准 ${id}` },
        { label: messages.share.declineLabel, send: `/share 不批准 ${id}` },
      ],
    ],
  }
  return {
    reply: { text: messages.share.asked(id, leaders.map(({ name }) => name).join('、')) },
    notices: leaders.map((leader) => ({ to: { person: leader.id }, content })),
  }
}

const wordsOf = (value: string | undefined) =>
  (value ?? '').split(/[、,，;；\s]+/u).filter((word) => word !== '')

/** By its whole or short name, or its code. @throws Refusal */
async function findDepartment({ tx }: BoundContext, word: string): Promise<Department> {
  const folded = word.normalize('NFKC')
  const found = (await tx.departments.all()).find(({ code, name, shortName }) =>
    [code, name, shortName].includes(folded),
  )
  if (!found) throw new Refusal(messages.share.noDepartment(word))
  return found
}

async function getOpen({ tx }: BoundContext, id: number): Promise<Share> {
  const found = await tx.shares.get(id)
  if (!found || found.endedAt !== null) throw new Refusal(messages.share.unknown(id))
  return found
}

async function decide(ctx: BoundContext, found: Share, approved: boolean): Promise<Outcome> {
  const { tx, caller, now } = ctx
  if (found.approvedAt !== null) throw new Refusal(messages.share.approvedAlready(found.id))
  if (!caller.roles.includes('leader') || caller.id === found.askedBy)
    throw new Refusal(messages.share.notYours)
  const at = await tx.ledger.moment(now.toISOString())
  await tx.shares.change(found.id, approved ? { approvedBy: caller.id, approvedAt: at } : { endedAt: at })
  await tx.ledger.append('share.decided', caller.id, { share: found.id, unit: found.unit, approved }, at)
  if (!approved)
    return {
      reply: { text: messages.share.declined(found.id) },
      notices: tellAsker(found, messages.share.declined(found.id)),
    }
  const line = (await loadShares(tx)).find(({ share: one }) => one.id === found.id)!
  return {
    reply: { text: messages.share.approved(found.id) },
    notices: [
      ...tellAsker(found, messages.share.approved(found.id)),
      { to: { department: found.unit }, content: { text: messages.share.welcome(line) } },
    ],
  }
}

const tellAsker = ({ askedBy }: Share, text: string) => [{ to: { person: askedBy }, content: { text } }]

async function end({ tx, caller, now }: BoundContext, found: Share): Promise<Outcome> {
  const at = await tx.ledger.moment(now.toISOString())
  await tx.shares.change(found.id, { endedAt: at })
  await tx.ledger.append('share.ended', caller.id, { share: found.id, unit: found.unit }, at)
  const text = messages.share.ended(found.id)
  return { reply: { text }, notices: [{ to: { department: found.unit }, content: { text } }] }
}
