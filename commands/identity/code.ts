/** /code 发码: the administrator makes a binding code for a person. */
import { PRIVATE, withCaller } from '../audiences.js'
import { type Command, Refusal, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { formatCode, hashCode } from '../rules/secrets.js'
import { findPerson } from './find-person.js'

/** How long a code is good for (10 minutes). */
export const CODE_LIFE = 10 * 60_000

export const code: Command<string> = {
  words: ['code', '发码'],
  summary: '给一个人发绑定码',
  usage: '/code 姓名或人员编号',
  example: async () => messages.code.example,
  audience: { roles: ['admin'], chats: PRIVATE },
  parse(rest) {
    if (rest.trim() === '') throw new UsageRefusal(messages.code.needsPerson)
    return rest.trim()
  },
  async run(word, context) {
    const { tx, caller, now, randomHex } = withCaller(context)
    const person = await findPerson(tx, word)
    if (!person.active) throw new Refusal(messages.code.inactive(person.name))
    const made = formatCode(Buffer.from(randomHex(16), 'hex'))
    const expiresAt = new Date(now.getTime() + CODE_LIFE).toISOString()
    await tx.bindCodes.put({ hash: hashCode(made), person: person.id, createdBy: caller.id, expiresAt })
    await tx.ledger.append('code.made', caller.id, { person: person.id }, now.toISOString())
    const department = await tx.departments.get(person.department)
    const text = messages.code.made(person.name, department?.name ?? '', made)
    return { reply: { text, secret: true } }
  },
}
