import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCalendarSource } from '../../bot/calendar-source.js'
import { type ChatPlatform, type IncomingMessage, SendError } from '../../bot/chat.js'
import { createIntake } from '../../bot/intake.js'
import { createRouter, type Router } from '../../bot/router.js'
import { ANYWHERE } from '../../commands/audiences.js'
import { type Command, Refusal } from '../../commands/command.js'
import { indexWords } from '../../commands/index.js'
import { messages } from '../../commands/messages.js'
import { createListeningChat, NOW, openSmallOffice, type SmallOffice, said } from './small-office.js'

const common = { summary: '试验', usage: '/试验', example: async () => '/试验' }
const audience = { roles: 'bound' as const, chats: ANYWHERE }

/** Commands that go wrong in every way, and one that writes and answers. */
function createCommands(handled: string[]): Command<string>[] {
  const parse = (rest: string) => rest
  return [
    {
      ...{ ...common, audience, parse, words: ['note', '记下'] },
      async run(text, { tx, caller, now, files }) {
        handled.push(text)
        await tx.ledger.append('test.note', caller!.id, { text }, now.toISOString())
        return { reply: { text: `记下了：${text}${files.length}` }, notices: [] }
      },
    },
    {
      ...{ ...common, audience, parse, words: ['boom', '炸'] },
      async run(text, { tx, caller, now }) {
        handled.push(`boom ${text}`)
        await tx.ledger.append('test.boom', caller!.id, {}, now.toISOString())
        throw new TypeError('Cannot read properties of undefined')
      },
    },
    {
      ...{ ...common, audience, parse, words: ['refuse', '拒'] },
      async run(_, { tx, caller, now }) {
        await tx.ledger.append('test.refused', caller!.id, {}, now.toISOString())
        throw new Refusal('请换一个说法。', [[{ label: '好', send: '/note 好' }]])
      },
    },
  ]
}

describe('the router', () => {
  let office: SmallOffice
  let handled: string[]
  let router: Router
  let log: string[]

  beforeEach(async () => {
    office = await openSmallOffice()
    start()
  })
  afterEach(async () => {
    await router.stop()
    await office.close()
  })

  function start(change: Partial<ChatPlatform> = {}, retryPause = 5): void {
    handled = []
    log = []
    const commands = createCommands(handled) as Command[]
    router = createRouter({
      store: office.store,
      platforms: new Map([
        ['telegram', createListeningChat('telegram', change)],
        ['room', createListeningChat('room')],
      ]),
      desk: {
        ...{ commands, words: indexWords(commands), calendar: createCalendarSource() },
        ...{ randomHex: (bytes: number) => 'ab'.repeat(bytes) },
        office: {
          ...{ zone: 'Asia/Shanghai', publicUrl: null },
          vocabulary: { version: '1', results: [], methods: [] },
        },
      },
      ...{ now: () => NOW, keepFile: async () => 'f'.repeat(64), wake: () => {}, retryPause },
      log: (level, message, detail) => log.push(`${level} ${message} ${JSON.stringify(detail)}`),
    })
  }

  /** Takes messages in as a platform would and waits until the lanes are empty. */
  async function receive(...events: IncomingMessage[]): Promise<void> {
    const intake = createIntake(
      office.store,
      () => NOW,
      (lane) => router.wake(lane),
    )
    await intake('telegram', events)
    await router.idle()
  }

  const texts = async () => (await office.outbox()).map(({ chat, text }) => `${chat}: ${text}`)
  const ledger = () => office.store.read((view) => view.ledger.head())
  const count = (state: 'pending' | 'done' | 'dead') => office.store.read((view) => view.inbox.count(state))

  it('answers the messages of a chat in their order', async () => {
    await receive(...['一', '二', '三'].map((text) => said('P2', `/note ${text}`)))
    expect(handled).toEqual(['一', '二', '三'])
    expect(await texts()).toEqual(['a-P2: 记下了：一0', 'a-P2: 记下了：二0', 'a-P2: 记下了：三0'])
    expect((await ledger()).n).toBe(3)
  })

  it('shows a refusal with its buttons, and undoes what the command had written', async () => {
    await receive(said('P2', '/refuse'))
    const [row] = await office.outbox()
    expect(row).toMatchObject({ text: '请换一个说法。', person: 'P2', replyTo: null })
    expect(row?.buttons).toEqual([[{ label: '好', send: '/note 好' }]])
    expect((await ledger()).n).toBe(0)
    expect(await count('done')).toBe(1)
  })

  it('keeps nothing of what was said once it was handled', async () => {
    await receive(said('P2', '闲聊'), said('P2', '/note 一'), said('P2', '/boom 二'))
    const rows = await office.store.read((view) => Promise.all([1, 2, 3].map((id) => view.inbox.get(id))))
    expect(rows.map((row) => row?.event)).toEqual([null, null, expect.objectContaining({ text: '/boom 二' })])
  })

  it('answers in a group to the message that asked', async () => {
    const event = said('P2', '/refuse', { chat: { id: 'g1', kind: 'group', title: '工商群' } })
    await receive(event)
    expect((await office.outbox())[0]).toMatchObject({ chat: 'g1', person: null, replyTo: event.messageId })
  })

  it('sets a message aside after three failures, tells its sender and the administrator, and goes on', async () => {
    await receive(said('P2', '/boom 一'), said('P2', '/note 二'))
    expect(handled).toEqual(['boom 一', 'boom 一', 'boom 一', '二'])
    expect([await count('dead'), await count('done'), await count('pending')]).toEqual([1, 1, 0])
    const [toSender, toAdmin, answer, ...more] = await office.outbox()
    const reference = /E-\d+-[0-9a-f]{4}/.exec(toSender!.text)![0]
    expect(toSender).toMatchObject({ chat: 'a-P2', text: messages.delivery.deadLetter(reference) })
    expect(toAdmin).toMatchObject({ person: 'P9', text: messages.delivery.deadLetterForAdmin(reference) })
    expect(answer?.text).toBe('记下了：二0')
    expect(more).toEqual([])
    expect((await ledger()).n).toBe(1)
    expect(log.filter((line) => line.includes(reference))).toHaveLength(1)
  })

  it('shows nobody what went wrong inside', async () => {
    await receive(said('P2', '/boom'))
    for (const text of await texts()) expect(text).not.toMatch(/TypeError|undefined|at /)
    expect(log.join('\n')).toContain('Cannot read properties of undefined')
  })

  it('holds up no other lane while one is tried again', async () => {
    await router.stop()
    start({}, 150)
    const intake = createIntake(
      office.store,
      () => NOW,
      (lane) => router.wake(lane),
    )
    await intake('telegram', [said('P2', '/boom'), said('P2', '/note 后'), said('P1', '/note 快')])
    await sleep(60)
    expect(handled).toEqual(['boom ', '快'])
    await router.idle()
    expect(handled).toEqual(['boom ', '快', 'boom ', 'boom ', '后'])
  })

  it('takes up after a restart what was left, with the failures counted so far', async () => {
    await router.stop()
    const intake = createIntake(
      office.store,
      () => NOW,
      () => {},
    )
    await intake('telegram', [said('P1', '/note 一'), said('P2', '/boom')])
    await office.store.write((tx) => tx.inbox.failed(2, 'before', false))
    start()
    expect(handled).toEqual([])
    await router.resume()
    await router.idle()
    expect(handled.sort()).toEqual(['boom ', 'boom ', '一'])
    expect(await count('dead')).toBe(1)
  })

  it('tries a file again that could not be fetched, and carries the command out once', async () => {
    await router.stop()
    let tries = 0
    start({
      fetchFile: async () => {
        tries += 1
        if (tries < 3) throw new SendError('unavailable', 'down')
        return { bytes: Buffer.from('photo') }
      },
    })
    const files = [{ ref: 'f1', name: 'a.jpg', mime: 'image/jpeg', size: 5 }]
    await receive(said('P2', '/note 附', { files }))
    expect(tries).toBe(3)
    expect(await texts()).toEqual(['a-P2: 记下了：附1'])
  })

  const photo = [{ ref: 'f1', name: 'a.jpg', mime: 'image/jpeg', size: 5 }]

  it('waits for a file through a longer trouble while other lanes go on', async () => {
    await router.stop()
    let tries = 0
    start(
      {
        fetchFile: async () => {
          tries += 1
          if (tries < 8) throw new SendError(tries % 2 ? 'unavailable' : 'slow-down', 'down')
          expect(handled).toEqual(['快'])
          return { bytes: Buffer.from('photo') }
        },
      },
      1,
    )
    await receive(said('P2', '/note 附', { files: photo }), said('P1', '/note 快'))
    expect(tries).toBe(8)
    expect(await texts()).toEqual(['a-P1: 记下了：快0', 'a-P2: 记下了：附1'])
  })

  it('says that a file could not be had when the trouble lasts, and troubles no administrator', async () => {
    await router.stop()
    let tries = 0
    start(
      {
        fetchFile: () => {
          tries += 1
          return Promise.reject(new SendError('unavailable', 'down'))
        },
      },
      0.1,
    )
    await receive(said('P2', '/note 附', { files: photo }))
    expect(tries).toBe(10)
    expect(await texts()).toEqual([`a-P2: ${messages.router.fileLost('a.jpg')}`])
    expect([handled, await count('done')]).toEqual([[], 1])
  })

  it('stops at once while it waits for a file, and fetches it after the restart', async () => {
    await router.stop()
    start({ fetchFile: () => Promise.reject(new SendError('slow-down', 'flood', 600)) })
    const intake = createIntake(
      office.store,
      () => NOW,
      (lane) => router.wake(lane),
    )
    await intake('telegram', [said('P2', '/note 附', { files: photo })])
    await sleep(50)
    const before = Date.now()
    await router.stop()
    expect(Date.now() - before).toBeLessThan(1000)
    start()
    await router.resume()
    await router.idle()
    expect(await texts()).toEqual(['a-P2: 记下了：附1'])
    expect((await office.store.read((view) => view.inbox.get(1)))?.attempts).toBe(0)
  })

  it('fetches no file of ordinary talk in a group, nor of somebody who left', async () => {
    await router.stop()
    let tries = 0
    start({
      fetchFile: async () => {
        tries += 1
        throw new SendError('rejected', 'too big')
      },
    })
    const chat = { id: 'g1', kind: 'group' as const, title: '工商群' }
    await receive(said('P2', '', { chat, files: photo }), said('P2', '中午吃什么', { chat, files: photo }))
    expect([tries, await texts()]).toEqual([0, []])
    await office.store.write(async (tx) => {
      await tx.people.put({ ...(await tx.people.get('P1'))!, active: false })
    })
    await receive(said('P1', '/note 附', { files: photo }))
    expect(tries).toBe(0)
    await receive(said('P2', '/note 附', { chat, files: photo }))
    expect(tries).toBe(1)
  })

  it('learns from a private message only that a blocked chat can be reached again', async () => {
    await office.store.write((tx) => tx.bindings.setUnreachable('telegram', 'a-P2', 'blocked'))
    const unreachable = async () =>
      (await office.store.read((view) => view.bindings.get('telegram', 'a-P2')))?.unreachable
    await receive(said('P2', '/note 一', { chat: { id: 'g1', kind: 'group', title: '工商群' } }))
    expect(await unreachable()).toBe('blocked')
    await receive(said('P2', '/note 二'))
    expect(await unreachable()).toBeNull()
  })

  it('says which file is refused for good', async () => {
    await router.stop()
    start({ fetchFile: () => Promise.reject(new SendError('rejected', 'too big')) })
    const files = [{ ref: 'f1', name: '大.mp4', mime: 'video/mp4', size: 5 }]
    await receive(said('P2', '/note 附', { files }))
    expect(await texts()).toEqual([`a-P2: ${messages.router.fileRefused('大.mp4')}`])
    expect(handled).toEqual([])
  })

  it('fetches no file of a stranger', async () => {
    await router.stop()
    let tries = 0
    start({
      fetchFile: async () => {
        tries += 1
        return { bytes: Buffer.from('') }
      },
    })
    const files = [{ ref: 'f1', name: 'a.jpg', mime: 'image/jpeg', size: 5 }]
    await receive(said('P7', '/note 附', { files }))
    expect(tries).toBe(0)
    expect(await texts()).toEqual([`a-P7: ${messages.router.notBound}`])
  })

  it('takes no order from forwarded, edited or anonymous messages', async () => {
    await receive(said('P2', '/note 一', { authority: false }), said('P2', '早', { authority: false }))
    expect(handled).toEqual([])
    expect(await texts()).toEqual([`a-P2: ${messages.router.noAuthority}`])
  })

  it('takes no order from somebody who left, from his next message on', async () => {
    await office.store.write(async (tx) => {
      await tx.people.put({ ...(await tx.people.get('P2'))!, active: false })
    })
    await receive(said('P2', '/note 一'))
    expect(handled).toEqual([])
    expect(await texts()).toEqual([`a-P2: ${messages.router.notBound}`])
  })

  it('says nothing in a group that it does not know, unless it is asked', async () => {
    const chat = { id: 'g9', kind: 'group' as const, title: '别的群' }
    await receive(said('P2', '大家好', { chat }), said('P7', '/other', { chat }))
    expect(await texts()).toEqual([])
    await receive(said('P2', '/note 一', { chat }))
    expect(await texts()).toEqual(['g9: 记下了：一0'])
  })

  it('says in a group what a late button was, and nothing to words that only look like one', async () => {
    const chat = { id: 'g1', kind: 'group' as const, title: '工商群' }
    await receive(said('P2', '开会@2024', { chat }))
    expect(await texts()).toEqual([])
    await receive(said('P2', '2@ab12', { chat, pressed: true }))
    expect(await texts()).toEqual([`g1: ${messages.router.staleButton}`])
  })
})
