/** /firm 查询: looks a firm up by code, parts of its name, pinyin or initials. */
import { BOUND_CHATS, withCaller } from '../audiences.js'
import { type Command, Refusal, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { creditCode } from './kinds/cells.js'
import { CellFault } from './kinds/table.js'
import { showFirm } from './show-firm.js'

interface FirmArgs {
  /** As it was typed, in half width. */
  word: string
  page: number
}

const PAGE = 10

export const firm: Command<FirmArgs> = {
  words: ['firm', '查询'],
  summary: '按名称、拼音或统一社会信用代码查询检查对象',
  usage: '/firm 名称的一部分\n/firm 拼音或拼音首字母\n/firm 统一社会信用代码\n/firm 名称的一部分 第2页',
  example: async () => messages.firm.example,
  audience: { roles: 'bound', chats: BOUND_CHATS },
  parse(rest) {
    const text = rest.normalize('NFKC').trim()
    const [tail = '', page = '1'] = /\s第(\d{1,4})页$/.exec(text) ?? []
    const word = text.slice(0, text.length - tail.length).trim()
    if (!/[^\s\p{P}]/u.test(word)) throw new UsageRefusal(messages.firm.needsWord)
    return { word, page: Math.max(1, Number(page)) }
  },
  async run({ word, page }, context) {
    const ctx = withCaller(context)
    const code = readCode(word)
    const exact = await ctx.tx.firms.get(code ?? word.toUpperCase())
    if (exact) return showFirm(exact, ctx)
    const words = code === null ? word.split(/\s+/u) : [code]
    const found = await ctx.tx.firms.search(words, PAGE + 1, (page - 1) * PAGE)
    if (found.length === 0) throw new Refusal(code === null ? messages.firm.none(word) : explainNone(code))
    if (found.length === 1 && page === 1) return showFirm(found[0]!, ctx)
    const more = found.length > PAGE ? `/firm ${word} 第${page + 1}页` : null
    return { reply: { text: messages.firm.list(found.slice(0, PAGE), more) } }
  },
}

/** What begins as a credit code does, with the blanks and hyphens that documents set into it taken out. */
function readCode(word: string): string | null {
  const code = word.replace(/[\s-]/gu, '').toUpperCase()
  return /^[0-9A-Z]{2}\d{6}[0-9A-Z]{1,12}$/.test(code) ? code : null
}

function explainNone(code: string): string {
  try {
    return messages.firm.unknownCode(creditCode(code))
  } catch (error) {
    if (error instanceof CellFault) return messages.firm.wrongCode(code, error.message)
    throw error
  }
}
