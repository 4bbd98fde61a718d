import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCalendarSource } from '../../../bot/calendar-source.js'
import type { IncomingMessage } from '../../../bot/chat.js'
import { createIntake } from '../../../bot/intake.js'
import { createRouter, type Router } from '../../../bot/router.js'
import { commands, indexWords } from '../../../commands/index.js'
import { messages } from '../../../commands/messages.js'
import { hashCode } from '../../../commands/rules/secrets.js'
import type { PlatformName } from '../../../db/store.js'
import { createListeningChat, NOW, openSmallOffice, type SmallOffice, said } from '../../bot/small-office.js'

const CODE = 'K7MPQ29XWD'

describe('/bind', () => {
  let office: SmallOffice
  let router: Router

  beforeEach(async () => {
    office = await openSmallOffice()
    router = createRouter({
      store: office.store,
      platforms: new Map((['telegram', 'room'] as const).map((name) => [name, createListeningChat(name)])),
      desk: {
        ...{ commands, words: indexWords(commands), calendar: createCalendarSource() },
        ...{ randomHex: (bytes: number) => 'ab'.repeat(bytes) },
        office: {
          ...{ zone: 'Asia/Shanghai', publicUrl: null },
          vocabulary: { version: '1', results: [], methods: [] },
        },
      },
      ...{
        now: () => NOW,
        keepFile: async () => 'f'.repeat(64),
        wake: () => {},
        retryPause: 5,
        log: () => {},
      },
    })
  })
  afterEach(async () => {
    await router.stop()
    await office.close()
  })

  async function giveCode(person: string): Promise<void> {
    const expiresAt = new Date(NOW.getTime() + 60_000).toISOString()
    await office.store.write((tx) =>
      tx.bindCodes.put({ hash: hashCode(CODE), person, createdBy: 'P9', expiresAt }),
    )
  }

  /** What is queued after the message, as chat and text. */
  async function receive(event: IncomingMessage, platform: PlatformName = 'telegram'): Promise<string[]> {
    const before = (await office.outbox()).length
    const intake = createIntake(
      office.store,
      () => NOW,
      (lane) => router.wake(lane),
    )
    await intake(platform, [event])
    await router.idle()
    return (await office.outbox()).slice(before).map(({ chat, text }) => `${chat}: ${text}`)
  }

  const ownerOf = async (account: string) =>
    (await office.store.read((view) => view.bindings.get('telegram', account)))?.person
  const ledger = async () => {
    const entries = await office.store.read((view) => view.ledger.entries(1, 99))
    return entries.map(({ kind, actor, body }) => `${kind} ${actor} ${String(body.person)}`)
  }

  it('takes an account over with a trace, and tells whose it was on his other account', async () => {
    await giveCode('P3')
    const told = await receive(said('P9', `/bind ${CODE}`))
    expect(await ownerOf('a-P9')).toBe('P3')
    expect(await ledger()).toEqual(['person.unbound P3 P9', 'person.unbound P3 P3', 'person.bound P3 P3'])
    expect(told).toContain(`a-P9: ${messages.bind.taken('Telegram')}`)
    const rows = await office.outbox()
    expect(rows.find(({ text }) => text === messages.bind.taken('Telegram'))).toMatchObject({
      ...{ platform: 'room', person: 'P9' },
    })
    expect(told).toContain(`a-P3: ${messages.bind.moved('Telegram')}`)
  })

  it('has nobody to tell when that was his only account', async () => {
    await giveCode('P3')
    const told = await receive(said('P2', `/bind ${CODE}`))
    expect(await ownerOf('a-P2')).toBe('P3')
    expect(await ledger()).toContain('person.unbound P3 P2')
    expect(told.filter((text) => text.includes(messages.bind.taken('Telegram')))).toEqual([])
  })

  it('leaves no trace of an unbinding when the account was his own', async () => {
    await giveCode('P2')
    await receive(said('P2', `/bind ${CODE}`))
    expect(await ledger()).toEqual(['person.bound P2 P2'])
  })

  it('burns a code that was posted in a group, and does not say whether it was a true one', async () => {
    await giveCode('P3')
    const chat = { id: 'g1', kind: 'group' as const, title: '工商群' }
    const spelt = 'k7mpq-29xwd 谢谢'
    expect(await receive(said('P7', `/bind ${spelt}`, { chat }))).toEqual([`g1: ${messages.bind.inGroup}`])
    expect(await receive(said('P7', '/bind AAAAA-AAAAA', { chat }))).toEqual([`g1: ${messages.bind.inGroup}`])
    const noCode = messages.router.wrongChat(['bind', '绑定'], ['private'])
    expect(await receive(said('P7', '/bind 绑定码', { chat }))).toEqual([`g1: ${noCode}`])
    expect(await ownerOf('a-P7')).toBeUndefined()
    expect(await receive(said('P7', `/bind ${CODE}`))).toEqual([`a-P7: ${messages.bind.wrong(4)}`])
  })
})
