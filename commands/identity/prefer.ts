/** /prefer 首选: on which of his accounts a person is told first. */
import type { PlatformName } from '../../db/store.js'
import { PRIVATE, withCaller } from '../audiences.js'
import { type Command, Refusal, UsageRefusal } from '../command.js'
import { PLATFORM_NAMES } from '../messages/names.js'
import { messages } from '../messages.js'

export const prefer: Command<string> = {
  words: ['prefer', '首选'],
  summary: '绑定了几个平台的，选定先在哪个平台通知您',
  usage: '/prefer（查看）\n/prefer 平台名称（企业微信、Telegram、微信）',
  example: async () => messages.prefer.example,
  audience: { roles: 'bound', chats: PRIVATE },
  parse: (rest) => rest.normalize('NFKC').trim().toLowerCase(),
  async run(word, context) {
    const ctx = withCaller(context)
    const { tx, caller, now } = ctx
    const own = await tx.bindings.ofPerson(caller.id)
    const platforms = [...new Set(own.map(({ platform }) => platform))]
    if (word === '') {
      const buttons =
        platforms.length > 1
          ? platforms.map((one) => [{ label: PLATFORM_NAMES[one], send: `/prefer ${PLATFORM_NAMES[one]}` }])
          : []
      return { reply: { text: messages.prefer.show(platforms), buttons } }
    }
    const chosen = findPlatform(word)
    if (!chosen) throw new UsageRefusal(messages.prefer.unknown(word))
    const binding = own.find(({ platform }) => platform === chosen)
    if (!binding) throw new Refusal(messages.prefer.notBound(chosen))
    await tx.bindings.prefer(chosen, binding.account, now.toISOString())
    return { reply: { text: messages.prefer.done(chosen, binding.unreachable !== null) } }
  },
}

function findPlatform(word: string): PlatformName | undefined {
  return (Object.keys(PLATFORM_NAMES) as PlatformName[]).find(
    (one) => one === word || PLATFORM_NAMES[one].toLowerCase() === word,
  )
}
