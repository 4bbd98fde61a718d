/** The settings of an installation that talks to the stub of Telegram. */
import type { StubBotApi } from './stub-bot-api.js'

export const WEBHOOK_SECRET = 'bench-secret-0123456789'

export function telegramEnv(api: StubBotApi): Record<string, string> {
  return {
    TELEGRAM_BOT_TOKEN: `1:${'x'.repeat(35)}`,
    TELEGRAM_API_ROOT: api.root,
    TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
    PUBLIC_URL: 'http://127.0.0.1',
    LOG_LEVEL: 'error',
  }
}
