/** /list 名单: 绿色通道, 联合惩戒 and 黑名单 (四(三)2): entered by a leader's decision, told to every member, published, objected to, left. */
import type { ListName } from '../../db/store.js'
import { BOUND_CHATS, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { refusePersonal } from '../refuse-personal.js'
import { readPairs } from '../rules/command-line.js'
import { end, objectTo, RULINGS, rule } from './contest-listing.js'
import { CONFIRM, enterListing, LEAVE, type ListingDraft, showListing } from './enter-listing.js'
import { loadListings } from './listings.js'

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
/** In a chat; the site has them all. */
const MOST_SHOWN = 20

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
    if (args.act === 'show') return show(ctx, args.list ?? undefined)
    if (args.act === 'enter') return showListing(ctx, args.list, args.firm, args.given)
    const found = await ctx.tx.listings.get(args.id)
    if (!found || found.leftOn !== null) throw new Refusal(messages.list.unknown(args.id))
    if (args.act === 'object') return objectTo(ctx, found, args.text)
    return args.act === 'rule' ? rule(ctx, found, args) : end(ctx, found, args.reason)
  },
  async answer(state, text, context) {
    if (text === LEAVE) return { reply: { text: messages.list.left }, dialogue: null }
    if (text === CONFIRM) return enterListing(withCaller(context), state as ListingDraft)
    throw new Refusal(messages.list.confirmOrLeave(CONFIRM, LEAVE))
  },
}

async function show({ tx, office }: BoundContext, chosen: ListName | undefined): Promise<Outcome> {
  const lines = await loadListings(tx, chosen, { limit: MOST_SHOWN, offset: 0 })
  const count = await tx.listings.count(chosen)
  return { reply: { text: messages.list.show(lines, count, office.publicUrl) } }
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
