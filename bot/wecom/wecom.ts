/** The WeCom (企业微信) platform over the official SDK: one long connection, no public address, stable account ids. */
import { type ChatPlatform, type Health, type Limits, SendError } from '../chat.js'
import { createHandover, type Handover } from '../handover.js'
import { type AtOnce, answerAtOnce, type Frame } from './answer-at-once.js'
import { type Client, createClient } from './client.js'
import { fetchMedia } from './fetch-media.js'
import { type Connection, followConnection, withoutSecret } from './follow-connection.js'
import { readFrame } from './read-frame.js'
import { createSender, type Sender } from './send-message.js'
import { TEXT_BYTES } from './write-card.js'

export interface WecomOptions extends AtOnce {
  botId: string
  secret: string
  /** For private deployments and tests; null for WeCom's own address. */
  wsUrl: string | null
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
  text: TEXT_BYTES,
  measure: 'bytes',
  perSecond: 20,
  perChatPerSecond: 2,
  perGroupPerMinute: 30,
  perPrivatePerMinute: 30,
}

interface Running {
  client: Client
  connection: Connection
  sender: Sender
  handover: Handover
}

export function createWecom(options: WecomOptions): ChatPlatform {
  const { botId, log } = options
  const pauses = { ...PAUSES, ...options.pauses }
  let running: Running | null = null
  let idle = '企业微信没有启动'
  const trouble = () => (running ? running.connection.trouble() : idle)

  function take(parts: Running, frame: Frame): void {
    parts.handover.add(async (handIn) => {
      const event = readFrame(frame.body ?? {}, botId)
      if (event) await handIn(event)
      answerAtOnce(parts.client, frame, options)
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
      const warn = (error: unknown) => log('warn', `企业微信：${withoutSecret(String(error), secret)}`)
      const parts: Running = {
        client,
        connection: followConnection({ secret, pause: pauses.long, log }),
        sender: createSender(client),
        handover: createHandover((event) => intake('wecom', [event]), warn),
      }
      running = parts
      parts.connection.follow(client)
      client.on('message', (frame) => take(parts, frame as Frame))
      client.on('event', (frame) => take(parts, frame as Frame))
      client.connect()
    },
    async stop() {
      const parts = running
      running = null
      idle = '企业微信已停止'
      parts?.connection.stop()
      parts?.client.disconnect()
      await parts?.handover.stop()
    },
    async send(message) {
      const fault = trouble()
      if (!running || fault !== null) throw new SendError('unavailable', fault ?? idle)
      return { messageId: await running.sender.send(message) }
    },
    fetchFile: fetchMedia,
    health(): Health {
      const fault = trouble()
      return { ok: fault === null, detail: fault ?? '企业微信正常（长连接）' }
    },
  }
}
