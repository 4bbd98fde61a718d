/** /items 事项: what may be inspected, by department, and the details of one item (四(一)3). */
import type { Department, Item } from '../../db/store.js'
import { BOUND_CHATS, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'

export const items: Command<string> = {
  words: ['items', '事项'],
  summary: '查看随机抽查事项清单',
  usage: '/items\n/items 部门\n/items 事项编码',
  example: async ({ tx }) => messages.items.example((await tx.items.all())[0]?.code ?? '').trim(),
  audience: { roles: 'bound', chats: BOUND_CHATS },
  parse: (rest) => rest.normalize('NFKC').trim(),
  async run(word, context) {
    const ctx = withCaller(context)
    const departments = await ctx.tx.departments.all()
    if (word === '') return list(ctx, departments)
    const item = (await ctx.tx.items.get(word)) ?? (await ctx.tx.items.get(word.toUpperCase()))
    if (item) {
      const department = departments.find(({ code }) => code === item.department)
      return { reply: { text: messages.items.detail(item, department?.name ?? item.department) } }
    }
    const named = departments.filter((one) => [one.code, one.name, one.shortName].includes(word))
    if (named.length === 0) throw new Refusal(messages.items.unknown(word))
    return list(ctx, named)
  },
}

async function list({ tx, today }: BoundContext, departments: Department[]): Promise<Outcome> {
  const groups = groupItems(await tx.items.all(), departments)
  const text = groups.length === 0 ? messages.items.none : messages.items.list(groups, today)
  return { reply: { text } }
}

/** Departments without an item are left out. */
export function groupItems(all: Item[], departments: Department[]): { department: string; items: Item[] }[] {
  return departments
    .map(({ code, name }) => ({
      department: name,
      items: all.filter(({ department }) => department === code),
    }))
    .filter((group) => group.items.length > 0)
}
