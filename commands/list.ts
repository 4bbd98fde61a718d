/** /list 名单: 绿色通道, 联合惩戒 and 黑名单 (四(三)2): entered by a leader's decision, told to every member, published, objected to, left. */
import type { Firm, Listing, ListName, View } from '../db/store.js'
import { BOUND_CHATS, withCaller } from './audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from './command.js'
import { endListing, tellMembers } from './end-listing.js'
import { findFirm } from './find-firm.js'
import { messages } from './messages.js'
import { rateAfter } from './rate-firm.js'
import { refusePersonal } from './refuse-personal.js'
import { readPairs } from './rules/command-line.js'
import { hashOf } from './rules/draw/hash.js'
import { addMonths } from './rules/office-time.js'

type ListArgs =
  | { act: 'show'; list: ListName | null }
  | { act: 'enter'; list: ListName; firm: string; given: ReadonlyMap<string, string> }
  | { act: 'object'; id: number; text: string }
  | { act: 'rule'; id: number; kept: boolean; text: string }
  | { act: 'end'; id: number; reason: string }

const LISTS = new Map<string, ListName>([
  ['绿色通道', 'green'],
  ['联合惩戒', 'joint'],
  ['黑名单', 'black'],
])
const KEYS = ['文号', '理由', '期限']
const LONGEST = 300
const MOST_MONTHS = 60
const RULINGS = new Map([
  ['维持', true],
  ['撤出', false],
])

export const list: Command<ListArgs> = {
  words: ['list', '名单'],
  summary: '绿色通道、联合惩戒名单和黑名单',
  usage:
    '/list（或 /list 黑名单）\n/list 列入 黑名单（或联合惩戒、绿色通道） 企业代码或名称 文号=… 理由=… 期限=12（月；领导）\n/list 异议 编号 内容（代企业提出）\n/list 裁定 编号 维持（或撤出） 说明（领导小组办公室的领导）\n/list 移出 编号 理由（领导）',
  example: async () => '/list 黑名单',
  audience: { roles: ['office', 'leader', 'supervisor'], chats: BOUND_CHATS },
  parse(rest) {
    const [head = '', second = '', third = '', ...more] = rest.trim().split(/\s+/u)
    if (head === '') return { act: 'show', list: null }
    const shown = LISTS.get(head)
    if (shown && second === '') return { act: 'show', list: shown }
    if (head === '列入') return readEntry(rest.trim().slice(head.length))
    const id = Number(/^\d{1,9}$/.exec(second.normalize('NFKC'))?.[0] ?? Number.NaN)
    if (Number.isNaN(id)) throw new UsageRefusal(messages.list.needsAct)
    const text = [third, ...more].join(' ').trim()
    if ([...text].length > LONGEST) throw new UsageRefusal(messages.list.tooLong(LONGEST))
    // Reasons go to every department's group, and those of an entry to the public.
    if (head !== '异议') refusePersonal(text)
    if (head === '异议' && text !== '') return { act: 'object', id, text }
    if (head === '移出' && text !== '') return { act: 'end', id, reason: text }
    const kept = RULINGS.get(third)
    if (head === '裁定' && kept !== undefined && more.length > 0)
      return { act: 'rule', id, kept, text: more.join(' ') }
    throw new UsageRefusal(messages.list.needsAct)
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if (args.act === 'show')
      return { reply: { text: messages.list.show(await loadListings(ctx.tx, args.list ?? undefined)) } }
    if (args.act === 'enter') return enter(ctx, args)
    const found = await ctx.tx.listings.get(args.id)
    if (!found || found.leftOn !== null) throw new Refusal(messages.list.unknown(args.id))
    if (args.act === 'object') return objectTo(ctx, found, args.text)
    return args.act === 'rule' ? rule(ctx, found, args) : end(ctx, found, args.reason)
  },
}

function readEntry(text: string): ListArgs {
  const { pairs, words, duplicates } = readPairs(text, (key) => KEYS.includes(key))
  const wrong = [...pairs.keys()].find((key) => !KEYS.includes(key)) ?? duplicates[0]
  if (wrong !== undefined) throw new UsageRefusal(messages.list.unknownKey(wrong))
  const chosen = LISTS.get(words[0] ?? '')
  if (!chosen || words.length < 2) throw new UsageRefusal(messages.list.needsList)
  if ([...pairs.values()].some((value) => [...value].length > LONGEST))
    throw new UsageRefusal(messages.list.tooLong(LONGEST))
  if (KEYS.some((key) => (pairs.get(key) ?? '') === '')) throw new UsageRefusal(messages.list.needsDetails)
  for (const value of pairs.values()) refusePersonal(value)
  return { act: 'enter', list: chosen, firm: words.slice(1).join(' '), given: pairs }
}

export interface ListingLine {
  listing: Listing
  firm: Pick<Firm, 'code' | 'name'>
  department: string
}

/** Those that stand, newest first, as the public reads them. */
export async function loadListings(view: View, chosen?: ListName): Promise<ListingLine[]> {
  const lines: ListingLine[] = []
  for (const listing of await view.listings.standing(chosen)) {
    const firm = (await view.firms.get(listing.firm))!
    const department = (await view.departments.get(listing.department))?.name ?? listing.department
    lines.push({ listing, firm: { code: firm.code, name: firm.name }, department })
  }
  return lines
}

function demandLeader({ caller }: BoundContext): void {
  if (!caller.roles.includes('leader')) throw new Refusal(messages.list.notLeader)
}

async function enter(
  ctx: BoundContext,
  { list: chosen, firm: word, given }: Extract<ListArgs, { act: 'enter' }>,
): Promise<Outcome> {
  demandLeader(ctx)
  const { tx, caller, now, today } = ctx
  const months = Number(
    /^(\d{1,3})(?:个?月)?$/u.exec(given.get('期限')!.normalize('NFKC'))?.[1] ?? Number.NaN,
  )
  if (!(months >= 1 && months <= MOST_MONTHS)) throw new Refusal(messages.list.badTerm(MOST_MONTHS))
  const firm = await findFirm(tx, word, (code) => `/credit ${code}`)
  const standing = (await tx.listings.ofFirm(firm.code)).filter(({ leftOn }) => leftOn === null)
  if (standing.some((one) => one.list === chosen)) throw new Refusal(messages.list.already(firm.name, chosen))
  const clash = standing.find((one) => (one.list === 'green') !== (chosen === 'green'))
  if (clash) throw new Refusal(messages.list.clash(firm.name, clash))
  if (chosen === 'green' && firm.creditClass !== 'A') throw new Refusal(messages.list.notGood(firm))
  const at = await tx.ledger.moment(now.toISOString())
  const row = {
    ...{ list: chosen, firm: firm.code, reason: given.get('理由')!, documentNo: given.get('文号')! },
    ...{ department: caller.department, from: today, until: addMonths(today, months), by: caller.id, at },
  }
  const id = await tx.listings.add(row)
  const body = { listing: id, firm: firm.code, list: chosen, documentNo: row.documentNo, until: row.until }
  await tx.ledger.append('listing.entered', caller.id, body, at)
  await rateAfter(ctx, firm.code)
  const line = (await loadListings(tx, chosen)).find(({ listing }) => listing.id === id)!
  const text = messages.list.entered(line)
  return { reply: { text }, notices: await tellMembers(tx, text) }
}

/** The firm's own words, brought by any department's clerk; whoever entered it and the leading leaders are told. */
async function objectTo(ctx: BoundContext, found: Listing, text: string): Promise<Outcome> {
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
async function rule(
  ctx: BoundContext,
  found: Listing,
  { kept, text }: Extract<ListArgs, { act: 'rule' }>,
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

async function end(ctx: BoundContext, found: Listing, reason: string): Promise<Outcome> {
  demandLeader(ctx)
  const { tx, caller, now, today } = ctx
  const isLeading = (await tx.departments.get(caller.department))?.leading === true
  if (caller.department !== found.department && !isLeading) throw new Refusal(messages.list.notYours)
  const notices = await endListing(tx, found, { on: today, by: caller.id, reason, at: now.toISOString() })
  return { reply: { text: messages.list.removed(found.id) }, notices }
}
