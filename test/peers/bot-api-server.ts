/**
 * A Bot API server on loopback that behaves as https://core.telegram.org/bots/api says, with the people's side of
 * Telegram in the test's hands and faults to switch on.
 */
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type ApiChat, createPostOffice, type SentMessage } from './bot-api/post-office.js'
import { type Params, Refused } from './bot-api/refused.js'
import { createUpdateQueue, type Webhook } from './bot-api/update-queue.js'
import { type Fault, openWire } from './bot-api/wire.js'

export type { ApiChat, SentMessage }

export interface ApiUser {
  id: number
  name: string
}

export interface BotApi {
  readonly root: string
  readonly token: string
  readonly username: string
  /** Every call with the right token, in the order of arrival, those that failed included. */
  readonly calls: { method: string; params: Params }[]
  /** How often each method was called. */
  readonly counters: Record<string, number>
  /** Ids of the updates that the bot has confirmed. */
  readonly confirmed: number[]
  readonly webhook: Webhook | null
  /** Milliseconds before each answer, by method. */
  readonly delays: Record<string, number>
  /** False while privacy mode is on; only told by getMe. */
  readsGroups: boolean
  /** Whether too many messages are answered with 429. */
  enforceRates: boolean
  /** Somebody writes; `extra` is laid over the message. Returns the update's id. */
  say(user: ApiUser, chat: ApiChat, text: string, extra?: Params): number
  /** Somebody presses a button of a message that the bot sent. Returns the update's id. */
  press(user: ApiUser, message: Pick<SentMessage, 'chat' | 'message_id'>, data: string): number
  /** Any other update; it may bring an `update_id` of its own. */
  push(update: Params): number
  /** Makes a chat known in which nobody has spoken yet. */
  open(chat: ApiChat): void
  /** Puts a file on the server and returns its file_id. */
  upload(bytes: Buffer): string
  /** Throws the bot out of a group; in a private chat its user blocks the bot. */
  kick(chat: ApiChat): void
  migrate(chat: ApiChat, to: ApiChat): void
  /** Spoils the next call of a method; several of one method are used up one after another. */
  failNext(fault: Fault): void
  /** What the bot sent to a chat, in order. */
  sent(chat: ApiChat): SentMessage[]
  /** The first value of `predicate` that is true; fails after 5 s. */
  waitFor<T>(predicate: () => T | undefined | false | null): Promise<T>
  close(): Promise<void>
}

const TOO_LATE = 5_000
const FILE_BYTES = 20 * 1024 * 1024
const USERNAME = 'shuangsuiji_bot'
const BOT = { id: 10001, is_bot: true, first_name: '双随机', username: USERNAME, can_join_groups: true }
const KEEPER = personOf({ id: 1, name: '群主' })

export async function startBotApi(): Promise<BotApi> {
  const token = `${BOT.id}:${randomBytes(26).toString('base64url')}`
  let lastMessage = 100
  const nextMessageId = () => ++lastMessage
  const queue = createUpdateQueue()
  const office = createPostOffice(nextMessageId)
  const files = new Map<string, Buffer>()
  const settings = { readsGroups: true, enforceRates: false }
  const methods: Record<string, (params: Params, gone: AbortSignal) => unknown> = {
    getMe: () => ({ ...BOT, can_read_all_group_messages: settings.readsGroups }),
    setMyCommands: checkMenu,
    setWebhook: queue.setWebhook,
    deleteWebhook: queue.deleteWebhook,
    getWebhookInfo: queue.getWebhookInfo,
    getUpdates: queue.getUpdates,
    answerCallbackQuery: () => true,
    getFile: ({ file_id }) => describeFile(files, String(file_id)),
    ...Object.fromEntries(
      ['sendMessage', 'sendPhoto', 'sendDocument'].map((method) => [
        method,
        (params: Params) => office.send(method, params, settings.enforceRates),
      ]),
    ),
  }
  const wire = await openWire({
    token,
    handle(method, params, gone) {
      const run = methods[method]
      if (!run) throw new Refused(404, 'Not Found')
      return run(params, gone)
    },
    file: (path) => files.get(path.replace('documents/', '')),
  })
  const write = (chat: ApiChat, from: Params, rest: Params) =>
    queue.push({ message: { message_id: nextMessageId(), date: now(), chat: chatOf(chat), from, ...rest } })

  return {
    root: wire.root,
    token,
    username: USERNAME,
    calls: wire.calls,
    get counters() {
      const counts: Record<string, number> = {}
      for (const { method } of wire.calls) counts[method] = (counts[method] ?? 0) + 1
      return counts
    },
    confirmed: queue.confirmed,
    get webhook() {
      return queue.webhook
    },
    delays: wire.delays,
    get readsGroups() {
      return settings.readsGroups
    },
    set readsGroups(on) {
      settings.readsGroups = on
    },
    get enforceRates() {
      return settings.enforceRates
    },
    set enforceRates(on) {
      settings.enforceRates = on
    },
    push: queue.push,
    open: (chat) => void office.chats.set(String(chat.id), chat),
    say(user, chat, text, extra = {}) {
      office.chats.set(String(chat.id), chat)
      return write(chat, personOf(user), { text, ...extra })
    },
    press(user, { chat, message_id }, data) {
      const place = office.chats.get(chat)
      if (!place) throw new Error(`nobody knows chat ${chat}`)
      const message = { message_id, date: now(), chat: chatOf(place), from: BOT }
      const id = randomBytes(8).toString('hex')
      return queue.push({ callback_query: { id, from: personOf(user), message, chat_instance: '1', data } })
    },
    upload(bytes) {
      const id = randomBytes(8).toString('hex')
      files.set(id, bytes)
      return id
    },
    kick(chat) {
      office.kicked.add(String(chat.id))
      const [before, after] = ['member', 'kicked'].map((status) => ({ user: BOT, status }))
      const change = { chat: chatOf(chat), from: KEEPER, date: now() }
      queue.push({ my_chat_member: { ...change, old_chat_member: before, new_chat_member: after } })
    },
    migrate(chat, to) {
      office.chats.set(String(to.id), to)
      office.moved.set(String(chat.id), String(to.id))
      write(chat, KEEPER, { migrate_to_chat_id: to.id })
    },
    failNext: (fault) => void wire.faults.push(fault),
    sent: (chat) => office.sent.filter((message) => message.chat === String(chat.id)),
    async waitFor(predicate) {
      for (const from = Date.now(); Date.now() < from + TOO_LATE; await wait(5)) {
        const value = predicate()
        if (value) return value
      }
      throw new Error(`waited in vain; calls so far: ${wire.calls.map(({ method }) => method).join(' ')}`)
    },
    async close() {
      queue.deleteWebhook()
      await wire.close()
    },
  }
}

function describeFile(files: Map<string, Buffer>, file_id: string): Params {
  const bytes = files.get(file_id)
  if (!bytes) throw new Refused(400, 'Bad Request: wrong file_id or the file is temporarily unavailable')
  if (bytes.length > FILE_BYTES) throw new Refused(400, 'Bad Request: file is too big')
  return { file_id, file_unique_id: file_id, file_size: bytes.length, file_path: `documents/${file_id}` }
}

function checkMenu(params: Params): true {
  for (const { command, description } of params.commands as { command: string; description: string }[]) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw new Refused(400, 'Bad Request: BOT_COMMAND_INVALID')
    if (description.length < 1 || description.length > 256)
      throw new Refused(400, 'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID')
  }
  return true
}

function personOf({ id, name }: ApiUser): Params {
  return { id, is_bot: false, first_name: name }
}

function chatOf({ id, type, title }: ApiChat): Params {
  return type === 'private' ? { id, type, first_name: title } : { id, type, title }
}

function now(): number {
  return Math.floor(Date.now() / 1_000)
}
