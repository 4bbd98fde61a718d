import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Contact, Message, ScanStatus } from 'wechaty-puppet/types'
import type { IncomingEvent, IncomingMessage, OutgoingMessage } from '../../bot/chat.js'
import { withoutMention } from '../../bot/wechat/read-message.js'
import { createWechat, type WechatPlatform } from '../../bot/wechat/wechat.js'
import { createWechatPeer, type WechatPeer } from '../peers/wechat-mock.js'

let stateDir: string
let peer: WechatPeer
let wechat: WechatPlatform
let events: IncomingEvent[]
let qrs: string[]
let warnings: string[]

function createPlatform(puppet: string | WechatPeer['puppet'] = peer.puppet): WechatPlatform {
  return createWechat({
    puppet,
    stateDir,
    log: (_level, message) => warnings.push(message),
    showQr: (url) => qrs.push(url),
  })
}

async function store(_platform: string, arrived: IncomingEvent[]): Promise<void> {
  events.push(...arrived)
}

function heard(): IncomingMessage[] {
  return events.filter((event) => event.kind === 'message')
}

function kinds(): string[] {
  return events.map((event) => event.kind)
}

/** Everything said before has been taken or ignored once this has been heard. */
async function drain(): Promise<void> {
  const id = peer.say('哨兵', null, '到')
  await vi.waitFor(() => expect(heard().at(-1)?.messageId).toBe(id))
  events.pop()
}

function outgoing(chat: string, part: Partial<OutgoingMessage>): OutgoingMessage {
  return { chat, ref: 'r1', text: '', buttons: [], file: null, replyTo: null, ...part }
}

beforeEach(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'wechat-'))
  events = []
  qrs = []
  warnings = []
  peer = createWechatPeer()
  wechat = createPlatform()
  await wechat.start(store)
})

afterEach(async () => {
  await wechat.stop()
  rmSync(stateDir, { recursive: true })
})

describe('login', () => {
  it('shows the QR code until the bot is logged in, and tells its health', async () => {
    expect(wechat.loginState()).toEqual({ state: 'waiting', qr: null })
    peer.puppet.emit('scan', { qrcode: 'https://login.example/1', status: ScanStatus.Waiting })
    peer.puppet.emit('scan', { qrcode: 'https://login.example/1', status: ScanStatus.Scanned })
    expect(qrs).toEqual(['https://login.example/1'])
    expect(wechat.loginState()).toEqual({ state: 'scan', qr: 'https://login.example/1' })
    expect(wechat.health()).toEqual({ ok: false, detail: '微信等待扫码登录' })
    peer.login()
    expect(wechat.loginState()).toEqual({ state: 'in', qr: null })
    expect(wechat.health()).toEqual({ ok: true, detail: '微信已登录' })
    peer.puppet.emit('error', { data: 'bad token "secret"' })
    expect(wechat.health().ok).toBe(false)
    expect(warnings).toEqual(['WeChat: bad token "…"'])
    await drain()
    expect(wechat.health().ok).toBe(true)
  })

  it('ends earlier bindings when another account logs in, not when the same one comes back', async () => {
    peer.login('号甲')
    await drain()
    expect(kinds()).toEqual(['login-ended'])
    await wechat.stop()
    wechat = createPlatform()
    await wechat.start(store)
    peer.login('号甲')
    await drain()
    expect(kinds()).toEqual(['login-ended'])
    await wechat.stop()
    wechat = createPlatform()
    await wechat.start(store)
    peer.login('号乙')
    await drain()
    expect(kinds()).toEqual(['login-ended', 'login-ended'])
  })

  it('ends the bindings at a logout, each time under its own key', async () => {
    peer.login()
    await drain()
    await peer.logout()
    expect(wechat.loginState().state).toBe('out')
    peer.login()
    await peer.logout()
    await vi.waitFor(() => expect(kinds()).toEqual(['login-ended', 'login-ended', 'login-ended']))
    expect(new Set(events.map((event) => event.key)).size).toBe(3)
  })
})

describe('what the intake gets', () => {
  beforeEach(async () => {
    peer.login()
    await drain()
    events = []
  })

  it('hears a private chat', async () => {
    const id = peer.say('李干事', null, '/bind ABCDE12345')
    await vi.waitFor(() => expect(events).toHaveLength(1))
    expect(events[0]).toEqual({
      kind: 'message',
      key: `bot/李干事/${id}`,
      chat: { id: '李干事', kind: 'private', title: '李干事' },
      sender: { id: '李干事', name: '李干事' },
      messageId: id,
      text: '/bind ABCDE12345',
      files: [],
      authority: true,
    })
    expect(wechat.privateChat('李干事')).toBe('李干事')
  })

  it('hears a room without the mention of the bot', async () => {
    const room = peer.room('抽查办', '李干事', '王主任')
    peer.say('李干事', room, '/draw JH2026-01', true)
    peer.say('王主任', room, '@李干事 @bot 收到')
    await vi.waitFor(() => expect(events).toHaveLength(2))
    expect(heard()[0]).toMatchObject({
      chat: { id: room, kind: 'group', title: '抽查办' },
      sender: { id: '李干事' },
      text: '/draw JH2026-01',
    })
    expect(heard()[1]?.text).toBe('@李干事 收到')
  })

  it('keeps the order in which a chat spoke, also before a new contact is looked up', async () => {
    const room = peer.room('抽查办')
    for (let i = 0; i < 20; i++) peer.say(`人${i % 7}`, room, `${i}`)
    await vi.waitFor(() =>
      expect(heard().map((message) => message.text)).toEqual([...Array(20).keys()].map(String)),
    )
  })

  it('ignores its own words, history, official accounts and what has neither text nor file', async () => {
    const room = peer.room('抽查办')
    await wechat.send(outgoing(room, { text: '/draw' }))
    peer.tell('李干事', null, { type: Message.Text, text: '旧话', timestamp: Date.now() - 3_600_000 })
    for (const type of [
      Message.ChatHistory,
      Message.MiniProgram,
      Message.Url,
      Message.Contact,
      Message.Audio,
    ])
      peer.tell('李干事', null, { type, text: '/draw' })
    peer.say('李干事', null, '  ')
    vi.spyOn(peer.puppet, 'contactPayload').mockImplementation(async (id) => ({
      id,
      name: id,
      type: id === '公众号' ? Contact.Official : Contact.Individual,
      gender: 0,
      avatar: '',
      phone: [],
    }))
    peer.say('公众号', null, '自动回复')
    await drain()
    expect(events).toEqual([])
  })

  it('takes the time in seconds too, and a puppet that tells none', async () => {
    peer.tell('李干事', null, { type: Message.Text, text: '秒', timestamp: Math.floor(Date.now() / 1000) })
    peer.tell('李干事', null, { type: Message.Text, text: '无', timestamp: 0 })
    await vi.waitFor(() => expect(heard().map((message) => message.text)).toEqual(['秒', '无']))
  })

  it('takes files by reference and fetches their bytes', async () => {
    peer.sendFile('李干事', null, '名单.csv', Buffer.from('甲,乙'))
    peer.sendFile('李干事', null, '', Buffer.from([1, 2]), Message.Image)
    await vi.waitFor(() => expect(heard()).toHaveLength(2))
    const [list, photo] = heard()
    expect(list).toMatchObject({ text: '', files: [{ name: '名单.csv', mime: 'application/octet-stream' }] })
    expect(photo?.files).toMatchObject([{ name: '图片.jpg', mime: 'image/jpeg' }])
    expect((await wechat.fetchFile(list?.files[0]?.ref ?? '')).bytes.toString()).toBe('甲,乙')
    await expect(wechat.fetchFile('before-the-restart')).rejects.toMatchObject({ fault: 'rejected' })
  })

  it('tells when the bot was taken out of a room, not when somebody else was', async () => {
    const room = peer.room('抽查办', '李干事')
    peer.puppet.emit('room-leave', {
      removeeIdList: ['李干事'],
      removerId: '群主',
      roomId: room,
      timestamp: 1,
    })
    peer.removeBot(room)
    await vi.waitFor(() => expect(events).toMatchObject([{ kind: 'removed', chat: room }]))
  })

  it('gives a message again, in order, until the intake has stored it', async () => {
    await wechat.stop()
    let failures = 2
    wechat = createPlatform()
    await wechat.start(async (platform, arrived) => {
      if (failures-- > 0) throw new Error('disk full')
      await store(platform, arrived)
    })
    peer.login()
    peer.say('李干事', null, '一')
    peer.say('李干事', null, '二')
    await vi.waitFor(() => expect(heard().map((message) => message.text)).toEqual(['一', '二']), 3_000)
  })
})

describe('stopping', () => {
  it('ends within five seconds even when the intake never answers', async () => {
    await wechat.stop()
    wechat = createPlatform()
    await wechat.start(() => new Promise(() => undefined))
    peer.login()
    const begun = Date.now()
    await wechat.stop()
    expect(Date.now() - begun).toBeLessThan(5_000)
    expect(peer.puppet.isLoggedIn).toBe(false)
    expect(wechat.health().ok).toBe(false)
  })

  it('is no logout: the bindings go on', async () => {
    peer.login()
    await drain()
    await wechat.stop()
    expect(kinds()).toEqual(['login-ended'])
  })
})

describe('sending', () => {
  it('says text and then the file, in rooms and to contacts', async () => {
    peer.login()
    const room = peer.room('抽查办', '李干事')
    await drain()
    const bytes = Buffer.from('docx')
    const file = { name: '告知书.docx', mime: 'application/octet-stream', bytes }
    expect(await wechat.send(outgoing(room, { text: '名单见附件', file }))).toEqual({ messageId: '' })
    await wechat.send(outgoing('哨兵', { text: '请确认', replyTo: 'm1' }))
    expect(peer.sentTo(room)).toEqual([
      { text: '名单见附件', file: null },
      { text: '', file: { name: '告知书.docx', bytes } },
    ])
    expect(peer.sentTo('哨兵')).toEqual([{ text: '请确认', file: null }])
  })

  it('names what went wrong', async () => {
    const send = (chat: string) => wechat.send(outgoing(chat, { text: '在吗' }))
    await expect(send('李干事')).rejects.toMatchObject({ fault: 'unavailable' })
    await expect(wechat.fetchFile('m1')).rejects.toMatchObject({ fault: 'unavailable' })
    peer.login()
    await drain()
    await expect(send('谁也不是')).rejects.toMatchObject({ fault: 'unreachable' })
    vi.spyOn(peer.puppet, 'messageSendText').mockRejectedValueOnce(new Error('socket hang up'))
    await expect(send('哨兵')).rejects.toMatchObject({ fault: 'ambiguous' })
    vi.spyOn(peer.puppet, 'messageSendFile').mockRejectedValueOnce(new Error('socket hang up'))
    const file = { name: 'a.txt', mime: 'text/plain', bytes: Buffer.from('a') }
    await expect(wechat.send(outgoing('哨兵', { text: '见附件', file }))).rejects.toMatchObject({
      fault: 'ambiguous',
    })
    expect(peer.sentTo('哨兵')).toHaveLength(1)
  })

  it('does not take a chat for gone while the puppet cannot look it up', async () => {
    peer.login()
    vi.spyOn(peer.puppet, 'roomList').mockRejectedValueOnce(new Error('wire cut'))
    await expect(wechat.send(outgoing('旧群@chatroom', { text: '在吗' }))).rejects.toMatchObject({
      fault: 'unavailable',
    })
    await peer.logout()
    // The puppet itself logs in, but has not said that it is ready.
    ;(peer.puppet as unknown as { login(id: string): void }).login('bot')
    await expect(wechat.send(outgoing('旧群@chatroom', { text: '在吗' }))).rejects.toMatchObject({
      fault: 'unavailable',
    })
  })
})

describe('loading a puppet', () => {
  it('keeps crashes visible: a puppet may not catch those of the whole process', async () => {
    const module = pathToFileURL(join(stateDir, 'puppet.mjs'))
    writeFileSync(
      module,
      `import { PuppetMock } from ${JSON.stringify(import.meta.resolve('wechaty-puppet-mock'))}
       process.on('uncaughtException', () => {})
       globalThis.puppetWasLoaded = true
       export default PuppetMock`,
    )
    const before = process.listeners('uncaughtException')
    const named = createPlatform(module.href)
    await named.start(store)
    await named.stop()
    expect(globalThis).toHaveProperty('puppetWasLoaded', true)
    expect(process.listeners('uncaughtException')).toEqual(before)
  })
})

describe('a mention', () => {
  it.each([
    ['@机器人\u2005/help', '/help'],
    ['@机器人 /help', '/help'],
    ['@机器人 一号\u2005/help', '/help'],
    ['/help @机器人', '/help'],
    ['@机器人\n/help', '/help'],
    ['@机器人家族 /help', '@机器人家族 /help'],
    ['@张三\u2005@机器人\u2005看看', '@张三\u2005看看'],
    ['没有 ', '没有 '],
  ])('of the bot is taken off %j', (text, rest) => {
    expect(withoutMention(text, ['机器人', '机器人 一号', '', undefined])).toBe(rest)
  })
})
