/** Loads Wechaty and a puppet, which is only done when WeChat is wanted: it takes 1–2 s and some 85 MB. */
import { join } from 'node:path'
import type { Wechaty } from 'wechaty'
import type { impls } from 'wechaty-puppet'

export type Puppet = impls.PuppetInterface

/**
 * @param puppet a puppet's npm name, or a puppet.
 * @param stateDir where a named puppet keeps its login (`wechat.memory-card.json`).
 * @returns a bot that is not started yet. @throws when the puppet's package cannot be loaded.
 */
export async function openBot(puppet: string | Puppet, stateDir: string): Promise<Wechaty> {
  const before = process.listeners('uncaughtException')
  try {
    const { WechatyBuilder } = await import('wechaty')
    const bot = WechatyBuilder.build(
      typeof puppet === 'string' ? { name: join(stateDir, 'wechat'), puppet: puppet as never } : { puppet },
    )
    await bot.init()
    return bot
  } finally {
    // Packages such as wechat4u catch every crash of the process and go on: a broken bot must fall instead.
    for (const listener of process.listeners('uncaughtException')) {
      if (!before.includes(listener)) process.off('uncaughtException', listener)
    }
  }
}
