/** The Telegram platform: takes updates by long polling or from the webhook, and sends messages. */
import type { Update } from 'telegraf/types'
import { type ChatPlatform, type Health, type Intake, type Limits, SendError } from '../chat.js'
import { createAgent } from '../https-agent.js'
import { createApi } from './api.js'
import { untilDone } from './backoff.js'
import { describeTrouble } from './describe-trouble.js'
import { fetchFile } from './fetch-file.js'
import { greet, type MenuEntry, type Self, type Webhook } from './greet.js'
import { poll } from './poll.js'
import { sendMessage } from './send-message.js'
import { takeUpdates } from './take-updates.js'

export interface TelegramOptions {
  token: string
  apiRoot: string
  /** Null for long polling. */
  webhook: Webhook | null
  /** The address of an HTTP proxy for `https:` roots. */
  proxy: string | null
  menu: MenuEntry[]
  log: (level: 'info' | 'warn' | 'error', message: string) => void
}

export interface TelegramPlatform extends ChatPlatform {
  /** False while privacy mode hides Chinese command words in groups; null before Telegram has told. */
  readonly canReadAllGroupMessages: boolean | null
  /** Takes an update from the webhook. Throws when it could not be made durable. */
  receive(update: unknown): Promise<void>
}

/** https://core.telegram.org/bots/api#sendmessage and https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
const LIMITS: Limits = {
  text: 4096,
  measure: 'utf16',
  perSecond: 30,
  // One a second is allowed; what travels faster than the message before it would arrive too early and be refused.
  perChatPerSecond: 0.9,
  perGroupPerMinute: 20,
}

const PRIVACY =
  '；隐私模式开着，群里看不到“/抽查”这样的中文命令：请向 @BotFather 发 /setprivacy 关闭，再把机器人移出群后重新加入'

export function createTelegram(options: TelegramOptions): TelegramPlatform {
  const { token, webhook, menu, log } = options
  const agent = createAgent(options.proxy)
  const api = createApi(token, options.apiRoot, agent)
  const stopping = new AbortController()
  const { signal } = stopping
  let self: Self | null = null
  let intake: Intake | null = null
  let trouble: string | null = '正在连接 Telegram'
  let running: Promise<void> = Promise.resolve()

  const watch = {
    fine() {
      if (trouble !== null) log('info', '已连上 Telegram')
      trouble = null
    },
    failed(error: unknown) {
      const now = describeTrouble(error)
      if (now !== trouble) log('warn', error instanceof SendError ? now : `${now}：${String(error)}`)
      trouble = now
    },
  }

  async function take(updates: Update[]): Promise<void> {
    if (!self || !intake) throw new Error('Telegram has not been started')
    await takeUpdates(api, updates, self.username, intake, log)
  }

  async function connect(): Promise<void> {
    const refused = (error: Error) => log('error', `Telegram 没有接受命令菜单：${error.message}`)
    const found = await untilDone(() => greet(api, webhook, menu, refused, { signal }), watch.failed, signal)
    if (!found) return
    self = found
    watch.fine()
  }

  function health(): Health {
    if (trouble !== null || !self) return { ok: false, detail: trouble ?? '' }
    const way = webhook ? '网络回调' : '长轮询'
    return { ok: true, detail: `Telegram @${self.username} 正常（${way}）${self.readsGroups ? '' : PRIVACY}` }
  }

  return {
    name: 'telegram',
    stableIdentity: true,
    buttons: true,
    idempotent: false,
    limits: LIMITS,
    get canReadAllGroupMessages() {
      return self?.readsGroups ?? null
    },
    privateChat: (account) => account,
    async start(target) {
      intake = target
      const connected = connect()
      running = connected.then(() => (webhook ? undefined : poll(api, take, watch, signal)))
      await connected
    },
    async stop() {
      stopping.abort()
      await running
      intake = null
      trouble = 'Telegram 已停止'
      agent.destroy()
    },
    send: async (message) => ({ messageId: String((await sendMessage(api, message)).message_id) }),
    fetchFile: async (ref) => ({ bytes: await fetchFile(api, ref) }),
    async receive(update) {
      try {
        await take([update as Update])
        watch.fine()
      } catch (error) {
        watch.failed(error)
        throw error
      }
    },
    health,
  }
}
