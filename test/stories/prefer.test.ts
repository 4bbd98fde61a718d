/** One person on two platforms: where he is told first, and what becomes of his messages when that one is down. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { messages } from '../../commands/messages.js'
import type { Person } from '../../db/store.js'
import { type BotApi, startBotApi } from '../peers/bot-api-server.js'
import { startWecom, type WecomServer } from '../peers/wecom-server.js'
import {
  accountOf,
  aloneWith,
  type District,
  openDistrict,
  type TelegramTalk,
  talkOnTelegram,
  talkOnWecom,
  type WecomTalk,
} from './district.js'

const MINUTE = 60_000
const OFFICE = 'wr-office'

describe('two platforms at once', () => {
  let api: BotApi
  let peer: WecomServer
  let district: District
  let telegram: TelegramTalk
  let wecom: WecomTalk
  let admin: Person
  let clerk: Person
  let witness: Person
  let inspectors: Person[]

  beforeAll(async () => {
    api = await startBotApi()
    peer = await startWecom()
    district = await openDistrict({ telegram: api, wecom: peer })
    telegram = talkOnTelegram(district, api)
    wecom = talkOnWecom(district, peer)
    admin = await district.who('admin')
    clerk = await district.who('office', 'SCQ-FZ')
    witness = await district.who('leader', 'SCQ-GS')
    inspectors = await district.read((view) => view.people.withRole('inspector'))
    for (const person of [admin, clerk, witness, ...inspectors]) api.open(aloneWith(person))
    await district.bind('wecom', [clerk, witness, ...inspectors])
    await district.bind('telegram', [admin, ...inspectors])
    // The office's group is on WeCom, its administrator on Telegram.
    await district.bindGroup('wecom', OFFICE, 'office')
    await district.shrink('JH2026-01', 1)
  })
  afterAll(async () => {
    await district.close()
    await api.close()
    await peer.close()
  })

  const onTelegram = (person: Person) => api.sent(aloneWith(person)).map(({ text }) => text)
  const onWecom = (person: Person) => peer.in(accountOf('wecom', person)).map(({ text }) => text)

  it('lets a person say where he is told first', async () => {
    const [person] = inspectors as [Person]
    const [shown] = await wecom.say(person, null, '/prefer')
    expect(shown!.text).toContain('先在Telegram通知您')
    expect(shown!.text).toContain('企业微信')
    const [done] = await wecom.say(person, null, '/首选 企业微信')
    expect(done!.text).toBe(messages.prefer.done('wecom', false))
    expect((await wecom.say(person, null, '/prefer'))[0]!.text).toContain('先在企业微信通知您')
    expect((await wecom.say(person, null, '/prefer QQ'))[0]!.text).toContain(messages.prefer.unknown('qq'))
    expect((await wecom.say(clerk, null, '/prefer telegram'))[0]!.text).toBe(
      messages.prefer.notBound('telegram'),
    )
    for (const one of inspectors.slice(1)) await wecom.say(one, null, '/prefer 企业微信')
  }, 120_000)

  it('tells him there and nowhere else', async () => {
    await wecom.say(clerk, OFFICE, '/draw JH2026-01')
    await wecom.say(witness, OFFICE, '/witness 春天')
    const assignments = await district.read((view) => view.visits.assignmentsOfDraw('CQ2026-001'))
    const drawn = inspectors.filter(({ id }) => assignments.some(({ person }) => person === id))
    expect(drawn.length).toBeGreaterThan(1)
    for (const person of drawn) {
      expect(onWecom(person).join()).toContain('RW2026-001')
      expect(onTelegram(person).join()).not.toContain('RW2026-001')
    }
  })

  it('sends on his other account what the first one could not send for ten minutes', async () => {
    const [seat] = await district.read((view) => view.visits.assignmentsOfDraw('CQ2026-001'))
    const person = inspectors.find((one) => one.id === seat!.person)!
    const right = peer.secret
    peer.secret = 'changed'
    peer.cut()
    await vi.waitFor(() => expect(peer.counters.refusals).toBeGreaterThan(0), 10_000)
    const before = { telegram: onTelegram(person).length, wecom: onWecom(person).length }
    await district.store.write(async (tx) => {
      const common = {
        platform: 'wecom' as const,
        chat: accountOf('wecom', person),
        person: person.id,
        replyTo: null,
      }
      const at = district.now().toISOString()
      const row = {
        ...common,
        ref: crypto.randomUUID(),
        text: '期限快到了',
        buttons: [],
        file: null,
        quiet: false,
      }
      await tx.outbox.add({ ...row, onDoubt: 'resend', notBefore: at }, at)
    })
    await district.system.settle()
    district.moveOn(5 * MINUTE)
    await district.system.settle()
    expect(onTelegram(person)).toHaveLength(before.telegram)
    district.moveOn(6 * MINUTE)
    await district.system.settle()
    await vi.waitFor(() => expect(onTelegram(person).slice(before.telegram)).toEqual(['期限快到了']), 10_000)
    expect(onTelegram(admin).join('\n')).toContain(messages.delivery.moved('wecom', 10, 1))
    const said = await telegram.say(admin, aloneWith(admin), '/health')
    const health = said.find(({ text }) => text.includes('等待处理的消息'))
    expect(health!.text).toContain('✓ Telegram')
    expect(health!.text).toContain('✗ 企业微信：企业微信不接受机器人的 ID 或密钥')
    expect(health!.text).toContain('最近一次改发 1 条')
    expect(health!.text).not.toContain(right)
    expect(onWecom(person)).toHaveLength(before.wecom)
  }, 60_000)
})
