/** The WeCom (企业微信) platform over the official SDK: one long connection, no public address, stable account ids. */
import { randomUUID } from 'node:crypto'
import { type ChatPlatform, type Health, type Limits, SendError } from '../chat.js'
import { createHandover, type Handover } from '../handover.js'
import { type Client, createClient } from './client.js'
import { fetchMedia } from './fetch-media.js'
import { type FrameBody, readFrame } from './read-frame.js'
import { createSender, type Sender } from './send-message.js'
import { pressedCard } from './write-card.js'

export interface WecomOptions {
  botId: string
  secret: string
  /** For private deployments and tests; null for WeCom's own address. */
  wsUrl: string | null
  /** What a person reads who opens the chat for the first time that day. */
  welcome: string
  log: (level: 'info' | 'warn', message: string) => void
  /** Milliseconds; left out, what suits the real service. */
  pauses?: Partial<Pauses>
}

interface Pauses {
  heartbeat: number
  /** Before the first new attempt to connect. */
  reconnect: number
  /** After wrong credentials, or after another program took the connection over. */
  long: number
}

const PAUSES: Pauses = { heartbeat: 30_000, reconnect: 1000, long: 300_000 }

/** https://developer.work.weixin.qq.com/document/path/101463: 20,480 bytes of markdown; 30 messages a minute to a chat. */
const LIMITS: Limits = {
  text: 20_480,
  measure: 'bytes',
  perSecond: 20,
  perChatPerSecond: 2,
  perGroupPerMinute: 30,
}

interface Frame {
  headers: { req_id: string }
  body?: FrameBody
}

interface Running {
  client: Client
  sender: Sender
  handover: Handover
}

export function createWecom(options: WecomOptions): ChatPlatform {
  const { botId, log } = options
  const pauses = { ...PAUSES, ...options.pauses }
  let running: Running | null = null
  let trouble: string | null = '正在连接企业微信'
  let again: NodeJS.Timeout | undefined
  let tasks = 0
  const born = Date.now().toString(36)

  function troubled(now: string): void {
    if (now !== trouble) log('warn', now)
    trouble = now
  }

  /** The SDK has given up: it is started anew after a long pause, for as long as the bot runs. */
  function startAnew(client: Client): void {
    clearTimeout(again)
    again = setTimeout(() => {
      if (!running) return
      client.disconnect()
      client.connect()
    }, pauses.long)
    again.unref()
  }

  function follow(client: Client): void {
    client.on('authenticated', () => {
      if (trouble !== null) log('info', '已连上企业微信')
      trouble = null
    })
    client.on('disconnected', () => {
      if (running && trouble === null) troubled('企业微信的连接断开了，正在重连')
    })
    client.on('error', (error) => {
      if (/Authentication failed/.test(error.message)) troubled(WRONG_SECRET)
      else if (error.name === 'WSAuthFailureError') startAnew(client)
      else if (!isFinal(trouble)) troubled(`企业微信连不上：${withoutSecret(error.message)}`)
    })
    client.on('event.disconnected_event', () => {
      troubled(REPLACED)
      startAnew(client)
    })
  }

  const withoutSecret = (text: string) => text.replaceAll(options.secret, '***')

  /** Within five seconds the card can be changed and the welcome said; later WeCom takes neither, which harms nobody. */
  function answerAtOnce({ client, sender }: Running, frame: Frame): void {
    const event = frame.body?.event
    const failed = () => log('info', '企业微信没有接受卡片更新或欢迎语')
    if (event?.eventtype === 'enter_chat')
      void client.replyWelcome(frame, { msgtype: 'text', text: { content: options.welcome } }).catch(failed)
    if (event?.eventtype !== 'template_card_event' || !event.task_id) return
    const card = pressedCard(sender.cardOf(event.task_id), event.event_key ?? '', event.task_id)
    void client.updateTemplateCard(frame, card).catch(failed)
  }

  function take(parts: Running, frame: Frame): void {
    parts.handover.add(async (handIn) => {
      const event = readFrame(frame.body ?? {}, botId)
      if (event) await handIn(event)
      answerAtOnce(parts, frame)
    })
  }

  return {
    name: 'wecom',
    stableIdentity: true,
    buttons: true,
    idempotent: false,
    limits: LIMITS,
    privateChat: (account) => account,
    async start(intake) {
      const { secret, wsUrl } = options
      const client = await createClient({
        botId,
        secret,
        wsUrl,
        heartbeat: pauses.heartbeat,
        pause: pauses.reconnect,
      })
      const warn = (error: unknown) => log('warn', `企业微信：${withoutSecret(String(error))}`)
      const parts: Running = {
        client,
        sender: createSender(client, () => `${born}-${++tasks}-${randomUUID().slice(0, 8)}`),
        handover: createHandover((event) => intake('wecom', [event]), warn),
      }
      running = parts
      follow(client)
      client.on('message', (frame) => take(parts, frame as Frame))
      client.on('event', (frame) => take(parts, frame as Frame))
      client.connect()
    },
    async stop() {
      clearTimeout(again)
      const parts = running
      running = null
      trouble = '企业微信已停止'
      parts?.client.disconnect()
      await parts?.handover.stop()
    },
    async send(message) {
      if (!running || trouble !== null) throw new SendError('unavailable', trouble ?? '企业微信没有启动')
      return { messageId: await running.sender.send(message) }
    },
    fetchFile: fetchMedia,
    health: (): Health => ({ ok: trouble === null, detail: trouble ?? '企业微信正常（长连接）' }),
  }
}

const WRONG_SECRET =
  '企业微信不接受机器人的 ID 或密钥：请在企业微信管理后台核对 WECOM_BOT_ID 和 WECOM_BOT_SECRET；机器人每隔几分钟再试'
const REPLACED =
  '另一个程序用同一个企业微信机器人连上了，这里的连接被断开：请停掉其中一个；机器人每隔几分钟再试'

/** Said until the connection stands again, whatever the attempts in between bring. */
const isFinal = (trouble: string | null) => trouble === WRONG_SECRET || trouble === REPLACED
