import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type {
  ChatPlatform,
  IncomingEvent,
  IncomingMessage,
  OutgoingMessage,
  SendError,
} from '../../bot/chat.js'
import { createWecom, type WecomOptions } from '../../bot/wecom/wecom.js'
import { startWecom, type WecomServer } from '../peers/wecom-server.js'

const GROUP = { chatid: 'wr-group-1' }
let peer: WecomServer
let wecom: ChatPlatform
let events: IncomingEvent[]
let logged: string[]
let refuseIntake: number
/** What the outbox keeps of what was sent. */
let kept: Map<string, OutgoingMessage>

async function open(more: Partial<WecomOptions> = {}): Promise<void> {
  wecom = createWecom({
    ...{ botId: peer.botId, secret: peer.secret, wsUrl: peer.url, welcome: '欢迎' },
    findSent: async (ref) => kept.get(ref),
    log: (_, message) => void logged.push(message),
    pauses: { heartbeat: 60, reconnect: 20, long: 150 },
    ...more,
  })
  await wecom.start(async (platform, arrived) => {
    expect(platform).toBe('wecom')
    if (refuseIntake-- > 0) throw new Error('disk full')
    events.push(...arrived)
  })
}

const online = () => vi.waitFor(() => expect(wecom.health().ok).toBe(true), 5000)
const arrived = (count: number) => vi.waitFor(() => expect(events).toHaveLength(count), 5000)
const message = (at: number) => events[at] as IncomingMessage

function send(part: Partial<OutgoingMessage>) {
  const whole: OutgoingMessage = {
    ...{ chat: 'zhangsan', ref: 'r1', text: '', buttons: [], file: null, replyTo: null },
    ...part,
  }
  kept.set(whole.ref, whole)
  return wecom.send(whole)
}
const faultOf = (sending: Promise<unknown>) =>
  sending.then(
    () => null,
    (error: SendError) => error,
  )

beforeEach(async () => {
  events = []
  logged = []
  refuseIntake = 0
  kept = new Map()
  peer = await startWecom()
  await open()
  await online()
})
afterEach(async () => {
  await wecom.stop()
  await peer.close()
})

describe('what comes in', () => {
  it('is a private message under the account’s stable id', async () => {
    const id = peer.say('zhangsan', ' /tasks ')
    await arrived(1)
    expect(message(0)).toEqual({
      ...{
        kind: 'message',
        key: `${peer.botId}/${id}`,
        text: '/tasks',
        files: [],
        authority: true,
        messageId: id,
      },
      ...{ chat: { id: 'zhangsan', kind: 'private', title: '' }, sender: { id: 'zhangsan', name: '' } },
    })
    expect(wecom.stableIdentity).toBe(true)
    expect(wecom.privateChat('zhangsan')).toBe('zhangsan')
  })

  it.each([
    ['@双随机 /draw JH2026-01', '/draw JH2026-01'],
    ['@双随机\u2005／抽查 JH2026-01', '／抽查 JH2026-01'],
    ['@双随机 机器人 /draw', '/draw'],
    ['@双随机 @另一个机器人 /tasks', '/tasks'],
    ['/tasks @双随机', '/tasks'],
    ['@双随机 3', '3'],
    ['@双随机 联系 a@b.cn', '联系 a@b.cn'],
    ['@双随机', '/help'],
    ['@双随机 @另一个', '/help'],
    ['@双随机 /witness 春风又绿@江南岸', '/witness 春风又绿@江南岸'],
    // What was said stands as it was said: one mention is taken off, not two.
    ['@双随机 /witness 今天是晴天 🌤 @山城', '/witness 今天是晴天 🌤 @山城'],
    ['@双随机 收到 @张三', '收到 @张三'],
    ['@另一个机器人 @双随机 /tasks', '/tasks'],
    ['@另一个 机器人 @双随机 /tasks', '/tasks'],
  ])('is a group’s message without the mention: %s', async (typed, text) => {
    peer.say('zhangsan', typed, GROUP)
    await arrived(1)
    expect(message(0).chat).toEqual({ id: GROUP.chatid, kind: 'group', title: '' })
    expect(message(0).text).toBe(text)
  })

  it('is voice as the words it was turned into, and pictures among words', async () => {
    peer.push({
      msgid: 'v',
      chattype: 'single',
      from: { userid: 'z' },
      msgtype: 'voice',
      voice: { content: '收到' },
    })
    const image = peer.upload(Buffer.from('photo'), null)
    const item = [
      { msgtype: 'text', text: { content: '/record 附件' } },
      { msgtype: 'image', image },
    ]
    peer.push({
      msgid: 'm',
      chattype: 'single',
      from: { userid: 'z' },
      msgtype: 'mixed',
      mixed: { msg_item: item },
    })
    await arrived(2)
    expect(message(0).text).toBe('收到')
    expect(message(1)).toMatchObject({
      text: '/record 附件',
      files: [{ name: '图片.jpg', mime: 'image/jpeg' }],
    })
    expect(await wecom.fetchFile(message(1).files[0]!.ref)).toEqual({ bytes: Buffer.from('photo') })
  })

  it('is a file, fetched, decrypted and named only then', async () => {
    const bytes = Buffer.alloc(100_001, '甲')
    peer.push({
      msgid: 'f',
      chattype: 'single',
      from: { userid: 'z' },
      msgtype: 'file',
      file: peer.upload(bytes, '名录.xlsx'),
    })
    await arrived(1)
    const [file] = message(0).files
    expect(await wecom.fetchFile(file!.ref)).toEqual({ bytes, name: '名录.xlsx' })
    peer.expire()
    expect(await faultOf(wecom.fetchFile(file!.ref))).toMatchObject({ fault: 'rejected' })
  })

  it('is refused as a file where it is too large, or cannot be decrypted', async () => {
    const large = peer.upload(Buffer.alloc(100 * 1024 * 1024), '大.zip')
    const ref = ({ url, aeskey }: { url: string; aeskey: string }) => JSON.stringify({ url, key: aeskey })
    expect(await faultOf(wecom.fetchFile(ref(large)))).toMatchObject({
      fault: 'rejected',
      message: expect.stringContaining('20 MB'),
    })
    peer.tellsSizes = false
    expect(await faultOf(wecom.fetchFile(ref(large)))).toMatchObject({
      fault: 'rejected',
      message: expect.stringContaining('20 MB'),
    })
    const small = peer.upload(Buffer.from('x'), 'x')
    const wrong = { ...small, aeskey: Buffer.alloc(32).toString('base64') }
    expect(await faultOf(wecom.fetchFile(ref(wrong)))).toMatchObject({ fault: 'rejected' })
    const nowhere = JSON.stringify({ url: 'http://127.0.0.1:1/x', key: null })
    expect(await faultOf(wecom.fetchFile(nowhere))).toMatchObject({ fault: 'unavailable' })
  })

  it('is nothing where there is nothing for us', async () => {
    for (const body of [
      { msgid: 'a', from: { userid: 'z' }, msgtype: 'location' },
      { msgid: 'b', from: {}, msgtype: 'text', text: { content: '/draw' } },
      { from: { userid: 'z' }, msgtype: 'text', text: { content: '/draw' } },
      { msgid: 'c', chattype: 'group', from: { userid: 'z' }, msgtype: 'text', text: { content: '/draw' } },
      {
        msgid: 'd',
        chattype: 'single',
        from: { userid: 'z' },
        msgtype: 'event',
        event: { eventtype: 'feedback_event' },
      },
    ])
      peer.push(body)
    peer.say('z', '最后')
    await arrived(1)
    expect(message(0).text).toBe('最后')
  })

  it('comes once more with the same key when WeCom repeats it, and waits where it cannot be kept', async () => {
    refuseIntake = 2
    peer.say('z', '第一', undefined, 'same')
    peer.say('z', '第一', undefined, 'same')
    peer.say('z', '第二')
    await arrived(3)
    expect(events.map((one) => (one as IncomingMessage).text)).toEqual(['第一', '第一', '第二'])
    expect(events[0]!.key).toBe(events[1]!.key)
    expect(logged.filter((line) => line.includes('disk full'))).toHaveLength(2)
  })

  it('is greeted at the first visit of a day', async () => {
    peer.enter('zhangsan')
    await vi.waitFor(() => expect(peer.welcomed).toEqual(['欢迎']), 5000)
    expect(events).toEqual([])
  })
})

describe('what goes out', () => {
  const buttons = (count: number) =>
    Array.from({ length: count }, (_, i) => [{ label: `第${i + 1}项`, send: `/do ${i + 1}` }])

  it('is markdown that stays plain, whatever the words hold', async () => {
    await send({ text: '# 标题\n> 引用\n<font color="red">*甲* `乙` [丙](http://x)\nC=0f1e_2d' })
    expect(peer.in('zhangsan').map(({ text }) => text)).toEqual([
      '＃ 标题\n＞ 引用\n＜font color="red">＊甲＊ ｀乙｀ ［丙］(http://x)\nC=0f1e_2d',
    ])
  })

  it('is never longer than WeCom takes, though harmless signs need more bytes', async () => {
    const text = '[甲]*'.repeat(3000)
    await send({ text })
    const parts = peer.in('zhangsan').map((one) => one.text)
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.join('')).toBe('［甲］＊'.repeat(3000))
  })

  it('is one card with buttons where the text is short, else the text and a card below', async () => {
    await send({ text: '延期申请\n张三申请延期', buttons: buttons(2) })
    await send({ ref: 'r2', text: '长'.repeat(200), buttons: buttons(1) })
    expect(
      peer.sent.map(({ type, text, buttons: own }) => [type, [...text].length, own.map(({ key }) => key)]),
    ).toEqual([
      ['template_card', 11, ['/do 1', '/do 2']],
      ['markdown', 200, []],
      ['template_card', 3, ['/do 1']],
    ])
  })

  it('is several cards where there are more buttons than one card takes', async () => {
    await send({ text: '选', buttons: buttons(14) })
    expect(peer.sent.map(({ buttons: own }) => own.length)).toEqual([6, 6, 2])
    expect(new Set(peer.sent.map(({ taskId }) => taskId)).size).toBe(3)
    expect(peer.sent.flatMap(({ buttons: own }) => own.map(({ key }) => key))).toEqual(
      buttons(14)
        .flat()
        .map((one) => one.send),
    )
  })

  it('is a file in parts, and a picture as one', async () => {
    const bytes = Buffer.from(Array.from({ length: 1_300_000 }, (_, i) => i % 251))
    await send({ text: '附件', file: { name: '通报.docx', mime: 'application/octet-stream', bytes } })
    await send({ ref: 'r2', file: { name: 'a.png', mime: 'image/png', bytes: Buffer.from('png') } })
    expect(peer.sent.map(({ type, file }) => [type, file?.name])).toEqual([
      ['markdown', undefined],
      ['file', '通报.docx'],
      ['image', 'a.png'],
    ])
    expect(peer.sent[1]!.file!.bytes.equals(bytes)).toBe(true)
  })

  it('goes out anew as a whole, with its mark, where a later part of it is in doubt', async () => {
    const file = { name: 'a.txt', mime: 'text/plain', bytes: Buffer.from('a') }
    peer.failNext({ cmd: 'aibot_upload_media_finish', errcode: -1, errmsg: 'system busy' })
    expect(await faultOf(send({ text: '附件', file }))).toMatchObject({ fault: 'unavailable' })
    peer.failNext({ cmd: 'aibot_send_msg', cut: true })
    expect(await faultOf(send({ text: '附件', file }))).toMatchObject({ fault: 'ambiguous' })
    await online()
    await send({ text: '「可能重复」附件', file })
    expect(peer.sent.map(({ text, file: own }) => own?.name ?? text)).toEqual([
      ...['附件', 'a.txt'],
      ...['「可能重复」附件', 'a.txt'],
    ])
  })

  it('is refused at once as a file that is over 20 MB', async () => {
    const file = { name: '大.zip', mime: 'application/zip', bytes: Buffer.alloc(20 * 1024 * 1024 + 1) }
    expect(await faultOf(send({ file }))).toMatchObject({
      fault: 'rejected',
      message: expect.stringContaining('20 MB'),
    })
    expect(peer.sent).toEqual([])
  })

  it('says buttons in words where a group takes no cards', async () => {
    peer.groupCards = false
    const choices = [[{ label: '同意', send: '/extend 同意 3' }], [{ label: '未发现问题', send: '1@ab12' }]]
    await send({ chat: GROUP.chatid, text: '请批准', buttons: choices })
    expect(peer.sent.map(({ type, text }) => [type, text])).toEqual([
      [
        'markdown',
        '请批准\n同意：发送 /extend 同意 3\n1. 未发现问题\n（回复数字选择）\n（群里请先 @ 机器人）',
      ],
    ])
    await send({ ref: 'r2', text: '请批准', buttons: choices })
    expect(peer.sent.at(-1)!.type).toBe('template_card')
  })

  it('says in full what a button has no room for', async () => {
    const label = '重庆市沙川区长寿堂大药房有限责任公司'
    await send({
      text: '是哪一家？',
      buttons: [[{ label, send: '/audit 1' }], [{ label: '抽取 JH2026-01', send: '/no' }]],
    })
    expect(peer.sent.map(({ text, buttons: own }) => [text, own.map((one) => one.text)])).toEqual([
      [`是哪一家？\n1 ${label}`, ['1 重庆市沙川区长寿…', '抽取 JH2026-01']],
    ])
  })

  it('goes on where it stopped: what has gone is not said again', async () => {
    peer.failNext({ cmd: 'aibot_upload_media_finish', errcode: -1, errmsg: 'system busy' })
    const part = { text: '附件', file: { name: 'a.txt', mime: 'text/plain', bytes: Buffer.from('a') } }
    expect(await faultOf(send(part))).toMatchObject({ fault: 'unavailable' })
    await send(part)
    expect(peer.sent.map(({ type }) => type)).toEqual(['markdown', 'file'])
  })

  it.each([
    [{ errcode: 45009, errmsg: 'api freq out of limit' }, 'slow-down'],
    [{ errcode: 846607, errmsg: 'aibot send msg frequency limit exceeded' }, 'slow-down'],
    [{ errcode: 60111, errmsg: 'userid not found' }, 'unreachable'],
    [{ errcode: 99999, errmsg: 'bot is not in the chat' }, 'unreachable'],
    [{ errcode: 93006, errmsg: 'invalid group id' }, 'unreachable'],
    [{ errcode: 93008, errmsg: '' }, 'unreachable'],
    [{ errcode: 93001, errmsg: '' }, 'unreachable'],
    [{ errcode: 93004, errmsg: '' }, 'unavailable'],
    [{ errcode: 45002, errmsg: 'content size out of limit' }, 'rejected'],
    [{ errcode: -1, errmsg: 'system busy' }, 'unavailable'],
  ])('tells %j for what it is', async (answer, fault) => {
    peer.failNext({ cmd: 'aibot_send_msg', ...answer })
    expect(await faultOf(send({ text: '话' }))).toMatchObject({ fault })
  })

  it('is in doubt when the answer does not come, or the connection is cut instead', async () => {
    peer.failNext({ cmd: 'aibot_send_msg', cut: true })
    expect(await faultOf(send({ text: '话' }))).toMatchObject({ fault: 'ambiguous' })
    await online()
    peer.failNext({ cmd: 'aibot_send_msg', silent: true })
    expect(await faultOf(send({ ref: 'r2', text: '话' }))).toMatchObject({ fault: 'ambiguous' })
    expect(peer.sent).toHaveLength(2)
  }, 20_000)

  it('waits for a slow answer', async () => {
    peer.failNext({ cmd: 'aibot_send_msg', delay: 400 })
    expect(await send({ text: '话' })).toEqual({ messageId: 'r1' })
  })

  it('is surely not sent while nothing is connected', async () => {
    await wecom.stop()
    expect(await faultOf(send({ text: '话' }))).toMatchObject({ fault: 'unavailable' })
    expect(peer.sent).toEqual([])
  })
})

describe('a card', () => {
  it('orders what its button says, and offers nothing once pressed', async () => {
    await send({
      chat: GROUP.chatid,
      text: '请批准',
      buttons: [[{ label: '同意', send: '/extend 同意 3' }], [{ label: '不同意', send: '/extend 不同意 3' }]],
    })
    const [card] = peer.sent
    peer.press('lisi', card!, '/extend 同意 3', GROUP)
    await arrived(1)
    expect(message(0)).toMatchObject({
      ...{ text: '/extend 同意 3', pressed: true },
      sender: { id: 'lisi' },
      chat: { id: GROUP.chatid, kind: 'group' },
    })
    await vi.waitFor(
      // Whoever else is in the group can still press.
      () =>
        expect(peer.updated).toEqual([
          { taskId: card!.taskId, title: '请批准', buttons: ['✓ 同意'], for: ['lisi'] },
        ]),
      5000,
    )
    // What is left of it orders nothing; a second press of the old one comes in and is for the command to judge.
    peer.press('lisi', card!, 'pressed', GROUP)
    peer.press('lisi', card!, '/extend 同意 3', GROUP)
    await arrived(2)
    // Its words are the button's own, however they end.
    peer.press('lisi', card!, '/review 退回 3 请找 @张三', GROUP)
    await arrived(3)
    expect(message(2).text).toBe('/review 退回 3 请找 @张三')
  })

  it('is read as the SDK types it as well', async () => {
    await send({ text: '请批准', buttons: [[{ label: '同意', send: '/extend 同意 3' }]] })
    const event = {
      eventtype: 'template_card_event',
      event_key: '/extend 同意 3',
      task_id: peer.sent[0]!.taskId,
    }
    peer.pushEvent({ msgid: 'flat', chattype: 'single', from: { userid: 'lisi' }, msgtype: 'event', event })
    await arrived(1)
    expect(message(0).text).toBe('/extend 同意 3')
    await vi.waitFor(() => expect(peer.updated).toMatchObject([{ buttons: ['✓ 同意'], for: null }]), 5000)
  })

  it('of before a restart, or of which the time is over, still orders', async () => {
    await send({ text: '请批准', buttons: [[{ label: '同意', send: '/extend 同意 3' }]] })
    await wecom.stop()
    await open()
    await online()
    peer.failNext({ cmd: 'aibot_respond_update_msg', errcode: 846605, errmsg: 'reply time exceeded' })
    peer.press('lisi', peer.sent[0]!, '/extend 同意 3')
    await arrived(1)
    expect(message(0)).toMatchObject({ text: '/extend 同意 3', chat: { id: 'lisi', kind: 'private' } })
    await vi.waitFor(() => expect(logged.at(-1)).toContain('没有接受卡片更新'), 5000)
    peer.press('lisi', peer.sent[0]!, '/extend 同意 3')
    await vi.waitFor(() => expect(peer.updated.map(({ buttons: own }) => own)).toEqual([['✓ 同意']]), 5000)
    // What is not kept any more, and what nobody has sent.
    kept.clear()
    peer.press('lisi', peer.sent[0]!, '/extend 同意 3')
    peer.press('lisi', { ...peer.sent[0]!, taskId: 'foreign' }, '/extend 同意 3')
    await vi.waitFor(
      () =>
        expect(peer.updated.slice(1).map(({ buttons: own }) => own)).toEqual([['✓ 已收到'], ['✓ 已收到']]),
      5000,
    )
  })
})

describe('the connection', () => {
  it('comes back by itself, and loses nothing that waited', async () => {
    peer.cut()
    await vi.waitFor(() => expect(logged).toContain('企业微信的连接断开了，正在重连'), 5000)
    peer.say('z', '断线时说的')
    await arrived(1)
    await online()
    expect(peer.counters.logins).toBe(2)
    expect(logged).toContain('已连上企业微信')
  })

  it('is given up when heartbeats stay without answer, and made anew', async () => {
    expect(peer.counters.pings).toBeGreaterThanOrEqual(0)
    peer.answersPings = false
    await vi.waitFor(() => expect(peer.counters.logins).toBeGreaterThan(1), 5000)
    peer.answersPings = true
    await online()
  })

  it('says clearly that the secret is wrong, tries slowly, and stands once it is right', async () => {
    await wecom.stop()
    const right = peer.secret
    peer.secret = 'another'
    await open({ secret: right })
    await vi.waitFor(() => expect(wecom.health().detail).toContain('WECOM_BOT_SECRET'), 5000)
    await wait(100)
    const tried = peer.counters.refusals
    expect(tried).toBeLessThanOrEqual(4)
    expect(logged.filter((line) => line.includes('WECOM_BOT_SECRET'))).toHaveLength(1)
    expect(logged.join()).not.toContain(right)
    peer.secret = right
    await online()
  })

  it('yields to another program with the same bot, says so, and tries again later', async () => {
    peer.takeOver()
    await vi.waitFor(() => expect(wecom.health().detail).toContain('另一个程序'), 5000)
    expect(peer.counters.logins).toBe(1)
    expect(await faultOf(send({ text: '话' }))).toMatchObject({ fault: 'unavailable' })
    await online()
    expect(peer.counters.logins).toBe(2)
  })

  it('that cannot be made at all stops nothing else', async () => {
    await wecom.stop()
    await open({ wsUrl: 'ws://127.0.0.1:1' })
    await vi.waitFor(() => expect(wecom.health().detail).toContain('连不上'), 5000)
  })
})
