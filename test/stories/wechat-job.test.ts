import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import type { Person } from '../../db/store.js'
import { type ApiChat, type BotApi, startBotApi } from '../peers/bot-api-server.js'
import { createWechatPeer, type Sent, type WechatPeer } from '../peers/wechat-mock.js'
import {
  accountOf,
  aloneWith,
  type District,
  openDistrict,
  type TelegramTalk,
  talkOnTelegram,
  talkOnWechat,
  type WechatTalk,
} from './district.js'

const PLAN = 'JH2026-01'
const DRAW = 'CQ2026-001'

let peer: WechatPeer
let district: District
let talk: WechatTalk
let admin: Person
let clerk: Person
let witness: Person

/** @param api Telegram beside WeChat, where a story has both. */
async function openTown(api?: BotApi): Promise<void> {
  peer = createWechatPeer()
  district = await openDistrict({ wechat: peer, ...(api && { telegram: api }) })
  talk = talkOnWechat(district, peer)
  admin = await district.who('admin')
  clerk = await district.who('office', 'SCQ-FZ')
  witness = await district.who('leader', 'SCQ-GS')
  await district.shrink(PLAN, 1)
  await talk.login('号甲')
  // The bot can speak only to whom the account knows.
  const people = await district.read((view) => view.people.all())
  peer.room('全体人员', ...people.map((person) => accountOf('wechat', person)))
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const textsOf = (sent: Sent[]) => sent.map(({ text }) => text)
const told = (person: Person) => textsOf(peer.sentTo(accountOf('wechat', person)))
const assignments = () => district.read((view) => view.visits.assignmentsOfDraw(DRAW))

async function personOf(id: string | undefined): Promise<Person> {
  const person = await district.read((view) => view.people.get(id ?? ''))
  if (!person) throw new Error(`nobody is ${id}`)
  return person
}

/** The number under which a question offers a choice. */
function numberOf(question: Sent | undefined, choice: string): string {
  const number = question?.text.split('\n').find((line) => line.endsWith(`. ${choice}`))
  if (!number) throw new Error(`no choice ${choice} in: ${question?.text}`)
  return number.slice(0, number.indexOf('.'))
}

/** The whole job as one conversation: each step stands on the one before. */
describe('from the first binding to the end of the login, on WeChat', () => {
  let office: string
  let department: string
  let inspector: Person
  let colleague: Person
  let visit: string

  beforeAll(async () => {
    await openTown()
    const contacts = [admin, clerk, witness].map((person) => accountOf('wechat', person))
    office = peer.room('双随机办公室群', ...contacts)
    department = peer.room('工商分局群', ...contacts)
  })
  afterAll(() => district.close())

  it('binds by codes, and says that a new login ends it', async () => {
    const [first] = await talk.say(admin, null, `/bind ${await district.code(admin)}`)
    expect(first?.text).toContain(`绑定成功：${admin.name}`)
    expect(first?.text).toContain(messages.bind.unstable)
    for (const person of [clerk, witness]) {
      const [answer] = await talk.say(admin, null, `/发码 ${person.id}`)
      const code = /^[A-Z2-9]{10}$/m.exec(answer?.text ?? '')?.[0]
      const [bound] = await talk.say(person, null, `绑定 ${code}`)
      expect(bound?.text).toContain(`绑定成功：${person.name}`)
    }
    await district.bind('wechat', await district.read((view) => view.people.withRole('inspector')))
  })

  it('registers the rooms at a mention', async () => {
    const said = [
      ...(await talk.say(admin, office, '/here 办公室')),
      ...(await talk.say(admin, department, '/here 部门 SCQ-GS')),
    ]
    expect(textsOf(said)).toEqual([
      messages.here.done('office', null),
      messages.here.done('department', '区工商分局'),
    ])
  })

  it('lists the plans with what to send in place of buttons', async () => {
    const [answer] = await talk.say(clerk, office, '/抽查')
    expect(answer?.text).toContain(`抽取 ${PLAN}：发送 /draw ${PLAN}`)
  })

  it('freezes, and takes neither draw nor witness from outsiders', async () => {
    const outsider = { ...clerk, id: 'P4000' }
    expect(textsOf(await talk.say(outsider, office, `/draw ${PLAN}`))).toEqual([messages.router.notBound])
    expect(await district.read((view) => view.draws.ofPlan(PLAN))).toEqual([])
    const [commit] = await talk.say(clerk, office, `/draw ${PLAN}`)
    const [draw] = await district.read((view) => view.draws.ofPlan(PLAN))
    expect(commit?.text).toContain(`【抽取 ${DRAW}】名单已冻结`)
    expect(commit?.text).toContain(`\n${draw?.commitHash}\n`)
    expect(textsOf(await talk.say(outsider, office, '/witness 一'))).toEqual([messages.router.notBound])
    expect(textsOf(await talk.say(clerk, office, '/witness 二'))).toEqual([messages.witness.isStarter])
    expect(await district.read((view) => view.draws.witnesses(draw?.id ?? 0))).toEqual([])
  })

  it('draws at the witness, with both papers byte for byte', async () => {
    const answers = await talk.say(witness, office, '/见证 今天的天气是晴天')
    const papers = answers.flatMap(({ file }) => file ?? [])
    const text = textsOf(answers).join('')
    for (const part of textsOf(answers)) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(2000)
    expect(text).toContain(`【抽取结果 ${DRAW}】`)
    expect(text).toContain('RW2026-001-04')
    expect(papers.map(({ name }) => name)).toEqual([
      `${DRAW} 抽取结果图.png`,
      `${DRAW} 抽取记录.docx`,
      `${DRAW} 抽查名单.xlsx`,
    ])
    const kept = (await district.read((view) => view.outbox.inState('sent', 500))).filter(
      ({ chat, file }) => file && chat === office,
    )
    expect(papers.map(({ bytes }) => sha256(bytes))).toEqual(kept.map(({ file }) => file?.hash))
    expect(papers[0]?.bytes.subarray(1, 4).toString('latin1')).toBe('PNG')
    for (const { bytes } of papers.slice(1))
      expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04')
    expect(textsOf(peer.sentTo(department)).join('')).toContain('RW2026-001-04')
  })

  it('sends every drawn inspector his tasks in private and takes 收到', async () => {
    const all = await assignments()
    expect(all).toHaveLength(8)
    for (const one of all) expect(told(await personOf(one.person)).join('')).toContain(one.visit)
    visit = all[0]?.visit ?? ''
    inspector = await personOf(all[0]?.person)
    colleague = await personOf(all.find((one) => one.visit === visit && one.person !== inspector.id)?.person)
    const [acked] = await talk.say(inspector, null, '收到')
    expect(acked?.text).toContain(visit)
  })

  it('asks for the record by numbers', async () => {
    let [question] = await talk.say(inspector, null, `/record ${visit}`)
    const choose = (choice: string) => talk.say(inspector, null, numberOf(question, choice))
    expect(question?.text).toContain('（回复数字选择）')
    const [again] = await talk.say(inspector, null, '99')
    expect(again?.text).toContain('请回复 1 到')
    for (const choice of ['未发现问题', '是']) [question] = await choose(choice)
    // It was drawn today: nobody can have inspected it yesterday, and the question stays open.
    expect(question?.text).not.toContain('昨天')
    const [tooEarly] = await talk.say(inspector, null, '昨天')
    expect(tooEarly?.text).toContain('早于')
    for (const choice of ['今天', '无']) [question] = await choose(choice)
    expect(question?.text).toContain('结果：未发现问题')
    const [receipt] = await choose('提交')
    expect(receipt?.text).toMatch(/^填报成功，回执号 HZ20260310-0001\n/)
    expect(told(colleague).at(-1)).toContain('HZ20260310-0001')
  })

  it('attaches the photo that follows the record', async () => {
    const bytes = Buffer.from('\xff\xd8\xff\xe0 a shop front', 'latin1')
    const [answer] = await talk.sendPhoto(inspector, '门头.jpg', bytes)
    expect(answer?.text).toBe(messages.record.attached('HZ20260310-0001', 1, 1))
    const kept = await district.read((view) => view.records.attachments(visit))
    expect(kept.map(({ file }) => [file.name, file.hash])).toEqual([['门头.jpg', sha256(bytes)]])
  })

  it('takes a record in several lines', async () => {
    const other = (await assignments()).find((one) => one.visit !== visit)
    const lines = `/记录 ${other?.visit}\n结果：责令改正\n签字：否\n未签原因：负责人不在现场\n见证人：社区工作人员`
    const [receipt] = await talk.say(await personOf(other?.person), null, lines)
    expect(receipt?.text).toContain('填报成功，回执号 HZ20260310-0002')
    expect(receipt?.text).toContain('负责人不在现场')
  })

  it('shows the progress', async () => {
    const [progress] = await talk.say(clerk, office, '/进度')
    expect(progress?.text).toContain('工商分局：2/4（50%）')
  })

  it('knows nobody any more after the logout, until each is bound again', async () => {
    await talk.logout()
    expect(await district.read((view) => view.bindings.ofPerson(clerk.id))).toEqual([])
    await talk.login('号乙')
    const [stranger] = await talk.say(clerk, null, '/who')
    expect(stranger?.text).toBe(messages.who.stranger)
    const [refused] = await talk.say(witness, office, '/progress')
    expect(refused?.text).toBe(messages.router.notBound)
    const [bound] = await talk.say(clerk, null, `/bind ${await district.code(clerk)}`)
    expect(bound?.text).toContain(`绑定成功：${clerk.name}`)
    const [progress] = await talk.say(clerk, office, '/进度')
    expect(progress?.text).toContain('工商分局：2/4（50%）')
  })
})

describe('Telegram for the department and WeChat for the inspector', () => {
  const group: ApiChat = { id: -4003, type: 'group', title: '工商分局群' }
  let api: BotApi
  let telegram: TelegramTalk
  let onWechat: Person
  let onTelegram: Person

  beforeAll(async () => {
    api = await startBotApi()
    await openTown(api)
    telegram = talkOnTelegram(district, api)
    for (const person of await district.read((view) => view.people.all())) api.open(aloneWith(person))
    await district.bindGroup('telegram', String(group.id), 'SCQ-GS')
    await district.bind('telegram', [admin, clerk, witness])
    const inspectors = await district.read((view) => view.people.withRole('inspector', 'SCQ-GS'))
    const half = Math.ceil(inspectors.length / 2)
    await district.bind('wechat', inspectors.slice(0, half))
    await district.bind('telegram', inspectors.slice(half))
    await staff(inspectors[0], inspectors.at(-1))
  })
  afterAll(async () => {
    await district.close()
    await api.close()
  })

  it('reaches everybody where he is', async () => {
    await telegram.say(clerk, group, `/draw ${PLAN}`)
    const [, result] = await telegram.say(witness, group, '/witness 两个平台')
    expect(result?.text).toContain(`【抽取结果 ${DRAW}】`)
    expect(told(onWechat).join('')).toContain(`【检查任务】您被抽为 ${DRAW}`)
    expect(api.sent(aloneWith(onTelegram))[0]?.text).toContain(`【检查任务】您被抽为 ${DRAW}`)
    expect(api.sent(aloneWith(onWechat))).toEqual([])
  })

  it('carries a record from WeChat to the colleague and the department on Telegram', async () => {
    const line = '/record RW2026-001-01 结果=未发现问题 签字=是'
    const [receipt] = await talk.say(onWechat, null, line)
    expect(receipt?.text).toContain('填报成功，回执号 HZ20260310-0001')
    expect(api.sent(aloneWith(onTelegram)).at(-1)?.text).toContain('HZ20260310-0001')
    const [progress] = await telegram.say(clerk, group, '/progress')
    expect(progress?.text).toContain('工商分局：1/4（25%）')
  })

  it('tells the administrator on Telegram when the WeChat login ends, and then whom nothing reaches', async () => {
    await talk.logout()
    const heard = () => api.sent(aloneWith(admin)).map(({ text }) => text)
    expect(heard().at(-1)).toBe(messages.delivery.loginEnded('wechat'))
    await telegram.say(onTelegram, aloneWith(onTelegram), '/record RW2026-001-02 结果=未发现问题 签字=是')
    expect(heard().at(-1)).toBe(
      messages.delivery.unreached([`工商分局 ${onWechat.name}（${onWechat.id}）`], []),
    )
  })

  /** Leaves these two for the plan, so that each visit has one of either platform. */
  async function staff(first: Person | undefined, last: Person | undefined): Promise<void> {
    if (!first || !last) throw new Error('the department has no two inspectors')
    onWechat = first
    onTelegram = last
    await district.store.write(async (tx) => {
      for (const inspector of await tx.inspectors.ofDepartments(['SCQ-GS'])) {
        const active = [first.id, last.id].includes(inspector.person)
        await tx.inspectors.put({
          ...inspector,
          active,
          leaveFrom: null,
          leaveTo: null,
          certifiedUntil: '2030-12-31',
        })
      }
    })
  }
})
