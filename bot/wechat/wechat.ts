/**
 * WeChat through Wechaty and whatever puppet is set: best effort, since accounts get logged out and messages get lost.
 * Ids change with each login of the web protocols, and a puppet's service hides which protocol it speaks, so no puppet's
 * identity is taken for stable.
 */
import { join } from 'node:path'
import type { Wechaty } from 'wechaty'
import { type ChatPlatform, type Health, type Intake, SendError } from '../chat.js'
import { createHandover, type Handover } from '../handover.js'
import { openBot, type Puppet } from './open-bot.js'
import { passOn } from './pass-on.js'
import { fetchFile, sendMessage } from './send-message.js'
import { followSession, type LoginState, type Session } from './session.js'
import { within } from './within.js'

/** For each of the two steps of stopping. */
const STOP_MS = 2_500

export interface WechatOptions {
  /** A puppet's npm name, or a puppet. */
  puppet: string | Puppet
  log: (level: 'warn', message: string) => void
  /** Called with what a QR code must say, for the person who logs the bot in. */
  showQr: (url: string) => void
  /** An existing directory that keeps the login between starts. */
  stateDir: string
}

export interface WechatPlatform extends ChatPlatform {
  loginState(): LoginState
}

interface Running {
  bot: Wechaty
  session: Session
  handover: Handover
}

export function createWechat(options: WechatOptions): WechatPlatform {
  let running: Running | null = null

  function online(): Running {
    if (running?.session.login().state !== 'in') throw new SendError('unavailable', 'WeChat is not logged in')
    return running
  }

  return {
    name: 'wechat',
    stableIdentity: false,
    buttons: false,
    idempotent: false,
    // WeChat publishes no rates; faster accounts get banned.
    limits: { text: 2000, measure: 'bytes', perSecond: 1, perChatPerSecond: 0.5, perGroupPerMinute: 15 },
    privateChat: (account) => account,
    async start(intake) {
      running = await open(options, intake)
      await running.bot.start()
    },
    async stop() {
      if (running) await close(running, options.log)
      running = null
    },
    async send(message) {
      const { bot, session } = online()
      return sendMessage(bot.puppet, message, session.synced())
    },
    fetchFile: async (ref) => ({ bytes: await fetchFile(online().bot.puppet, ref) }),
    health: () => healthOf(running?.session),
    loginState: () => running?.session.login() ?? { state: 'waiting', qr: null },
  }
}

async function open({ puppet, log, showQr, stateDir }: WechatOptions, intake: Intake): Promise<Running> {
  const bot = await openBot(puppet, stateDir)
  const warn = (error: unknown) => log('warn', describe(error))
  const handover = createHandover((event) => intake('wechat', [event]), warn)
  const session = followSession(bot.puppet, showQr)
  passOn(bot.puppet, session, handover, join(stateDir, 'wechat-account'))
  bot.on('error', (error) => {
    session.fault()
    warn(error)
  })
  return { bot, session, handover }
}

async function close({ bot, handover }: Running, log: WechatOptions['log']): Promise<void> {
  const warn = (error: unknown) => log('warn', describe(error))
  await within(STOP_MS, handover.stop()).catch(warn)
  await within(STOP_MS, bot.stop()).catch(warn)
}

/** Without what it quotes: protocols quote tokens and people's words. */
function describe(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return `WeChat: ${message.replaceAll(/"[^"]*"/g, '"…"')}`
}

const DETAILS: Record<LoginState['state'], string> = {
  waiting: '微信正在启动，尚未登录',
  scan: '微信等待扫码登录',
  in: '微信已登录',
  out: '微信已退出登录，请重新扫码',
}

function healthOf(session: Session | undefined): Health {
  const { state } = session?.login() ?? { state: 'waiting' as const }
  const healthy = session?.healthy() ?? false
  const detail = DETAILS[state] + (session && !healthy ? '；协议端报告故障，正在等待恢复，详见日志' : '')
  return { ok: state === 'in' && healthy, detail }
}
