/** /board 看板: a one-time link into the leaders' board, given in private; or the end of every open one. */
import { PRIVATE, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { hashCode } from '../rules/secrets.js'
import { BOARD_ROLES, LINK_LIFE } from './board-access.js'

const LEAVE = new Set(['退出', 'leave', 'exit', 'logout'])

export const board: Command<'enter' | 'leave'> = {
  words: ['board', '看板', '领导看板'],
  summary: '领取打开领导看板的一次性链接：进度、超期、期限日历、趋势',
  usage: '/board\n/board 退出',
  example: async () => '/board',
  audience: { roles: [...BOARD_ROLES], chats: PRIVATE },
  parse(rest) {
    const word = rest.normalize('NFKC').trim().toLowerCase()
    if (word !== '' && !LEAVE.has(word)) throw new UsageRefusal(messages.board.badWord(rest.trim()))
    return word === '' ? 'enter' : 'leave'
  },
  async run(wish, context) {
    const ctx = withCaller(context)
    return wish === 'leave' ? leave(ctx) : giveLink(ctx)
  },
}

async function giveLink({
  tx,
  caller,
  chat,
  account,
  now,
  office,
  randomHex,
}: BoundContext): Promise<Outcome> {
  if (office.publicUrl === null) throw new Refusal(messages.board.noAddress)
  const { boundAt } = (await tx.bindings.get(chat.platform, account))!
  const token = randomHex(32)
  const expiresAt = new Date(now.getTime() + LINK_LIFE).toISOString()
  const guest = { person: caller.id, platform: chat.platform, account, boundAt }
  await tx.board.addLink({ hash: hashCode(token), ...guest, expiresAt, usedAt: null })
  const body = { person: caller.id, platform: chat.platform }
  await tx.ledger.append('board.link', caller.id, body, now.toISOString())
  const text = messages.board.link(`${office.publicUrl}/board/enter/${token}`)
  return { reply: { text, secret: true } }
}

async function leave({ tx, caller, now }: BoundContext): Promise<Outcome> {
  const ended = await tx.board.endAll(caller.id)
  if (ended === 0) return { reply: { text: messages.board.nothingOpen } }
  const body = { person: caller.id, sessions: ended }
  await tx.ledger.append('board.left', caller.id, body, now.toISOString())
  return { reply: { text: messages.board.left(ended) } }
}
