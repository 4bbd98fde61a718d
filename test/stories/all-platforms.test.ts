/** One office on every platform at once: its group in the room, each department where it talks, and one of them cut off. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Assignment, Person, PlatformName } from '../../db/store.js'
import { type ApiChat, type BotApi, startBotApi } from '../peers/bot-api-server.js'
import { createWechatPeer, type WechatPeer } from '../peers/wechat-mock.js'
import { startWecom, type WecomServer } from '../peers/wecom-server.js'
import {
  accountOf,
  aloneWith,
  type District,
  openDistrict,
  sayInRoom,
  type TelegramTalk,
  talkOnTelegram,
  talkOnWechat,
  talkOnWecom,
  type WechatTalk,
  type WecomTalk,
} from './district.js'

const PLAN = 'JH2026-04'
const DRAW = 'CQ2026-001'
/** Where each department of the joint plan talks. */
const HOMES: Record<string, PlatformName> = { 'SCQ-GS': 'wecom', 'SCQ-SY': 'telegram', 'SCQ-ZJ': 'wechat' }
const WECOM_GROUP = 'wr-gongshang'
const telegramGroup: ApiChat = { id: -4001, type: 'group', title: '食药监分局群' }

describe('an office on four platforms', () => {
  let api: BotApi
  let peer: WecomServer
  let wechatPeer: WechatPeer
  let district: District
  let telegram: TelegramTalk
  let wecom: WecomTalk
  let wechat: WechatTalk
  let clerk: Person
  let witness: Person
  let wechatGroup: string
  let people: Map<string, Person>
  let seats: Assignment[]

  beforeAll(async () => {
    api = await startBotApi()
    peer = await startWecom()
    wechatPeer = createWechatPeer()
    district = await openDistrict({ telegram: api, wecom: peer, wechat: wechatPeer, room: true })
    telegram = talkOnTelegram(district, api)
    wecom = talkOnWecom(district, peer)
    wechat = talkOnWechat(district, wechatPeer)
    clerk = await district.who('office', 'SCQ-FZ')
    witness = await district.who('leader', 'SCQ-FZ')
    people = new Map((await district.read((view) => view.people.all())).map((one) => [one.id, one]))
    for (const person of people.values()) api.open(aloneWith(person))
    api.open(telegramGroup)
    await wechat.login('号甲')
    for (const [department, platform] of Object.entries(HOMES)) {
      const own = [...people.values()].filter((one) => one.department === department)
      await district.bind(platform, own)
      if (platform === 'wechat') {
        const contacts = own.map((one) => accountOf('wechat', one))
        wechatGroup = wechatPeer.room('住建环保局群', ...contacts)
      }
    }
    await district.bind('room', [clerk, witness])
    await district.bindGroup('room', 'office', 'office')
    await district.bindGroup('wecom', WECOM_GROUP, 'SCQ-GS')
    await district.bindGroup('telegram', String(telegramGroup.id), 'SCQ-SY')
    await district.bindGroup('wechat', wechatGroup, 'SCQ-ZJ')
    await district.shrink(PLAN, 1)
  }, 60_000)
  afterAll(async () => {
    await district.close()
    await api.close()
    await peer.close()
  })

  const onTelegram = (chat: ApiChat) => api.sent(chat).map(({ text }) => text)
  const onWecom = (chat: string) => peer.in(chat).map(({ text }) => text)
  const onWechat = (chat: string) => wechatPeer.sentTo(chat).map(({ text }) => text)
  /** What a person has heard in private, by platform. */
  const heard = (person: Person): Record<string, string> => ({
    wecom: onWecom(accountOf('wecom', person)).join('\n'),
    telegram: onTelegram(aloneWith(person)).join('\n'),
    wechat: onWechat(accountOf('wechat', person)).join('\n'),
  })
  const isOnWecom = async () =>
    (await (await fetch(`${district.system.address}/metrics`)).text()).includes(
      'ssj_platform_up{platform="wecom"} 1',
    )
  const drawnOf = (department: string) =>
    seats.map((seat) => people.get(seat.person)!).find((one) => one.department === department)!
  const seatOf = (person: Person) => seats.find((seat) => seat.person === person.id)!.visit
  const recordsOf = (visit: string) => district.read((view) => view.records.ofVisit(visit))

  it('draws in the room, and tells each department in its group and each inspector where he is', async () => {
    await sayInRoom(district, clerk, 'office', `/draw ${PLAN}`)
    const said = await sayInRoom(district, witness, 'office', '/witness 四处都听得见')
    expect(said.map(({ text }) => text).join('\n')).toContain(`【抽取结果 ${DRAW}】`)
    for (const texts of [onWecom(WECOM_GROUP), onTelegram(telegramGroup), onWechat(wechatGroup)]) {
      expect(texts.join('\n')).toContain(DRAW)
      expect(texts.join('\n')).not.toContain('信用等级')
    }
    seats = await district.read((view) => view.visits.assignmentsOfDraw(DRAW))
    const found = new Set<string>()
    for (const { person, visit } of seats) {
      const one = people.get(person)!
      const home = HOMES[one.department]!
      found.add(home)
      expect(heard(one)[home]).toMatch(/信用等级：[A-D]　档案：\/credit [0-9A-Z]{18}/)
      for (const [platform, text] of Object.entries(heard(one)))
        expect(text.includes(visit), `${one.name} of ${one.department} on ${platform}`).toBe(
          platform === home,
        )
    }
    expect([...found].sort()).toEqual(['telegram', 'wechat', 'wecom'])
  }, 60_000)

  it('takes acknowledgements and records wherever they come from, with a picture from WeCom', async () => {
    const [gs, sy, zj] = ['SCQ-GS', 'SCQ-SY', 'SCQ-ZJ'].map(drawnOf) as [Person, Person, Person]
    expect((await telegram.say(sy, aloneWith(sy), '收到'))[0]?.text).toContain('已记下您收到')
    expect((await wechat.say(zj, null, '收到'))[0]?.text).toContain('已记下您收到')
    const line = `/record ${seatOf(gs)} 结果=未发现问题 签字=是`
    expect((await wecom.say(gs, null, line)).map(({ text }) => text).join('\n')).toContain('填报成功')
    const bytes = Buffer.from('a shop front')
    const image = peer.upload(bytes, '门头.jpg')
    const from = { userid: accountOf('wecom', gs) }
    peer.push({ msgid: crypto.randomUUID(), chattype: 'single', from, msgtype: 'image', image })
    await vi.waitFor(() => expect(heard(gs).wecom).toContain('本次 1 个'), 10_000)
    const [kept] = await district.read((view) => view.records.attachments(seatOf(gs)))
    expect(kept!.file).toMatchObject({ name: '门头.jpg', size: bytes.length })
  }, 60_000)

  it('goes on everywhere else while one platform is cut off, and says there what waited', async () => {
    const first = seatOf(drawnOf('SCQ-GS'))
    const open = seats.find(
      ({ visit, person }) => people.get(person)!.department === 'SCQ-SY' && visit !== first,
    )!
    const inspector = people.get(open.person)!
    const reviewer = await district.who('leader', 'SCQ-GS')
    const before = onWecom(accountOf('wecom', reviewer)).length
    // The next attempts to come back fail as well, which takes some seconds.
    peer.turnsAway = 3
    peer.cut()
    await vi.waitFor(async () => expect(await isOnWecom()).toBe(false), 5000)
    const asker = drawnOf('SCQ-GS')
    const asked = onWecom(accountOf('wecom', asker)).length
    peer.say(accountOf('wecom', asker), '/who')
    const { id, name } = { ...aloneWith(inspector), name: inspector.name }
    const line = `/record ${open.visit} 结果=发现问题已责令改正 签字=是`
    const update = api.say({ id, name }, aloneWith(inspector), line)
    await vi.waitUntil(() => api.confirmed.includes(update), { timeout: 10_000 })
    await district.system.settle()
    expect(await recordsOf(open.visit)).toHaveLength(1)
    await vi.waitFor(() => expect(heard(inspector).telegram).toContain('填报成功'), 10_000)
    expect(onWecom(accountOf('wecom', reviewer))).toHaveLength(before)
    await district.room.post({
      ...{ chat: 'office', person: accountOf('room', clerk), text: '/progress', files: [] },
    })
    await district.system.settle()
    const inRoom = await district.read((view) => view.room.after('office', 0))
    expect(inRoom.at(-1)!.text).toContain('【检查进度】')
    const onWechatNow = drawnOf('SCQ-ZJ')
    wechatPeer.say(accountOf('wechat', onWechatNow), null, '/who', false)
    await vi.waitFor(() => expect(heard(onWechatNow).wechat).toContain(`您是 ${onWechatNow.name}`), 10_000)
    const waiting = await district.read((view) => view.outbox.inState('queued', 500))
    expect(waiting.map(({ platform, person }) => [platform, person])).toContainEqual(['wecom', reviewer.id])
    await vi.waitFor(async () => expect(await isOnWecom()).toBe(true), 20_000)
    await district.settle()
    const since = onWecom(accountOf('wecom', reviewer)).slice(before)
    expect(since.filter((text) => text.includes(`【待复核】${open.visit}`))).toHaveLength(1)
    // What was said there meanwhile is answered as well, once.
    const answers = onWecom(accountOf('wecom', asker)).slice(asked)
    expect(answers.filter((text) => text.startsWith(`您是 ${asker.name}`))).toHaveLength(1)
    for (const state of ['queued', 'sending', 'dead'] as const)
      expect(await district.read((view) => view.outbox.inState(state, 10))).toEqual([])
  }, 60_000)

  it('reminds each where he is as the last day comes', async () => {
    const due = (await district.read((view) => view.visits.get(seats[0]!.visit)))!.due
    const morning = Date.parse(`${due}T09:30:00+08:00`)
    district.moveOn(morning - district.now().getTime())
    await district.settle()
    for (const { person, visit } of seats) {
      if ((await recordsOf(visit)).length > 0) continue
      const one = people.get(person)!
      const home = HOMES[one.department]!
      expect(heard(one)[home], `${one.name} on ${home}`).toContain('【今天到期】')
    }
  }, 60_000)
})
