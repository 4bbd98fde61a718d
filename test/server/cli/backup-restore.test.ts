import { appendFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BotApi, startBotApi } from '../../peers/bot-api-server.js'
import { Installation } from './run-cli.js'

let api: BotApi
let place: Installation

beforeEach(async () => {
  api = await startBotApi()
  place = new Installation({ TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_API_ROOT: api.root })
  await place.run('bind-code', '--first-admin', '某甲')
})

afterEach(async () => {
  await place.remove()
  await api.close()
})

async function whileBotRuns(work: () => Promise<void>): Promise<void> {
  const bot = place.start(['start'])
  await bot.says('"ready"')
  await work()
  bot.child.kill('SIGTERM')
  await bot.ended
}

describe('ssj backup and ssj restore', () => {
  it('backs up beside a running bot and restores what was lost', async () => {
    await whileBotRuns(async () => {
      const { code, out } = await place.run('backup', '--to', 'copy')
      expect([code, out]).toEqual([0, expect.stringMatching(/^备份完成：copy（\d+ 个文件/)])
    })
    rmSync(place.data, { recursive: true })
    const { code, out } = await place.run('restore', 'copy')
    expect(code).toBe(0)
    expect(out).toContain('核对无误')
    expect(out).toContain('消息发送已暂停：有 0 条消息在等待')
    expect((await place.run('bind-code')).out).toContain('A0001')
  })

  it('puts a backup under DATA_DIR by itself, each under a name of its own', async () => {
    await place.run('backup')
    expect(readdirSync(join(place.data, 'backups'))).toEqual([expect.stringMatching(/^manual-\d{8}-\d{6}$/)])
    await place.run('backup', '--to', 'copy')
    const again = await place.run('backup', '--to', 'copy')
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('已经存在')])
  })

  it('refuses to restore over data without --force, beside a running bot, and from a damaged backup', async () => {
    await place.run('backup', '--to', 'copy')
    const unasked = await place.run('restore', 'copy')
    expect([unasked.code, unasked.err]).toEqual([1, expect.stringContaining('--force')])
    await whileBotRuns(async () => {
      const running = await place.run('restore', 'copy', '--force')
      expect([running.code, running.err]).toEqual([1, expect.stringContaining('机器人正在运行')])
    })
    appendFileSync(join(place.dir, 'copy', 'database.db'), 'x')
    const damaged = await place.run('restore', 'copy', '--force')
    expect([damaged.code, damaged.err]).toEqual([1, expect.stringContaining('database.db 与清单不符')])
    expect(readdirSync(place.data).filter((name) => name.startsWith('before-restore'))).toEqual([])
  })

  it('keeps the present data aside and holds messages back until they are confirmed', async () => {
    await place.run('backup', '--to', 'copy')
    const forced = await place.run('restore', 'copy', '--force')
    expect([forced.code, forced.err]).toEqual([0, ''])
    const [aside] = readdirSync(place.data).filter((name) => name.startsWith('before-restore-'))
    expect(readdirSync(join(place.data, String(aside)))).toContain('shuangsuiji.db')
    expect((await place.run('doctor')).out).toContain('消息发送已暂停')
    expect((await place.run('restore', '--confirm')).out).toContain('已放开消息发送')
    expect((await place.run('doctor')).out).not.toContain('消息发送已暂停')
    expect((await place.run('restore', '--confirm')).out).toContain('没有暂停')
  })
})
