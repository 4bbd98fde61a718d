/** /who 我是谁: how the bot knows the caller, and what the group is. */
import { ANYWHERE } from '../audiences.js'
import type { Command, Context } from '../command.js'
import { PLATFORM_NAMES } from '../messages/names.js'
import { messages } from '../messages.js'

export const who: Command<null> = {
  words: ['who', '我是谁'],
  summary: '查看自己的身份和绑定',
  usage: '/who',
  example: async () => '/who',
  audience: { roles: 'stranger', chats: ANYWHERE },
  parse: () => null,
  async run(_, ctx) {
    const lines = ctx.caller ? await aboutCaller(ctx) : [messages.who.stranger]
    if (ctx.chat.kind !== 'private') lines.push(await aboutGroup(ctx))
    return { reply: { text: lines.join('\n') } }
  },
}

async function aboutCaller({ tx, caller, chat }: Context): Promise<string[]> {
  const person = caller!
  const department = await tx.departments.get(person.department)
  const lines = [messages.who.text(person.name, person.id, department?.name ?? '', person.roles)]
  if (chat.kind !== 'private') return lines
  const inspector = await tx.inspectors.ofPerson(person.id)
  if (inspector) lines.push(messages.who.inspector(inspector.id, inspector.certifiedUntil, inspector.tags))
  const bindings = await tx.bindings.ofPerson(person.id)
  lines.push(messages.who.bindings(bindings.map((one) => PLATFORM_NAMES[one.platform])))
  return lines
}

async function aboutGroup({ tx, chat }: Context): Promise<string> {
  const department = chat.department ? await tx.departments.get(chat.department) : undefined
  const kind = chat.kind === 'unbound' || chat.kind === 'private' ? null : chat.kind
  return messages.who.group(kind, department?.name ?? null)
}
