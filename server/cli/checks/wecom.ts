/** WeCom: whether it takes the bot's id and secret. */
import { setTimeout as sleep } from 'node:timers/promises'
import { createWecom } from '../../../bot/wecom/wecom.js'
import type { Config } from '../../config.js'
import { takeLock } from '../../lock.js'
import type { Finding } from './finding.js'

/** Milliseconds for which an answer is waited for. */
const PATIENCE = 8000
const LOOK = 100

/** A second connection would throw a running bot out, so it is looked at only while none runs. */
export async function checkWecom(config: Config): Promise<Finding[]> {
  const { WECOM_BOT_ID: botId, WECOM_BOT_SECRET: secret, WECOM_WS_URL: wsUrl } = config
  if (!botId || !secret) return [{ mark: '✓', text: '企业微信没有启用（没有 WECOM_BOT_ID）' }]
  const letGo = takeLock(config.DATA_DIR)
  letGo?.()
  if (!letGo) return [{ mark: '✓', text: '企业微信已设置；机器人正在运行，连接情况见 /readyz 和日志' }]
  const platform = createWecom({
    ...{ botId, secret, wsUrl, welcome: '' },
    ...{ findSent: async () => undefined, log: () => undefined },
  })
  await platform.start(async () => undefined)
  try {
    for (
      let waited = 0;
      waited < PATIENCE && !platform.health().ok && !isRefused(platform.health().detail);
      waited += LOOK
    )
      await sleep(LOOK)
    const { ok, detail } = platform.health()
    if (ok) return [{ mark: '✓', text: '连上了企业微信' }]
    return [{ mark: '✗', text: detail, next: '请检查网络、防火墙和 WECOM_ 开头的设置' }]
  } finally {
    await platform.stop()
  }
}

const isRefused = (detail: string) => detail.includes('不接受')
