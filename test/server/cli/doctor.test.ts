import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../../db/open.js'
import type { Tx } from '../../../db/store.js'
import { PLAN } from '../../db/small-county.js'
import { type ApiChat, type BotApi, startBotApi } from '../../peers/bot-api-server.js'
import { openDrandRelay } from '../../peers/drand-relay.js'
import { startWecom } from '../../peers/wecom-server.js'
import { Installation } from './run-cli.js'

let api: BotApi
let place: Installation

beforeEach(async () => {
  api = await startBotApi()
  place = new Installation({ TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_API_ROOT: api.root })
})

afterEach(async () => {
  await place.remove()
  await api.close()
})

async function inStore(work: (tx: Tx) => Promise<void>): Promise<void> {
  const store = await openStore(join(place.data, 'shuangsuiji.db'))
  await store.write(work).finally(() => store.close())
}

describe('ssj doctor', () => {
  it('finds nothing wrong with a new installation and says what is still to be done', async () => {
    const { code, out } = await place.run('doctor')
    expect(code).toBe(0)
    expect(out).toContain('！ 还没有数据库')
    expect(out).toContain('✓ 机器人没有在运行')
    expect(out).toContain('✓ 连上了 Telegram')
    expect(out).not.toContain('✗')
  })

  it('sees the first administrator bound and the office group registered at a running bot', async () => {
    const given = await place.run('bind-code', '--first-admin', '某甲')
    const bot = place.start(['start'])
    await bot.says('"ready"')
    const talk = async (chat: ApiChat, text: string, answer: string) => {
      api.say({ id: 7, name: '某甲' }, chat, text)
      await api.waitFor(() => api.sent(chat).some((message) => message.text.includes(answer)))
    }
    const command = /\/bind \S+/.exec(given.out)?.[0] ?? ''
    await talk({ id: 7, type: 'private', title: '某甲' }, command, '绑定成功')
    await talk({ id: -9, type: 'group', title: '办公室' }, '/here 办公室', '办公室群')
    const { code, out } = await place.run('doctor')
    expect(code).toBe(0)
    for (const line of [
      '✓ 机器人正在运行',
      '✓ 数据库完好',
      '✓ 留痕账本 4 条，前后连续',
      '✓ 管理员已绑定：A0001',
      '✓ 办公室群已登记',
      '！ 没有登记领导群',
      '✓ 收消息方式：长轮询',
      '✓ 隐私模式已关闭',
    ])
      expect(out).toContain(line)
  })

  it('explains privacy mode', async () => {
    api.readsGroups = false
    const { code, out } = await place.run('doctor')
    expect([code, out]).toEqual([0, expect.stringMatching(/^！ 隐私模式开着.*\/setprivacy/m)])
  })

  it('tells a wrong token from a network that is down, without showing the token', async () => {
    const token = `10001:${'x'.repeat(35)}`
    const wrong = await place.start(['doctor'], { TELEGRAM_BOT_TOKEN: token }).ended
    expect([wrong.code, wrong.out]).toEqual([1, expect.stringMatching(/^✗ Telegram 令牌不对或已作废/m)])
    const down = await place.start(['doctor'], { TELEGRAM_API_ROOT: 'http://127.0.0.1:9' }).ended
    expect([down.code, down.out]).toEqual([1, expect.stringMatching(/^✗ 连不上 Telegram/m)])
    expect(wrong.out + down.out).not.toContain(token)
    expect(down.out).not.toContain(api.token)
  })

  it('tells whether WeCom takes the bot, without showing the secret, and leaves a running bot its connection', async () => {
    const peer = await startWecom()
    const right = { WECOM_BOT_ID: peer.botId, WECOM_BOT_SECRET: peer.secret, WECOM_WS_URL: peer.url }
    const taken = await place.start(['doctor'], right).ended
    expect([taken.code, taken.out]).toEqual([0, expect.stringMatching(/^✓ 连上了企业微信/m)])
    const wrong = await place.start(['doctor'], { ...right, WECOM_BOT_SECRET: 'mistyped' }).ended
    expect([wrong.code, wrong.out]).toEqual([
      1,
      expect.stringMatching(/^✗ 企业微信不接受.*WECOM_BOT_SECRET/m),
    ])
    expect(wrong.out + wrong.err).not.toContain('mistyped')
    const { logins } = peer.counters
    const bot = place.start(['start'], right)
    await bot.says('已连上企业微信')
    const beside = await place.start(['doctor'], right).ended
    expect(beside.out).toContain('✓ 企业微信已设置；机器人正在运行')
    expect(peer.counters.logins).toBe(logins + 1)
    await peer.close()
  }, 60_000)

  it('warns of a clock that is behind the ledger', async () => {
    await place.run('bind-code', '--first-admin', '某甲')
    const ahead = new Date(Date.now() + 3_600_000).toISOString()
    await inStore(async (tx) => void (await tx.ledger.append('test.ahead', 'system', {}, ahead)))
    const { code, out } = await place.run('doctor')
    expect([code, out]).toEqual([1, expect.stringMatching(/^✗ 时钟.*比留痕账本最后一条还早/m)])
  })

  it('asks the drand relays once a plan waits for them, and believes the signature alone', async () => {
    const relay = await openDrandRelay()
    const settings = { DRAND_RELAYS: `${relay.address},http://127.0.0.1:9` }
    await place.run('bind-code', '--first-admin', '某甲')
    const before = await place.start(['doctor'], settings).ended
    expect(before.out).not.toContain('drand')
    await inStore(async (tx) => {
      const leadDepartment = (await tx.departments.all())[0]!.code
      await tx.plans.put({ ...PLAN, leadDepartment, approvedBy: null, beacon: 'drand' })
    })
    const { code, out } = await place.start(['doctor'], settings).ended
    expect(code).toBe(0)
    expect(out).toContain(`✓ 连上了 drand 中继 ${relay.address}`)
    expect(out).toMatch(/^！ drand 中继 http:\/\/127\.0\.0\.1:9 连不上/m)
    relay.answer = { round: 1000, signature: 'ab'.repeat(48) }
    const forged = await place.start(['doctor'], settings).ended
    expect(forged.out).toContain(`！ drand 中继 ${relay.address} 连不上，或答复不对`)
    await relay.close()
  })

  it('names a database that is none, and a puppet that is not installed', async () => {
    await place.run('bind-code', '--first-admin', '某甲')
    writeFileSync(join(place.data, 'shuangsuiji.db'), 'no database'.repeat(1_000))
    const { code, out } = await place.start(['doctor'], { WECHATY_PUPPET: 'wechaty-puppet-nowhere' }).ended
    expect(code).toBe(1)
    expect(out).toMatch(/^✗ 数据库不正常/m)
    expect(out).toMatch(/^✗ 没有安装微信组件 wechaty-puppet-nowhere/m)
  })
})
