/** The Telegram platform against a Bot API server on loopback. */
import { randomBytes } from 'node:crypto'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { IncomingEvent, IncomingMessage, OutgoingMessage } from '../../bot/chat.js'
import { SendError } from '../../bot/chat.js'
import { createAgent } from '../../bot/https-agent.js'
import { createApi } from '../../bot/telegram/api.js'
import { readText } from '../../bot/telegram/read-text.js'
import { createTelegram, type TelegramOptions } from '../../bot/telegram/telegram.js'
import { type ApiChat, type BotApi, startBotApi } from '../peers/bot-api-server.js'

const clerk = { id: 501, name: '甲' }
const alone: ApiChat = { id: 501, type: 'private', title: '甲' }
const group: ApiChat = { id: -4001, type: 'group', title: '市监科' }

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function server(): Promise<BotApi> {
  const botApi = await startBotApi()
  cleanups.push(() => botApi.close())
  botApi.open(alone)
  botApi.open(group)
  return botApi
}

function platformOf(botApi: BotApi, options: Partial<TelegramOptions> = {}) {
  const stored: IncomingEvent[] = []
  const logged: string[] = []
  const inbox = { stored, logged, failures: 0, async arrive() {} }
  const platform = createTelegram({
    token: botApi.token,
    apiRoot: botApi.root,
    webhook: null,
    proxy: null,
    menu: [{ command: 'draw', description: '抽取' }],
    log: (level, message) => logged.push(`${level} ${message}`),
    ...options,
  })
  cleanups.push(() => platform.stop())
  const start = () =>
    platform.start(async (_name, events) => {
      await inbox.arrive()
      if (inbox.failures-- > 0) throw new Error('disk full')
      stored.push(...events)
    })
  return { platform, inbox, start }
}

async function running(options: Partial<TelegramOptions> = {}) {
  const botApi = await server()
  const built = platformOf(botApi, options)
  await built.start()
  await botApi.waitFor(() => built.platform.health().ok && botApi.counters.getUpdates)
  return { botApi, ...built }
}

async function heard(update: (botApi: BotApi) => unknown): Promise<IncomingEvent> {
  const { botApi, inbox } = await running()
  update(botApi)
  return await botApi.waitFor(() => inbox.stored[0])
}

function outgoing(rest: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return { chat: '501', ref: 'r1', text: '您好', buttons: [], file: null, replyTo: null, ...rest }
}

async function faultOf(work: Promise<unknown>): Promise<SendError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(SendError)
  return error as SendError
}

const texts = (events: IncomingEvent[]) => events.map((event) => (event as IncomingMessage).text)

async function listen(target: net.Server): Promise<number> {
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve))
  const sockets = new Set<net.Socket>()
  target.on('connection', (socket) => sockets.add(socket))
  cleanups.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => target.close(resolve))
  })
  return (target.address() as AddressInfo).port
}

describe('start', () => {
  it('learns its name, offers the menu in both scopes and ends an old webhook before it polls', async () => {
    const { botApi, platform } = await running()
    expect(botApi.calls.map(({ method }) => method)).toEqual([
      'getMe',
      'setMyCommands',
      'setMyCommands',
      'deleteWebhook',
      'getUpdates',
    ])
    expect(botApi.calls[1]?.params).toEqual({
      commands: [{ command: 'draw', description: '抽取' }],
      scope: { type: 'all_private_chats' },
    })
    expect(botApi.calls[2]?.params.scope).toEqual({ type: 'all_group_chats' })
    expect(platform.health()).toEqual({ ok: true, detail: 'Telegram @shuangsuiji_bot 正常（长轮询）' })
    expect(platform.canReadAllGroupMessages).toBe(true)
  })

  it('tells the administrator when privacy mode hides Chinese commands', async () => {
    const botApi = await server()
    botApi.readsGroups = false
    const { platform, start } = platformOf(botApi)
    expect(platform.canReadAllGroupMessages).toBeNull()
    await start()
    expect(platform.canReadAllGroupMessages).toBe(false)
    expect(platform.health().ok).toBe(true)
    expect(platform.health().detail).toContain('隐私模式开着')
  })

  it('goes on without a menu that Telegram refuses, and logs why', async () => {
    const { platform, inbox } = await running({ menu: [{ command: '抽查', description: '抽取' }] })
    expect(platform.health().ok).toBe(true)
    expect(inbox.logged.join()).toContain('BOT_COMMAND_INVALID')
  })

  it('tries again when Telegram is out of order, and says so meanwhile', async () => {
    const botApi = await server()
    botApi.failNext({ method: 'getMe', status: 502, body: '<html>bad gateway</html>' })
    const { platform, start, inbox } = platformOf(botApi)
    const started = start()
    await botApi.waitFor(() => platform.health().detail.includes('502'))
    expect(platform.health().ok).toBe(false)
    await started
    expect(platform.health().ok).toBe(true)
    expect(inbox.logged.at(-1)).toBe('info 已连上 Telegram')
  })

  it('says that the token is wrong, without showing it, and still stops at once', async () => {
    const botApi = await server()
    const { platform, start, inbox } = platformOf(botApi, { token: '999:wrong' })
    const started = start()
    await botApi.waitFor(() => platform.health().detail.includes('TELEGRAM_BOT_TOKEN'))
    await platform.stop()
    await started
    expect(platform.health()).toEqual({ ok: false, detail: 'Telegram 已停止' })
    expect(inbox.logged.join()).not.toContain('999:wrong')
  })
})

describe('polling', () => {
  it('keeps the order and confirms only what has been stored', async () => {
    const { botApi, inbox } = await running()
    let release = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    inbox.arrive = () => gate
    const ids = ['一', '二', '三'].map((text) => botApi.say(clerk, alone, text))
    await wait(100)
    expect(botApi.confirmed).toEqual([])
    release()
    await botApi.waitFor(() => botApi.confirmed.length === 3)
    expect(texts(inbox.stored)).toEqual(['一', '二', '三'])
    expect(inbox.stored.map(({ key }) => key)).toEqual(ids.map((id) => `u${id}`))
    expect(botApi.confirmed).toEqual(ids)
  })

  it('takes updates again that could not be stored, and loses none', async () => {
    const { botApi, inbox, platform } = await running()
    inbox.failures = 1
    const id = botApi.say(clerk, alone, '要紧的话')
    await botApi.waitFor(() => !platform.health().ok)
    expect(platform.health().detail).toContain('没能存入收件箱')
    expect(inbox.logged.join()).toContain('disk full')
    expect(botApi.confirmed).toEqual([])
    await botApi.waitFor(() => botApi.confirmed.includes(id))
    expect(texts(inbox.stored)).toEqual(['要紧的话'])
    expect(platform.health().ok).toBe(true)
  })

  it('gives the same key to an update that comes twice', async () => {
    const { botApi, inbox, platform } = await running()
    botApi.failNext({ method: 'getUpdates', status: 500 })
    botApi.say(clerk, alone, '只算一次')
    await botApi.waitFor(() => inbox.stored.length === 1 && botApi.counters.getUpdates === 2)
    await platform.stop()
    expect(botApi.confirmed).toEqual([])
    const second = platformOf(botApi)
    await second.start()
    await botApi.waitFor(() => second.inbox.stored.length === 1)
    expect(second.inbox.stored).toEqual(inbox.stored)
  })

  it('forgets its offset once nothing is left, since numbers can start anew below it', async () => {
    const { botApi, inbox } = await running()
    botApi.failNext({ method: 'getUpdates', status: 500 })
    const old = botApi.say(clerk, alone, '旧')
    await botApi.waitFor(() => botApi.counters.getUpdates === 4)
    const polls = botApi.calls.filter(({ method }) => method === 'getUpdates')
    expect(polls.map(({ params }) => params.offset)).toEqual([undefined, old + 1, old + 1, undefined])
    botApi.push({ update_id: 5, message: { message_id: 9, date: 1, chat: alone, from: clerk, text: '新' } })
    await botApi.waitFor(() => inbox.stored.length === 2)
    expect(texts(inbox.stored)).toEqual(['旧', '新'])
  })

  it('backs off and reports when another program takes the updates', async () => {
    const { botApi, platform } = await running()
    const rival = createApi(botApi.token, botApi.root, http.globalAgent)
    await rival.call('getUpdates', { timeout: 0 })
    await botApi.waitFor(() => !platform.health().ok)
    expect(platform.health().detail).toContain('另有程序')
    await botApi.waitFor(() => platform.health().ok)
  })

  it('survives a lost connection and an answer that is no JSON', async () => {
    const { botApi, inbox, platform } = await running()
    botApi.failNext({ method: 'getUpdates', status: 0, dropConnection: true })
    botApi.failNext({ method: 'getUpdates', status: 200, body: '<html>hotel login</html>' })
    botApi.say(clerk, alone, '头一句')
    await botApi.waitFor(() => inbox.stored.length === 1)
    botApi.say(clerk, alone, '后一句')
    await botApi.waitFor(() => inbox.stored.length === 2)
    await botApi.waitFor(() => platform.health().ok)
    expect(texts(inbox.stored)).toEqual(['头一句', '后一句'])
    expect(inbox.logged.join()).not.toContain(botApi.token)
  })

  it('passes over an update that it cannot read', async () => {
    const { botApi, inbox } = await running()
    botApi.push({ message: { text: 'no chat' } })
    botApi.say(clerk, alone, '下一句')
    await botApi.waitFor(() => inbox.stored.length === 1)
    expect(texts(inbox.stored)).toEqual(['下一句'])
    expect(inbox.logged.join()).toContain('读不懂')
  })

  it('stops in the middle of a long poll', async () => {
    const { platform } = await running()
    const before = Date.now()
    await platform.stop()
    expect(Date.now() - before).toBeLessThan(1_000)
  })
})

describe('what people say', () => {
  it('reads a private message', async () => {
    const event = await heard((botApi) => botApi.say(clerk, alone, ' 帮助 '))
    expect(event).toEqual({
      kind: 'message',
      key: 'u700001',
      chat: { id: '501', kind: 'private', title: '甲' },
      sender: { id: '501', name: '甲' },
      messageId: '101',
      text: '帮助',
      files: [],
      authority: true,
    })
  })

  it('reads a supergroup as a group under its own id', async () => {
    const chat: ApiChat = { id: -1001234567890, type: 'supergroup', title: '领导小组' }
    const event = await heard((botApi) => botApi.say(clerk, chat, '/抽查'))
    expect(event).toMatchObject({
      chat: { id: '-1001234567890', kind: 'group', title: '领导小组' },
      text: '/抽查',
    })
  })

  it('takes the largest size of a photo, with its caption', async () => {
    const photo = [
      { file_id: 'small', width: 90, height: 60, file_size: 900 },
      { file_id: 'large', width: 1280, height: 960, file_size: 90_000 },
      { file_id: 'middle', width: 320, height: 240 },
    ]
    const event = await heard((botApi) =>
      botApi.say(clerk, alone, '', { text: undefined, photo, caption: '/attach RW2026-003-07' }),
    )
    expect(event).toMatchObject({
      text: '/attach RW2026-003-07',
      files: [{ ref: 'large', name: 'photo-101.jpg', mime: 'image/jpeg', size: 90_000 }],
    })
  })

  it('takes a document under its own name', async () => {
    const document = { file_id: 'd1', file_name: '名录.csv', mime_type: 'text/csv', file_size: 12 }
    const event = await heard((botApi) => botApi.say(clerk, alone, '', { text: undefined, document }))
    expect(event).toMatchObject({
      text: '',
      files: [{ ref: 'd1', name: '名录.csv', mime: 'text/csv', size: 12 }],
    })
  })

  it.each([
    ['forwarded', { forward_origin: { type: 'user', sender_user: clerk, date: 1 } }],
    ['forwarded by an old server', { forward_date: 1 }],
    ['written by an anonymous administrator', { sender_chat: group }],
    ['written through a bot', { via_bot: { id: 7, is_bot: true, first_name: 'x' } }],
  ])('gives no authority to what was %s', async (_how, extra) => {
    const event = await heard((botApi) => botApi.say(clerk, group, '/draw JH2026-01', extra))
    expect(event).toMatchObject({ text: '/draw JH2026-01', authority: false })
  })

  it.each(['edited_message', 'channel_post', 'edited_channel_post'])(
    'gives no authority to %s',
    async (kind) => {
      const chat = { id: -1009, type: 'channel', title: '公告' }
      const post = { message_id: 3, date: 1, chat, sender_chat: chat, text: '/draw' }
      const said =
        kind === 'edited_message' ? { ...post, chat: group, from: clerk, sender_chat: undefined } : post
      const event = await heard((botApi) => botApi.push({ [kind]: said }))
      expect(event).toMatchObject({ kind: 'message', text: '/draw', authority: false })
    },
  )

  it('stays silent for joins, stickers and commands for another bot', async () => {
    const { botApi, inbox } = await running()
    botApi.say(clerk, group, '', { text: undefined, new_chat_members: [clerk] })
    botApi.say(clerk, group, '', { text: undefined, sticker: { file_id: 's' } })
    botApi.say(clerk, group, '/draw@other_bot JH2026-01')
    botApi.say(clerk, group, '/draw@ShuangSuiJi_Bot JH2026-01')
    await botApi.waitFor(() => botApi.confirmed.length === 4)
    expect(texts(inbox.stored)).toEqual(['/draw JH2026-01'])
  })

  it('hears a button as words, from who pressed it, and answers it only after storing', async () => {
    const { botApi, inbox, platform } = await running()
    const { messageId } = await platform.send(
      outgoing({ chat: '-4001', buttons: [[{ label: '是', send: '/ack RW1' }]] }),
    )
    inbox.arrive = async () => {
      await wait(50)
      expect(botApi.counters.answerCallbackQuery).toBeUndefined()
    }
    const id = botApi.press(clerk, { chat: '-4001', message_id: Number(messageId) }, '/ack RW1')
    await botApi.waitFor(() => botApi.counters.answerCallbackQuery)
    expect(inbox.stored).toEqual([
      {
        kind: 'message',
        key: `u${id}`,
        chat: { id: '-4001', kind: 'group', title: '市监科' },
        sender: { id: '501', name: '甲' },
        messageId,
        text: '/ack RW1',
        files: [],
        pressed: true,
        authority: true,
      },
    ])
  })

  it('does not mind when a button can no longer be answered', async () => {
    const { botApi, inbox, platform } = await running()
    botApi.failNext({ method: 'answerCallbackQuery', status: 400 })
    const { messageId } = await platform.send(outgoing({ buttons: [[{ label: '是', send: '1' }]] }))
    const id = botApi.press(clerk, { chat: '501', message_id: Number(messageId) }, '1')
    await botApi.waitFor(() => botApi.confirmed.includes(id))
    await botApi.waitFor(() => inbox.logged.some((line) => line.startsWith('info answerCallbackQuery')))
    expect(platform.health().ok).toBe(true)
  })

  it('knows when it was thrown out, blocked, or moved with its group', async () => {
    const { botApi, inbox } = await running()
    botApi.kick(group)
    botApi.kick(alone)
    botApi.migrate(group, { id: -1004001, type: 'supergroup', title: '市监科' })
    await botApi.waitFor(() => inbox.stored.length === 3)
    expect(inbox.stored).toEqual([
      { kind: 'removed', key: 'u700001', chat: '-4001' },
      { kind: 'blocked', key: 'u700002', chat: '501' },
      { kind: 'migrated', key: 'u700003', chat: '-4001', to: '-1004001' },
    ])
  })
})

describe('mentions', () => {
  it.each([
    ['@ssj_bot 抽查 JH2026-01', '抽查 JH2026-01'],
    ['@SSJ_Bot，抽查', '抽查'],
    ['@ssj_bot\u2005抽查', '抽查'],
    ['@ssj_bot抽查', '抽查'],
    ['抽查 JH2026-01 @ssj_bot', '抽查 JH2026-01'],
    ['/draw@ssj_bot JH2026-01', '/draw JH2026-01'],
    ['/draw@SSJ_BOT', '/draw'],
    ['/抽查@ssj_bot JH2026-01', '/抽查 JH2026-01'],
    ['@ssj_bot /draw@ssj_bot', '/draw'],
    ['@ssj_bot', ''],
    ['@ssj_bot2 抽查', '@ssj_bot2 抽查'],
    ['问问 @ssj_bot 怎么说', '问问 @ssj_bot 怎么说'],
    ['寄到 office@ssj_bot', '寄到 office@ssj_bot'],
    ['/witness 第一行\n第二行 a@b', '/witness 第一行\n第二行 a@b'],
  ])('reads %j as %j', (text, rest) => {
    expect(readText(text, 'ssj_bot')).toBe(rest)
  })

  it('leaves commands for other bots alone', () => {
    expect(readText('/draw@ssj_bot2', 'ssj_bot')).toBeNull()
    expect(readText('@ssj_bot /draw@other_bot x', 'ssj_bot')).toBeNull()
  })
})

describe('send', () => {
  it('sends plain text with buttons and a reply, and tells the message id', async () => {
    const { botApi, platform } = await running()
    const { messageId } = await platform.send(
      outgoing({ text: '*不是* <b>标记</b>', buttons: [[{ label: '同意', send: '/ack 1' }]], replyTo: '77' }),
    )
    expect(botApi.sent(alone)).toEqual([
      {
        message_id: Number(messageId),
        chat: '501',
        method: 'sendMessage',
        text: '*不是* <b>标记</b>',
        buttons: [[{ text: '同意', callback_data: '/ack 1' }]],
        file: null,
        replyTo: 77,
        previewOff: true,
      },
    ])
    const params = botApi.calls.find(({ method }) => method === 'sendMessage')?.params
    expect(params).not.toHaveProperty('parse_mode')
    expect(params?.reply_parameters).toEqual({ message_id: 77, allow_sending_without_reply: true })
  })

  it('uploads a document byte for byte, with caption, buttons and reply', async () => {
    const { botApi, platform } = await running()
    const bytes = Buffer.concat([randomBytes(3_000_000), Buffer.from('\r\n--\r\n\0')])
    const file = { name: '抽查"结果"\r\n.csv', mime: 'text/csv', bytes }
    await platform.send(
      outgoing({ text: '名单', file, buttons: [[{ label: '好', send: '1' }]], replyTo: '77' }),
    )
    const [sent] = botApi.sent(alone)
    expect(sent).toMatchObject({ method: 'sendDocument', text: '名单', replyTo: 77 })
    expect(sent?.buttons).toEqual([[{ text: '好', callback_data: '1' }]])
    expect(sent?.file?.filename).toBe('抽查_结果___.csv')
    expect(sent?.file?.bytes.equals(bytes)).toBe(true)
  })

  it.each([
    ['image/png', 100, 'sendPhoto'],
    ['image/jpeg', 100, 'sendPhoto'],
    ['image/png', 10 * 1024 * 1024 + 1, 'sendDocument'],
    ['image/svg+xml', 100, 'sendDocument'],
  ])('sends %s of %d bytes with %s', async (mime, size, method) => {
    const { botApi, platform } = await running()
    await platform.send(outgoing({ text: '', file: { name: 'a', mime, bytes: Buffer.alloc(size, 1) } }))
    expect(botApi.sent(alone)).toMatchObject([{ method, text: '' }])
  })

  it('passes on how long Telegram wants it to wait', async () => {
    const { botApi, platform } = await running()
    botApi.enforceRates = true
    await platform.send(outgoing())
    const error = await faultOf(platform.send(outgoing()))
    expect(error).toMatchObject({ fault: 'slow-down', retryAfter: 1 })
    expect(botApi.sent(alone)).toHaveLength(1)
  })

  it('tells a chat that it can no longer reach', async () => {
    const { botApi, platform } = await running()
    botApi.kick(group)
    botApi.kick(alone)
    for (const chat of ['-4001', '501', '404'])
      expect(await faultOf(platform.send(outgoing({ chat })))).toMatchObject({ fault: 'unreachable' })
  })

  it('tells the new id of a group that moved', async () => {
    const { botApi, platform } = await running()
    botApi.migrate(group, { id: -1004001, type: 'supergroup', title: '市监科' })
    const error = await faultOf(platform.send(outgoing({ chat: '-4001' })))
    expect(error).toMatchObject({ fault: 'unavailable', migratedTo: '-1004001' })
  })

  it('tells what Telegram will never take', async () => {
    const { platform } = await running()
    const long = await faultOf(platform.send(outgoing({ text: '长'.repeat(4097) })))
    expect(long).toMatchObject({ fault: 'rejected' })
    const data = await faultOf(
      platform.send(outgoing({ buttons: [[{ label: 'x', send: '一'.repeat(22) }]] })),
    )
    expect(data).toMatchObject({ fault: 'rejected' })
  })

  it.each([
    [{ status: 500 }, 'ambiguous'],
    [{ status: 502, body: '<html>' }, 'ambiguous'],
    [{ status: 200, body: '<html>' }, 'ambiguous'],
    [{ status: 0, dropConnection: true, afterHandling: true }, 'ambiguous'],
    [{ status: 401 }, 'unavailable'],
    [{ status: 404 }, 'unavailable'],
    [{ status: 413 }, 'rejected'],
    [
      { status: 400, body: { ok: false, error_code: 400, description: 'Bad Request: user is deactivated' } },
      'unreachable',
    ],
  ])('takes %j for %s', async (fault, expected) => {
    const { botApi, platform } = await running()
    botApi.failNext({ method: 'sendMessage', ...fault })
    expect((await faultOf(platform.send(outgoing()))).fault).toBe(expected)
  })

  it('knows that a refused connection or an unknown host sent nothing', async () => {
    const botApi = await server()
    await botApi.close()
    cleanups.length = 0
    const refused = platformOf(botApi).platform
    expect(await faultOf(refused.send(outgoing()))).toMatchObject({ fault: 'unavailable' })
    const unknown = platformOf(botApi, { apiRoot: 'https://api.telegram.invalid' }).platform
    expect(await faultOf(unknown.send(outgoing()))).toMatchObject({ fault: 'unavailable' })
  })

  it('is in doubt when an answer takes too long', async () => {
    const botApi = await server()
    botApi.delays.sendMessage = 300
    const api = createApi(botApi.token, botApi.root, http.globalAgent)
    const call = api.call('sendMessage', { chat_id: '501', text: 'x' }, { timeout: 50 })
    expect(await faultOf(call)).toMatchObject({ fault: 'ambiguous' })
  })

  it('keeps the path of an API root that has one', async () => {
    const paths: string[] = []
    const port = await listen(
      http.createServer((req, res) => {
        paths.push(req.url ?? '')
        res.end('{"ok":true,"result":{}}')
      }),
    )
    await createApi('1:t', `http://127.0.0.1:${port}/bots`, http.globalAgent).call('getMe', {})
    expect(paths).toEqual(['/bots/bot1:t/getMe'])
  })

  it('never shows the token in an error, its stack or its cause', async () => {
    const { botApi, platform } = await running()
    const body = `no json, but bot${botApi.token}`
    const faults = [
      { status: 200, body },
      { status: 500, body },
      { status: 0, dropConnection: true },
      { status: 400, body: { ok: false, error_code: 400, description: body } },
    ]
    for (const fault of faults) {
      botApi.failNext({ method: 'sendMessage', ...fault })
      const error = await faultOf(platform.send(outgoing()))
      expect(error.message).toContain('sendMessage')
      expect(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain(botApi.token)
      const parts = Object.getOwnPropertyNames(error).map((name) => Reflect.get(error, name))
      expect(parts.join(' ')).not.toContain(botApi.token)
    }
  })
})

describe('connections', () => {
  const api = (port: number, proxy: string | null) =>
    createApi('1:t', `https://127.0.0.1:${port}`, createAgent(proxy, 100))
  const send = (port: number, proxy: string | null = null) =>
    faultOf(api(port, proxy).call('sendMessage', { chat_id: '1', text: 'x' }))

  it('gives up a connection that never becomes ready, and knows that nothing was sent', async () => {
    const mute = await listen(net.createServer())
    expect(await send(mute)).toMatchObject({ fault: 'unavailable' })
    expect(await send(443, `http://127.0.0.1:${mute}`)).toMatchObject({ fault: 'unavailable' })
  })

  it('goes through the proxy for calls and downloads, and does not take its refusal for an answer', async () => {
    const asked: string[] = []
    const proxy = http.createServer()
    proxy.on('connect', (req, socket) => {
      asked.push(req.url ?? '')
      socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n')
    })
    const address = `http://127.0.0.1:${await listen(proxy)}`
    expect(await send(8443, address)).toMatchObject({ fault: 'unavailable' })
    expect(await faultOf(api(8443, address).download('documents/a', 10))).toMatchObject({
      fault: 'unavailable',
    })
    expect(asked).toEqual(['127.0.0.1:8443', '127.0.0.1:8443'])
  })
})

describe('fetchFile', () => {
  it('fetches what somebody sent, byte for byte', async () => {
    const { botApi, platform } = await running()
    const bytes = randomBytes(500_000)
    expect((await platform.fetchFile(botApi.upload(bytes))).bytes.equals(bytes)).toBe(true)
  })

  it('says plainly that a file is over 20 MB', async () => {
    const { botApi, platform } = await running()
    const error = await faultOf(platform.fetchFile(botApi.upload(Buffer.alloc(20 * 1024 * 1024 + 1))))
    expect(error.fault).toBe('rejected')
    expect(error.message).toContain('附件超过 20 MB')
  })

  it('tells a file that does not exist from a fault that passes', async () => {
    const { botApi, platform } = await running()
    expect(await faultOf(platform.fetchFile('none'))).toMatchObject({ fault: 'rejected' })
    botApi.failNext({ method: 'getFile', status: 500 })
    const passing = await faultOf(platform.fetchFile(botApi.upload(Buffer.from('x'))))
    expect(passing).toMatchObject({ fault: 'unavailable' })
  })
})
