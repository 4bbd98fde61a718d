/** /unbind 解绑: ends a binding at once; an administrator may end another person's. */
import { ANYWHERE, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Notice, type Outcome, Refusal } from '../command.js'
import { messages } from '../messages.js'
import { findPerson } from './find-person.js'

export const unbind: Command<string> = {
  words: ['unbind', '解绑'],
  summary: '解除账号与本人身份的绑定',
  usage: '/unbind\n/unbind 姓名或人员编号（管理员）',
  example: async () => '/unbind',
  audience: { roles: 'bound', chats: ANYWHERE },
  parse: (rest) => rest.trim(),
  async run(word, context) {
    const ctx = withCaller(context)
    return word === '' ? unbindSelf(ctx) : unbindOther(ctx, word)
  },
}

async function unbindSelf({ tx, caller, chat, account, now }: BoundContext): Promise<Outcome> {
  await tx.bindings.remove(chat.platform, account)
  const body = { person: caller.id, platform: chat.platform }
  await tx.ledger.append('person.unbound', caller.id, body, now.toISOString())
  return { reply: { text: messages.unbind.done }, dialogue: null }
}

async function unbindOther({ tx, caller, now }: BoundContext, word: string): Promise<Outcome> {
  if (!caller.roles.includes('admin')) throw new Refusal(messages.unbind.notAllowed)
  const person = await findPerson(tx, word)
  const bindings = await tx.bindings.ofPerson(person.id)
  if (bindings.length === 0) throw new Refusal(messages.unbind.none(person.name))
  const notices: Notice[] = []
  for (const { platform, account } of bindings) {
    await tx.bindings.remove(platform, account)
    await tx.ledger.append('person.unbound', caller.id, { person: person.id, platform }, now.toISOString())
    notices.push({ to: { account: { platform, account } }, content: { text: messages.unbind.told } })
  }
  return { reply: { text: messages.unbind.other(person.name, bindings.length) }, notices }
}
