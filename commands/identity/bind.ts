/** /bind 绑定: ties the account that speaks to a person, by a single-use code in a private chat. */
import type { Person } from '../../db/store.js'
import { PRIVATE } from '../audiences.js'
import { type Command, type Context, type Notice, type Outcome, Refusal, UsageRefusal } from '../command.js'
import { PLATFORM_NAMES } from '../messages/names.js'
import { messages } from '../messages.js'
import { hashCode, normaliseCode } from '../rules/secrets.js'

const TRIES = 5
const LOCK_MINUTES = 10

export const bind: Command<string> = {
  words: ['bind', '绑定'],
  summary: '用绑定码绑定本人身份',
  usage: '/bind 绑定码',
  example: async () => '/bind K7MPQ-29XWD',
  audience: { roles: 'stranger', chats: PRIVATE },
  parse(rest) {
    const code = normaliseCode(rest)
    if (code === '') throw new UsageRefusal(messages.bind.needsCode)
    return code
  },
  async run(code, ctx) {
    const { tx, now, chat, account } = ctx
    const since = new Date(now.getTime() - LOCK_MINUTES * 60_000).toISOString()
    const failures = await tx.bindCodes.failures(chat.platform, account, since)
    if (failures >= TRIES) throw new Refusal(messages.bind.locked)
    const taken = await tx.bindCodes.take(hashCode(code), now.toISOString())
    const person = taken && (await tx.people.get(taken.person))
    if (!person?.active) return refuseCode(ctx, failures)
    return bindPerson(ctx, person)
  },
  /** A code that others have read is taken away; whether it was a true one is not said. */
  async misplaced(rest, { tx, now }) {
    const [code] = /[A-Z0-9]{10}/.exec(normaliseCode(rest)) ?? []
    if (!code) throw new Refusal(messages.router.wrongChat(bind.words, PRIVATE))
    await tx.bindCodes.take(hashCode(code), now.toISOString())
    return { reply: { text: messages.bind.inGroup } }
  },
}

/** Not a thrown refusal: the failed try must be kept. */
async function refuseCode({ tx, chat, account, now }: Context, failures: number): Promise<Outcome> {
  await tx.bindCodes.fail(chat.platform, account, now.toISOString())
  return { reply: { text: messages.bind.wrong(TRIES - failures - 1) } }
}

async function bindPerson(ctx: Context, person: Person): Promise<Outcome> {
  const { tx, now, chat, account } = ctx
  const notices = [...(await endEarlierOwner(ctx, person)), ...(await endEarlierBinding(ctx, person))]
  const at = now.toISOString()
  await tx.bindings.put({
    platform: chat.platform,
    account,
    person: person.id,
    boundAt: at,
    unreachable: null,
  })
  await tx.ledger.append('person.bound', person.id, { person: person.id, platform: chat.platform }, at)
  const department = await tx.departments.get(person.department)
  const done = messages.bind.done(person.name, department?.name ?? person.department, person.roles)
  const text = ctx.platform.stableIdentity ? done : `${done}\n${messages.bind.unstable}`
  return { reply: { text }, notices, dialogue: null }
}

/** The account changes hands: whose it was is told on his other account, where he has one. */
async function endEarlierOwner(ctx: Context, person: Person): Promise<Notice[]> {
  const { tx, chat, account } = ctx
  const before = await tx.bindings.get(chat.platform, account)
  const owner = before && (await tx.people.get(before.person))
  if (!owner || owner.id === person.id) return []
  await tx.bindings.remove(chat.platform, account)
  await enterUnbound(ctx, owner, person)
  if ((await tx.bindings.ofPerson(owner.id)).length === 0) return []
  const text = messages.bind.taken(PLATFORM_NAMES[chat.platform])
  return [{ to: { person: owner.id }, content: { text } }]
}

async function enterUnbound({ tx, chat, now }: Context, person: Person, by: Person): Promise<void> {
  const body = { person: person.id, platform: chat.platform }
  await tx.ledger.append('person.unbound', by.id, body, now.toISOString())
}

/** One account a person on a platform: the earlier one loses its authority and is told. */
async function endEarlierBinding(ctx: Context, person: Person): Promise<Notice[]> {
  const { tx, chat, account } = ctx
  const earlier = (await tx.bindings.ofPerson(person.id)).filter(
    (one) => one.platform === chat.platform && one.account !== account,
  )
  const notices: Notice[] = []
  for (const one of earlier) {
    await tx.bindings.remove(one.platform, one.account)
    await enterUnbound(ctx, person, person)
    const text = messages.bind.moved(PLATFORM_NAMES[one.platform])
    notices.push({ to: { account: { platform: one.platform, account: one.account } }, content: { text } })
  }
  return notices
}
