/** Telegram: whether it can be reached with this token, what it lets the bot see, and how messages are to come in. */
import { createAgent } from '../../../bot/https-agent.js'
import { type Api, createApi } from '../../../bot/telegram/api.js'
import { describeTrouble } from '../../../bot/telegram/describe-trouble.js'
import type { Config } from '../../config.js'
import type { Finding } from './finding.js'

const PATIENCE = { timeout: 10_000 }

export async function checkTelegram(config: Config): Promise<Finding[]> {
  if (!config.TELEGRAM_BOT_TOKEN) return [{ mark: '✓', text: 'Telegram 没有启用（没有 TELEGRAM_BOT_TOKEN）' }]
  const agent = createAgent(config.HTTPS_PROXY)
  const api = createApi(config.TELEGRAM_BOT_TOKEN, config.TELEGRAM_API_ROOT, agent)
  try {
    return [...(await checkSelf(api)), await checkWay(api, config)]
  } catch (error) {
    const next = '请检查网络、防火墙、HTTPS_PROXY 和 TELEGRAM_BOT_TOKEN'
    return [{ mark: '✗', text: describeTrouble(error), next }]
  } finally {
    agent.destroy()
  }
}

async function checkSelf(api: Api): Promise<Finding[]> {
  const { username, can_read_all_group_messages: readsGroups } = await api.call('getMe', {}, PATIENCE)
  const reached: Finding = { mark: '✓', text: `连上了 Telegram，机器人是 @${username}` }
  if (readsGroups) return [reached, { mark: '✓', text: '隐私模式已关闭，看得到群里的中文命令' }]
  const text = '隐私模式开着，群里看不到“/抽查”这样的中文命令'
  const next = '请向 @BotFather 发 /setprivacy 选 Disable，再把机器人移出各群后重新加入'
  return [reached, { mark: '！', text, next }]
}

async function checkWay(api: Api, config: Config): Promise<Finding> {
  const info = await api.call('getWebhookInfo', {}, PATIENCE)
  const wanted = config.TELEGRAM_WEBHOOK_SECRET ? `${config.PUBLIC_URL}/webhooks/telegram` : ''
  const name = wanted === '' ? '长轮询' : `网络回调 ${wanted}`
  if ((info.url ?? '') !== wanted)
    return { mark: '！', text: `收消息方式应是${name}，还没有登记`, next: '启动机器人时会自动登记' }
  const failed = wanted !== '' && info.pending_update_count > 0 && info.last_error_message
  if (!failed) return { mark: '✓', text: `收消息方式：${name}` }
  const text = `Telegram 送不到${name}（${failed}），${info.pending_update_count} 条在等`
  return { mark: '✗', text, next: '请检查域名、证书和反向代理' }
}
