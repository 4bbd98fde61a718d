/** How the connection to WeCom is, in words for administrators, and a new start where the SDK gives up. */
import type { Client } from './client.js'

export interface Connection {
  /** Null while it stands. */
  trouble(): string | null
  follow(client: Client): void
  /** Nothing is said or started any more. */
  stop(): void
}

interface ConnectionOptions {
  secret: string
  /** Milliseconds before a new start after wrong credentials, or after another program took the connection over. */
  pause: number
  log: (level: 'info' | 'warn', message: string) => void
}

export function followConnection({ secret, pause, log }: ConnectionOptions): Connection {
  let trouble: string | null = '正在连接企业微信'
  let again: NodeJS.Timeout | undefined
  let stopped = false

  function troubled(now: string): void {
    if (now !== trouble) log('warn', now)
    trouble = now
  }

  /** The SDK has given up: it is started anew after a long pause, for as long as the bot runs. */
  function startAnew(client: Client): void {
    clearTimeout(again)
    again = setTimeout(() => {
      client.disconnect()
      client.connect()
    }, pause)
    again.unref()
  }

  return {
    trouble: () => trouble,
    follow(client) {
      client.on('authenticated', () => {
        if (stopped) return
        if (trouble !== null) log('info', '已连上企业微信')
        trouble = null
      })
      client.on('disconnected', () => {
        if (!stopped && trouble === null) troubled('企业微信的连接断开了，正在重连')
      })
      client.on('error', (error) => {
        if (stopped) return
        if (/Authentication failed/.test(error.message)) troubled(WRONG_SECRET)
        else if (error.name === 'WSAuthFailureError') startAnew(client)
        else if (!isFinal(trouble)) troubled(`企业微信连不上：${withoutSecret(error.message, secret)}`)
      })
      client.on('event.disconnected_event', () => {
        if (stopped) return
        troubled(REPLACED)
        startAnew(client)
      })
    },
    stop() {
      stopped = true
      clearTimeout(again)
      trouble = '企业微信已停止'
    },
  }
}

export const withoutSecret = (text: string, secret: string) => text.replaceAll(secret, '***')

const WRONG_SECRET =
  '企业微信不接受机器人的 ID 或密钥：请在企业微信管理后台核对 WECOM_BOT_ID 和 WECOM_BOT_SECRET；机器人每隔几分钟再试'
const REPLACED =
  '另一个程序用同一个企业微信机器人连上了，这里的连接被断开：请停掉其中一个；机器人每隔几分钟再试'

/** Said until the connection stands again, whatever the attempts in between bring. */
const isFinal = (trouble: string | null) => trouble === WRONG_SECRET || trouble === REPLACED
