/** Says in one line for the administrator why no messages come in from Telegram. */
import { ApiError } from './api-error.js'

export function describeTrouble(error: unknown): string {
  if (!(error instanceof ApiError)) return '收到的 Telegram 消息没能存入收件箱，稍后会再收一次'
  const { status, message } = error
  // A token of the wrong shape is answered with 404, one that was revoked with 401.
  if (status === 401 || status === 404) return 'Telegram 令牌不对或已作废，请检查 TELEGRAM_BOT_TOKEN'
  if (status === 409) return '另有程序正用同一个 Telegram 令牌收消息，请只保留一个'
  if (status === 429) return `Telegram 要求放慢，${error.retryAfter} 秒后再试`
  if (status === 0) return `连不上 Telegram，正在重试（${message}）`
  return `Telegram 没有答应请求，正在重试（${message}）`
}
