/** /template 模板: sends the workbook to be filled in for one kind of register. */
import { PRIVATE } from '../audiences.js'
import type { Command } from '../command.js'
import { messages } from '../messages.js'
import { type TemplateKind, templates } from './kinds/kinds.js'
import { kindButtons, readTemplateKind } from './read-kind.js'

export const template: Command<TemplateKind | null> = {
  words: ['template', '模板'],
  summary: '取得名录的导入模板',
  usage: '/template（列出种类）\n/template 名录种类',
  example: async () => '/template 市场主体',
  audience: { roles: ['office', 'admin'], chats: PRIVATE },
  parse: (rest) => (rest.trim() === '' ? null : readTemplateKind(rest.trim())),
  async run(kind, ctx) {
    if (kind === null) {
      const buttons = kindButtons(templates, (title) => ({ label: title, send: `/template ${title}` }))
      return { reply: { text: messages.template.choose, buttons } }
    }
    const { platform, chat } = ctx.chat
    await ctx.startJob('template', kind, { chat: { platform, chat } })
    return {}
  },
}
