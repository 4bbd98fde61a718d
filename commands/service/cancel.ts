/** /cancel 取消: leaves any dialogue. */
import { ANYWHERE } from '../audiences.js'
import type { Command } from '../command.js'
import { messages } from '../messages.js'

export const cancel: Command<null> = {
  words: ['cancel', '取消'],
  summary: '离开正在进行的对话',
  usage: '/cancel',
  example: async () => '/cancel',
  audience: { roles: 'stranger', chats: ANYWHERE },
  parse: () => null,
  async run(_, { tx, chat, account }) {
    const open = await tx.dialogues.get(chat, account)
    return { reply: { text: open ? messages.cancel.done : messages.cancel.nothing }, dialogue: null }
  },
}
