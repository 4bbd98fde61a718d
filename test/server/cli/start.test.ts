import { createServer, type Server } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BotApi, startBotApi } from '../../peers/bot-api-server.js'
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

async function startBot() {
  const bot = place.start(['start'])
  await bot.says('"ready"')
  return bot
}

async function takePort(): Promise<{ server: Server; port: string }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  return { server, port: String(typeof at === 'object' && at?.port) }
}

describe('ssj start', () => {
  it('refuses without a chat platform and points to the demo', async () => {
    const { code, err } = await place.start(['start'], { TELEGRAM_BOT_TOKEN: '' }).ended
    expect([code, err]).toEqual([1, expect.stringContaining('ssj demo')])
  })

  it('refuses a puppet that is not installed and says how to install it', async () => {
    const { code, err } = await place.start(['start'], { WECHATY_PUPPET: 'wechaty-puppet-nowhere' }).ended
    expect([code, err]).toEqual([1, expect.stringContaining('npm install --no-save wechaty-puppet-nowhere')])
  })

  it.each(['SIGTERM', 'SIGINT'] as const)('ends with 0 after %s', async (signal) => {
    const bot = await startBot()
    await api.waitFor(() => api.counters.getUpdates)
    bot.child.kill(signal)
    expect(await bot.ended).toMatchObject({ code: 0, err: '' })
  })

  it('lets no second process work on the same data, and forgets a killed one', async () => {
    const bot = await startBot()
    const second = await place.run('start')
    expect([second.code, second.err]).toEqual([1, expect.stringContaining('不能再启动一个')])
    bot.child.kill('SIGKILL')
    await bot.ended
    const next = await startBot()
    next.child.kill('SIGTERM')
    expect((await next.ended).code).toBe(0)
  })

  it('says in one line that the port is taken', async () => {
    const { server, port } = await takePort()
    const { code, err } = await place.start(['start'], { PORT: port }).ended
    server.close()
    expect([code, err]).toEqual([1, expect.stringMatching(new RegExp(`^端口 ${port}.*占用.*\n$`))])
  })
})

describe('ssj demo', () => {
  it('opens the room on loopback and ends with 0', async () => {
    const demo = place.start(['demo'])
    await demo.says('演示已启动：http://127.0.0.1:')
    demo.child.kill('SIGINT')
    const { code, out } = await demo.ended
    expect([code, out]).toEqual([0, expect.stringMatching(/\/room\n.*Ctrl\+C/)])
    expect(api.calls).toEqual([])
  })

  it('refuses an address that others can reach', async () => {
    const { code, err } = await place.start(['demo'], { HOST: '0.0.0.0' }).ended
    expect([code, err]).toEqual([1, expect.stringContaining('只能在本机打开')])
  })
})
