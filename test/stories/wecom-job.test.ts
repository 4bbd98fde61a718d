/** The main job on WeCom: from the first binding to the digest, over the long connection that an office really has. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { messages } from '../../commands/messages.js'
import type { Person } from '../../db/store.js'
import { startWecom, type WecomSent, type WecomServer } from '../peers/wecom-server.js'
import { accountOf, type District, openDistrict, talkOnWecom, type WecomTalk } from './district.js'

const PLAN = 'JH2026-01'
const DRAW = 'CQ2026-001'
const OFFICE = 'wr-office'
const LEADERS = 'wr-leaders'
const DEPARTMENT = 'wr-gongshang'
const outsider = { id: 'P4000' }

let peer: WecomServer
let district: District
let talk: WecomTalk
let admin: Person
let clerk: Person
let witness: Person

const textsOf = (sent: WecomSent[]) => sent.map(({ text }) => text)
const recordsOf = (visit: string) => district.read((view) => view.records.ofVisit(visit))
const draws = () => district.read((view) => view.draws.ofPlan(PLAN))
const alone = (person: Pick<Person, 'id'>) => peer.in(accountOf('wecom', person))
/** A question with many answers has several cards. */
const holding = (sent: WecomSent[], label: string) =>
  sent.find(({ buttons }) => buttons.some(({ text }) => text === label))!
const personOf = async (id: string) => (await district.read((view) => view.people.get(id)))!

describe('from the first binding to the digest, on WeCom', () => {
  let inspector: Person
  let visit: string

  beforeAll(async () => {
    peer = await startWecom()
    district = await openDistrict({ wecom: peer })
    talk = talkOnWecom(district, peer)
    admin = await district.who('admin')
    clerk = await district.who('office', 'SCQ-FZ')
    witness = await district.who('leader', 'SCQ-GS')
    await district.shrink(PLAN, 1)
  })
  afterAll(async () => {
    await district.close()
    await peer.close()
  })

  it('greets whoever opens the chat, and lets people in with codes', async () => {
    peer.enter(accountOf('wecom', admin))
    const code = await district.code(admin)
    const [answer] = await talk.say(admin, null, `/bind ${code}`)
    expect(answer?.text).toContain(`绑定成功：${admin.name}`)
    expect(peer.welcomed).toEqual([messages.router.welcome])
    const [again] = await talk.say(outsider, null, `/bind ${code}`)
    expect(again?.text).toBe(messages.bind.wrong(4))
    for (const person of [clerk, witness]) {
      const [said] = await talk.say(admin, null, `/code ${person.id}`)
      const own = /^[A-Z2-9]{10}$/m.exec(said?.text ?? '')?.[0]
      expect((await talk.say(person, null, `/绑定 ${own}`))[0]?.text).toContain(`绑定成功：${person.name}`)
    }
    await district.bind('wecom', await district.read((view) => view.people.withRole('inspector')))
  })

  it('registers the groups, and answers a mere mention with what can be done', async () => {
    const said = [
      ...(await talk.say(admin, OFFICE, '/here 办公室')),
      ...(await talk.say(admin, LEADERS, '/here 领导')),
      ...(await talk.say(admin, DEPARTMENT, '/本群 部门 工商分局')),
    ]
    expect(textsOf(said)).toEqual([
      messages.here.done('office', null),
      messages.here.done('leaders', null),
      messages.here.done('department', '区工商分局'),
    ])
    expect((await talk.say(clerk, OFFICE, ''))[0]?.text).toContain('/draw')
  })

  it('takes no draw from outsiders, and one from a pressed card', async () => {
    const listed = await talk.say(clerk, OFFICE, '/draw')
    const card = listed.find(({ buttons }) => buttons.length > 0)!
    const label = card.buttons.find(({ key }) => key.endsWith(PLAN))!.text
    expect(textsOf(await talk.press(outsider, card, label, OFFICE))).toEqual([messages.router.notBound])
    expect(await draws()).toEqual([])
    const answers = await talk.press(clerk, card, label, OFFICE)
    const [draw] = await draws()
    expect(textsOf(answers).join('\n')).toContain(draw!.commitHash)
    // A card that was pressed twice, or later by somebody else, starts nothing more.
    await talk.press(clerk, card, label, OFFICE)
    expect(await draws()).toHaveLength(1)
  })

  it('draws at the witness, with the papers byte for byte', async () => {
    const answers = await talk.say(witness, OFFICE, '/见证 今天的天气是晴天 🌤 @山城')
    expect(textsOf(answers).join('\n')).toContain(`【抽取结果 ${DRAW}】`)
    const files = answers.flatMap(({ file }) => (file ? [file] : []))
    expect(files.map(({ name }) => name)).toEqual([
      `${DRAW} 抽取结果图.png`,
      `${DRAW} 抽取记录.docx`,
      `${DRAW} 抽查名单.xlsx`,
    ])
    const kept = (await district.read((view) => view.outbox.inState('sent', 500))).filter(
      ({ chat, file }) => file && chat === OFFICE,
    )
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
    expect(files.map(({ bytes }) => hash(bytes))).toEqual(kept.map(({ file }) => file!.hash))
    const [draw] = await draws()
    const witnesses = await district.read((view) => view.draws.witnesses(draw!.id))
    expect(witnesses.map(({ text }) => text)).toEqual(['今天的天气是晴天 🌤 @山城'])
  })

  it('tells the inspectors in private, and takes acknowledgement and record by cards', async () => {
    const assignments = await district.read((view) => view.visits.assignmentsOfDraw(DRAW))
    const [first] = assignments
    visit = first!.visit
    inspector = await personOf(first!.person)
    const own = alone(inspector)
    expect(textsOf(own).join('\n')).toContain(visit)
    const card = own.findLast(({ buttons }) => buttons.some(({ text }) => text === '收到'))!
    expect((await talk.press(inspector, card, '收到'))[0]?.text).toContain(visit)
    const fill = card.buttons.find(({ key }) => key === `/record ${visit}`)!
    let question = await talk.press(inspector, card, fill.text)
    for (const choice of ['未发现问题', '是', '今天', '无'])
      question = await talk.press(inspector, holding(question, choice), choice)
    const receipt = await talk.press(inspector, holding(question, '提交'), '提交')
    expect(textsOf(receipt).join('\n')).toContain('填报成功，回执号 HZ20260310-0001')
  })

  it('answers clearly a card pressed twice, after its question ended, or by somebody else', async () => {
    const own = alone(inspector)
    const card = own.findLast(({ buttons }) => buttons.some(({ text }) => text === '收到'))!
    expect(textsOf(await talk.press(inspector, card, '收到'))).toEqual([messages.ack.nothing])
    const submit = holding(own.toReversed(), '提交')
    expect(textsOf(await talk.press(inspector, submit, '提交'))).toEqual([messages.router.staleButton])
    expect(textsOf(await talk.press(clerk, submit, '提交', OFFICE))).toEqual([messages.router.staleButton])
    expect(await recordsOf(visit)).toHaveLength(1)
  })

  it('shows a card of before a restart as pressed, with its own title and choice', async () => {
    const card = alone(inspector).findLast(({ buttons }) => buttons.some(({ text }) => text === '收到'))!
    const { logins } = peer.counters
    await district.stop()
    await district.start()
    await vi.waitFor(() => expect(peer.counters.logins).toBe(logins + 1), 10_000)
    const before = peer.updated.length
    await talk.press(inspector, card, '收到')
    await vi.waitFor(() => expect(peer.updated.length).toBeGreaterThan(before), 5000)
    const [title] = card.text.split('\n')
    expect(peer.updated.at(-1)).toEqual({ taskId: card.taskId, title, buttons: ['✓ 收到'], for: null })
  })

  it('refuses a file that is too large in words, and goes on', async () => {
    const [said] = await talk.sendFile(inspector, '录像.zip', Buffer.alloc(21 * 1024 * 1024))
    expect(said?.text).toBe(messages.router.fileRefused('文件'))
    expect((await talk.say(inspector, null, '/tasks'))[0]?.text).toContain('任务')
  })

  it('keeps a file that follows, under its own name', async () => {
    const bytes = Buffer.from('a photo of a shop front')
    const [answer] = await talk.sendFile(inspector, '现场照片.jpg', bytes)
    expect(answer?.text).toBe(messages.record.attached('HZ20260310-0001', 1, 1))
    const [kept] = await district.read((view) => view.records.attachments(visit))
    expect(kept!.file).toMatchObject({
      name: '现场照片.jpg',
      hash: createHash('sha256').update(bytes).digest('hex'),
    })
  })

  it('goes on after the connection was cut in the middle, marked where it may be twice', async () => {
    peer.failNext({ cmd: 'aibot_send_msg', cut: true })
    // The story's clock runs far ahead while the connection is made anew, so the office may hear of an outage as well.
    const said = (await talk.say(clerk, OFFICE, '/progress')).filter(({ text }) => !text.includes('【运行】'))
    expect(textsOf(said)).toEqual([said[0]!.text, `「可能重复」${said[0]!.text}`])
  })

  it('counts a repeated frame once', async () => {
    const before = peer.in(accountOf('wecom', clerk)).length
    const id = peer.say(accountOf('wecom', clerk), '/who')
    await district.settle()
    peer.say(accountOf('wecom', clerk), '/who', undefined, id)
    await talk.say(clerk, null, '/tasks')
    const said = textsOf(peer.in(accountOf('wecom', clerk)).slice(before))
    expect(said.filter((text) => text.includes(clerk.name))).toHaveLength(1)
  })

  it('tells the office of a member who left the company', async () => {
    const [other] = (await district.read((view) => view.visits.assignmentsOfDraw(DRAW))).filter(
      ({ person }) => person !== inspector.id,
    )
    const person = await personOf(other!.person)
    peer.failNext({ cmd: 'aibot_send_msg', errcode: 60111, errmsg: 'userid not found' })
    await district.store.write(async (tx) => {
      const common = {
        platform: 'wecom' as const,
        chat: accountOf('wecom', person),
        person: person.id,
        replyTo: null,
      }
      const row = { ...common, ref: crypto.randomUUID(), text: '提醒', buttons: [], file: null, quiet: false }
      await tx.outbox.add(
        { ...row, onDoubt: 'resend', notBefore: district.now().toISOString() },
        district.now().toISOString(),
      )
    })
    await district.settle()
    const [binding] = await district.read((view) => view.bindings.ofPerson(person.id))
    expect(binding!.unreachable).not.toBeNull()
    const told = textsOf(peer.in(OFFICE)).filter((text) => text.includes('已不能接收机器人的私聊'))
    expect(told).toEqual([expect.stringContaining(person.name)])
    expect(told[0]).toContain('可能已离开企业')
    const health = async () => textsOf(await talk.say(admin, OFFICE, '/health')).join('\n')
    expect(await health()).toContain(`私聊送不到 1 人：${person.name}（${person.id}）`)
    await talk.say(person, null, '/tasks')
    expect(await health()).not.toContain('送不到')
  })

  it('sends the digest to the leaders at 17:30', async () => {
    const before = peer.in(LEADERS).length
    district.moveOn(9 * 3_600_000)
    await district.settle()
    expect(textsOf(peer.in(LEADERS).slice(before)).join('\n')).toContain('【双随机日报】')
  })
})
