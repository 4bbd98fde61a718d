/** /import 导入: takes a register's file, which is checked and shown, and nothing is changed before somebody applies it. */
import type { FileRef, Fullness } from '../../db/store.js'
import { PRIVATE, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { applyImport, dropImport } from './decide-import.js'
import { type ImportKind, tables } from './kinds/kinds.js'
import type { Table } from './kinds/table.js'
import { kindButtons, readKind } from './read-kind.js'

/** Chat platforms hand over no more. */
const MOST_MB = 20

interface Order {
  kind: ImportKind | null
  fullness: Fullness
}

type ImportArgs = ({ act: 'ask' } & Order) | { act: 'apply' | 'drop'; id: number }

/** What is known of an import while the rest of it is asked for. */
type Asked = Order & { file: FileRef | null }

export const importRegister: Command<ImportArgs> = {
  words: ['import', '导入'],
  summary: '导入名录文件：先列出要改的内容，批准后才写入',
  usage:
    '/import 名录种类（和 .xlsx 或 .csv 文件一起发送，或接着发送文件）\n/import 名录种类 全量（文件里没有的移出名录；只用于市场主体、执法人员）\n/import 名录种类 全量 确认（移出超过 20% 时）\n/import 应用 编号\n/import 放弃 编号',
  example: async () => '/import 市场主体',
  audience: { roles: ['office', 'leader', 'admin'], chats: PRIVATE },
  parse(rest) {
    const [first = '', ...others] = rest.split(/\s+/u).filter((word) => word !== '')
    const act = ({ 应用: 'apply', 放弃: 'drop' } as const)[first]
    if (act) return { act, id: readId(others) }
    return { act: 'ask', ...readOrder(first === '' ? [] : [first, ...others]) }
  },
  async run(args, context) {
    const ctx = withCaller(context)
    if ('id' in args) return args.act === 'apply' ? applyImport(ctx, args.id) : dropImport(ctx, args.id)
    const { roles } = ctx.caller
    if (!roles.includes('office') && !roles.includes('admin')) throw new Refusal(messages.imports.onlyOffice)
    return take(ctx, { kind: args.kind, fullness: args.fullness, file: readFile(ctx) })
  },
  async answer(state, text, context) {
    const ctx = withCaller(context)
    const asked = state as Asked
    const file = readFile(ctx) ?? asked.file
    const words = text.split(/\s+/u).filter((word) => word !== '')
    const order = words.length === 0 ? asked : readOrder(words)
    const fullness = order.fullness === 'no' ? asked.fullness : order.fullness
    return take(ctx, { kind: order.kind ?? asked.kind, fullness, file })
  },
}

function readId(words: string[]): number {
  const [word = ''] = words
  if (words.length !== 1 || !/^\d{1,9}$/.test(word)) throw new UsageRefusal(messages.imports.needsNumber)
  return Number(word)
}

/** @throws UsageRefusal */
function readOrder(words: string[]): Order {
  const rest = words.filter((word) => word !== '全量' && word !== '确认')
  const isFull = words.includes('全量')
  if (words.includes('确认') && !isFull) throw new UsageRefusal(messages.imports.forceAlone)
  const fullness = isFull ? (words.includes('确认') ? 'forced' : 'full') : 'no'
  return { kind: rest.length === 0 ? null : readKind(rest.join('')), fullness }
}

function readFile({ files }: BoundContext): FileRef | null {
  const [file = null, ...more] = files
  if (more.length > 0) throw new Refusal(messages.imports.onlyOne)
  if (file && file.size > MOST_MB * 1024 * 1024) throw new Refusal(messages.imports.tooLarge(MOST_MB))
  return file
}

/** Asks for what is missing, one thing after the other. */
async function take(ctx: BoundContext, asked: Asked): Promise<Outcome> {
  const { kind, fullness, file } = asked
  if (kind === null) {
    const buttons = kindButtons(tables, (title) => ctx.choice(title, title))
    return { reply: { text: messages.imports.chooseKind, buttons }, dialogue: { state: asked } }
  }
  const table = tables[kind] as Table<unknown>
  if (fullness !== 'no' && (table.keyColumn === undefined || table.join !== undefined))
    throw new Refusal(messages.imports.noFull(table.title))
  if (!file) return { reply: { text: messages.imports.askFile(table.title) }, dialogue: { state: asked } }
  const { tx, caller, now } = ctx
  const request = { kind, file, fullness, askedBy: caller.id, askedAt: now.toISOString() }
  await ctx.startJob('import-check', String(await tx.importRequests.ask(request)))
  return { reply: { text: messages.imports.checking(table.title, file.name) }, dialogue: null }
}
