import { createHash } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { messages } from '../../commands/messages.js'
import { namesByDepartment } from '../../commands/visits/visit-cards.js'
import type { Person, View } from '../../db/store.js'
import { type ApiChat, type BotApi, type SentMessage, startBotApi } from '../peers/bot-api-server.js'
import {
  accountOf,
  aloneWith,
  type District,
  openDistrict,
  type TelegramTalk,
  talkOnTelegram,
} from './district.js'

const PLAN = 'JH2026-01'
const DRAW = 'CQ2026-001'
const office: ApiChat = { id: -4001, type: 'group', title: '双随机办公室群' }
const leaders: ApiChat = { id: -4002, type: 'group', title: '领导小组群' }
const department: ApiChat = { id: -4003, type: 'group', title: '工商分局群' }
const outsider = { id: 'P4000', name: '路人' }

let api: BotApi
let district: District
let talk: TelegramTalk
let admin: Person
let clerk: Person
let witness: Person

async function openTown(): Promise<void> {
  api = await startBotApi()
  district = await openDistrict({ telegram: api })
  await meet()
}

async function meet(): Promise<void> {
  talk = talkOnTelegram(district, api)
  admin = await district.who('admin')
  clerk = await district.who('office', 'SCQ-FZ')
  witness = await district.who('leader', 'SCQ-GS')
  for (const person of await district.read((view) => view.people.all())) api.open(aloneWith(person))
  for (const chat of [office, leaders, department]) api.open(chat)
}

async function closeTown(): Promise<void> {
  await district.close()
  await api.close()
}

/** Everybody and every group, without the conversations by which they came in. */
async function bindTown(): Promise<void> {
  await district.bind('telegram', await district.read((view) => view.people.all()))
  await district.bindGroup('telegram', String(office.id), 'office')
  await district.bindGroup('telegram', String(leaders.id), 'leaders')
  await district.bindGroup('telegram', String(department.id), 'SCQ-GS')
}

const textsOf = (sent: SentMessage[]) => sent.map(({ text }) => text)
const textsIn = (chat: ApiChat) => textsOf(api.sent(chat))
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const draws = (plan = PLAN) => district.read((view) => view.draws.ofPlan(plan))
const assignmentsOf = (draw: string) => district.read((view) => view.visits.assignmentsOfDraw(draw))
const refusal = (status: number, description: string, parameters = {}) => ({
  status,
  body: { ok: false, error_code: status, description, parameters },
})

async function personOf(id: string): Promise<Person> {
  const person = await district.read((view) => view.people.get(id))
  if (!person) throw new Error(`nobody is ${id}`)
  return person
}

/** The whole job as one conversation: each step stands on the one before. */
describe('from the first binding to the digest, on Telegram', () => {
  let inspector: Person
  let colleague: Person
  let visit: string
  let listed: SentMessage

  beforeAll(async () => {
    await openTown()
    await district.shrink(PLAN, 1)
  })
  afterAll(closeTown)

  it('lets the first administrator in with a code from the machine, once', async () => {
    const code = await district.code(admin)
    const [answer] = await talk.say(admin, aloneWith(admin), `/bind ${code}`)
    expect(answer?.text).toContain(`绑定成功：${admin.name}`)
    const [again] = await talk.say(outsider, aloneWith(outsider), `/bind ${code}`)
    expect(again?.text).toBe(messages.bind.wrong(4))
  })

  it('binds the others with codes that the administrator asks for', async () => {
    for (const person of [clerk, witness]) {
      const [answer] = await talk.say(admin, aloneWith(admin), `/code ${person.id}`)
      const code = /^[A-Z2-9]{10}$/m.exec(answer?.text ?? '')?.[0]
      const [bound] = await talk.say(person, aloneWith(person), `/绑定 ${code}`)
      expect(bound?.text).toContain(`绑定成功：${person.name}`)
    }
    await district.bind('telegram', await district.read((view) => view.people.withRole('inspector')))
  })

  it('registers the groups', async () => {
    const said = [
      ...(await talk.say(admin, office, '/here 办公室')),
      ...(await talk.say(admin, leaders, '/here 领导')),
      ...(await talk.say(admin, department, '/本群 部门 工商分局')),
    ]
    expect(textsOf(said)).toEqual([
      messages.here.done('office', null),
      messages.here.done('leaders', null),
      messages.here.done('department', '区工商分局'),
    ])
  })

  it('lists the plans as buttons', async () => {
    const [answer] = await talk.say(clerk, office, '/draw@shuangsuiji_bot')
    expect(answer?.buttons.flat().map(({ text }) => text)).toContain(`抽取 ${PLAN}`)
    expect(answer?.replyTo).not.toBeNull()
    listed = answer as SentMessage
  })

  it('takes no draw from outsiders, nor from whoever presses a button that is not his', async () => {
    expect(textsOf(await talk.say(outsider, office, `/draw ${PLAN}`))).toEqual([messages.router.notBound])
    expect(textsOf(await talk.press(outsider, listed, `抽取 ${PLAN}`))).toEqual([messages.router.notBound])
    const [refused] = await talk.press(witness, listed, `抽取 ${PLAN}`)
    expect(refused?.text).toContain('只有经办人员、监察人员可以使用')
    expect(await draws()).toEqual([])
  })

  it('takes no draw from forwarded or edited words', async () => {
    const forwarded = { forward_origin: { type: 'hidden_user', sender_user_name: clerk.name, date: 1 } }
    expect(textsOf(await talk.say(clerk, office, `/draw ${PLAN}`, forwarded))).toEqual([
      messages.router.noAuthority,
    ])
    const before = api.sent(office).length
    const from = { id: aloneWith(clerk).id, is_bot: false, first_name: clerk.name }
    const edited = { message_id: 9, date: 1, edit_date: 2, chat: office, from, text: `/draw ${PLAN}` }
    await talk.after(api.push({ edited_message: edited }))
    expect(textsOf(api.sent(office).slice(before))).toEqual([messages.router.noAuthority])
    expect(await draws()).toEqual([])
  })

  it('freezes at a pressed button and posts the commit', async () => {
    const [answer] = await talk.press(clerk, listed, `抽取 ${PLAN}`)
    expect(answer?.text).toContain(`【抽取 ${DRAW}】名单已冻结`)
    expect(answer?.text).toContain('检查任务 4 个')
    const [draw] = await draws()
    expect(answer?.text).toContain(`\n${draw?.commitHash}\n`)
    expect(draw?.commitHash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('hears no witness but a bound person who is neither starter nor administrator', async () => {
    const said = [
      ...(await talk.say(outsider, office, '/witness 一')),
      ...(await talk.say(clerk, office, '/witness 二')),
      ...(await talk.say(admin, office, '/witness 三')),
      ...(await talk.say(witness, department, '/witness 四')),
    ]
    expect(textsOf(said)).toEqual([
      messages.router.notBound,
      messages.witness.isStarter,
      messages.witness.isAdmin,
      messages.witness.none,
    ])
    const [draw] = await draws()
    expect(draw?.state).toBe('committed')
    expect(await district.read((view) => view.draws.witnesses(draw?.id ?? 0))).toEqual([])
  })

  it('goes on with the same draw after a restart', async () => {
    const [before] = await draws()
    await district.stop()
    await district.start()
    expect(await draws()).toEqual([before])
  })

  it('draws at the witness, with both papers byte for byte', async () => {
    const [thanks, result, picture, ...papers] = await talk.say(witness, office, '/见证 今天的天气是晴天 🌤')
    expect([picture?.method, picture?.file?.filename]).toEqual(['sendPhoto', `${DRAW} 抽取结果图.png`])
    expect(thanks?.text).toBe(messages.witness.thanks(DRAW, 0))
    expect(result?.text).toContain(`【抽取结果 ${DRAW}】${PLAN} `)
    expect(papers.map(({ method, file }) => [method, file?.filename])).toEqual([
      ['sendDocument', `${DRAW} 抽取记录.docx`],
      ['sendDocument', `${DRAW} 抽查名单.xlsx`],
    ])
    const kept = (await district.read((view) => view.outbox.inState('sent', 500))).filter(
      ({ chat, file }) => file && chat === String(office.id),
    )
    expect([picture, ...papers].map((one) => sha256(one?.file?.bytes ?? Buffer.of()))).toEqual(
      kept.map(({ file }) => file?.hash),
    )
    for (const { file } of papers) expect(file?.bytes.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04')
    expect(papers[0]?.file?.bytes.includes('word/document.xml')).toBe(true)
    expect(papers[1]?.file?.bytes.includes('xl/workbook.xml')).toBe(true)
    const [draw] = await draws()
    const witnesses = await district.read((view) => view.draws.witnesses(draw?.id ?? 0))
    expect(witnesses.map(({ text }) => text)).toEqual(['今天的天气是晴天 🌤'])
  })

  it('tells the department everything and the leaders the number only', async () => {
    expect(textsIn(department).some((text) => text.includes('RW2026-001-01'))).toBe(true)
    const announced = textsIn(leaders).find((text) => text.includes('【抽取公告'))
    expect(announced).toContain(`【抽取公告 ${DRAW}】`)
    expect(announced).toContain('抽中检查对象 4 家')
    expect(textsIn(leaders).some((text) => text.includes('RW2026'))).toBe(false)
  })

  it('sends every drawn inspector his tasks in private, with buttons', async () => {
    const assignments = await assignmentsOf(DRAW)
    expect(assignments).toHaveLength(8)
    for (const one of assignments) {
      const [message] = api.sent(aloneWith(await personOf(one.person)))
      const labels = message?.buttons.flat().map(({ text }) => text)
      expect(message?.text).toContain(one.visit)
      expect(labels).toContain('收到')
      expect(labels).toContain(`填报 ${one.visit}`)
    }
    visit = assignments[0]?.visit ?? ''
    const [first, second] = assignments.filter((one) => one.visit === visit)
    inspector = await personOf(first?.person ?? '')
    colleague = await personOf(second?.person ?? '')
  })

  it('takes the acknowledgement from the button and from the word', async () => {
    const [assignment] = api.sent(aloneWith(inspector))
    const [pressed] = await talk.press(inspector, assignment as SentMessage, '收到')
    const [typed] = await talk.say(colleague, aloneWith(colleague), '收到')
    expect(pressed?.text).toContain(visit)
    expect(typed?.text).toContain(visit)
    const assignments = await district.read((view) => view.visits.assignments(visit))
    expect(assignments.every(({ ackedAt }) => ackedAt !== null)).toBe(true)
  })

  it('asks for the record by buttons, one question at a time', async () => {
    let [question] = await talk.press(inspector, lastTo(inspector, `填报 ${visit}`), `填报 ${visit}`)
    const first = question as SentMessage
    for (const choice of ['未发现问题', '是', '今天', '无'])
      [question] = await talk.press(inspector, question as SentMessage, choice)
    expect(question?.text).toContain(visit)
    expect(question?.text).toContain('结果：未发现问题')
    const [stale] = await talk.press(inspector, first, '未发现问题')
    expect(stale?.text).toBe(messages.router.staleButton)
    const [receipt] = await talk.press(inspector, question as SentMessage, '提交')
    expect(receipt?.text).toMatch(/^填报成功，回执号 HZ20260310-0001\n/)
    expect(textsIn(aloneWith(colleague)).at(-1)).toContain('HZ20260310-0001')
  })

  it('attaches the photo that follows the record', async () => {
    const bytes = Buffer.from('\xff\xd8\xff\xe0 a shop front', 'latin1')
    const photo = [{ file_id: api.upload(bytes), width: 1280, height: 960, file_size: bytes.length }]
    const [answer] = await talk.say(inspector, aloneWith(inspector), '', { text: undefined, photo })
    expect(answer?.text).toBe(messages.record.attached('HZ20260310-0001', 1, 1))
    const kept = await district.read((view) => view.records.attachments(visit))
    expect(kept.map(({ file }) => file.hash)).toEqual([sha256(bytes)])
  })

  it('takes a record in one line', async () => {
    const other = (await assignmentsOf(DRAW)).find((one) => one.visit !== visit)
    const person = await personOf(other?.person ?? '')
    const line = `／记录 ${other?.visit} 结果＝合格 签字：是 备注：现场整洁`
    const [receipt] = await talk.say(person, aloneWith(person), line)
    expect(receipt?.text).toContain('填报成功，回执号 HZ20260310-0002')
  })

  it('shows the progress, and the digest now and at 17:30', async () => {
    const [progress] = await talk.say(clerk, office, '/进度')
    expect(progress?.text).toBe(`${messages.progress.title}\n工商分局：2/4（50%）`)
    const [digest] = await talk.say(witness, leaders, '/digest')
    expect(digest?.text).toMatch(/^【双随机日报】/)
    const before = api.sent(leaders).length
    district.moveOn(9 * 3_600_000)
    await district.settle()
    const evening = textsOf(api.sent(leaders).slice(before))
    expect(evening).toHaveLength(2)
    expect(evening[0]).toMatch(/^【双随机日报】/)
    expect(evening[0]).toContain('任务 4 个，已填报 2 个（50%）')
    expect(evening[1]).toMatch(/^【进度图】.*任务 4 个，已填报 2 个/)
  })
})

function lastTo(person: Person, label: string): SentMessage {
  const found = api
    .sent(aloneWith(person))
    .findLast(({ buttons }) => buttons.flat().some(({ text }) => text === label))
  if (!found) throw new Error(`${person.id} has no button ${label}`)
  return found
}

describe('a result longer than a message', () => {
  beforeAll(async () => {
    await openTown()
    await bindTown()
    await district.shrink(PLAN, 25, 12)
  })
  afterAll(closeTown)

  it('comes in parts that lose nothing', async () => {
    await talk.say(clerk, office, `/draw ${PLAN}`)
    const [, ...answers] = await talk.say(witness, office, '/witness 长名单')
    const parts = textsOf(answers.filter(({ method }) => method === 'sendMessage'))
    expect(parts.length).toBeGreaterThan(1)
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(4096)
    const [draw] = await draws()
    if (!draw?.no || !draw.due) throw new Error('nothing was drawn')
    const { no, nth, due } = draw
    const lines = await district.read((view) => resultLines(view, no))
    const plan = await district.read((view) => view.plans.get(PLAN))
    expect(lines).toHaveLength(100)
    expect(parts.join('')).toBe(
      messages.draw.result(
        no,
        nth,
        `${PLAN} ${plan?.name}`,
        lines,
        due,
        messages.proof.howToCheck(no, null, null),
      ),
    )
    expect(answers.at(-1)?.file?.filename).toContain('.xlsx')
  })

  async function resultLines(view: View, draw: string) {
    const lines: { visit: string; firm: string; inspectors: string[] }[] = []
    for (const visit of await view.visits.ofDraw(draw)) {
      const people = (await view.visits.assignments(visit.no)).map(({ person }) => person)
      const firm = (await view.firms.get(visit.firm))?.name ?? ''
      lines.push({ visit: visit.no, firm, inspectors: await namesByDepartment(view, people) })
    }
    return lines
  }
})

describe('when Telegram is difficult', () => {
  beforeAll(async () => {
    api = await startBotApi()
    const conflict = refusal(409, 'Conflict: terminated by other getUpdates request')
    api.failNext({ method: 'getUpdates', ...conflict })
    api.failNext({ method: 'getUpdates', ...conflict })
    district = await openDistrict({ telegram: api })
    await meet()
    await bindTown()
    await district.shrink(PLAN, 1)
    await district.shrink('JH2026-03', 1)
  })
  afterAll(closeTown)

  it('hears everything once the other program that read its updates is gone', async () => {
    const [answer] = await talk.say(clerk, aloneWith(clerk), '/who')
    expect(answer?.text).toContain(clerk.name)
    expect((await fetch(`${district.system.address}/readyz`)).status).toBe(200)
  })

  it('waits as long as Telegram asks', async () => {
    const chat = aloneWith(clerk)
    const before = api.sent(chat).length
    const calls = api.counters.sendMessage ?? 0
    const body = refusal(429, 'Too Many Requests: retry after 40', { retry_after: 40 })
    api.failNext({ method: 'sendMessage', ...body })
    const update = api.say({ id: chat.id, name: clerk.name }, chat, '/who')
    await api.waitFor(() => api.confirmed.includes(update) && api.counters.sendMessage === calls + 1)
    await district.system.settle()
    district.moveOn(30_000)
    await district.system.settle()
    expect(api.counters.sendMessage).toBe(calls + 1)
    district.moveOn(10_000)
    await district.system.settle()
    expect(textsOf(api.sent(chat).slice(before))).toEqual([expect.stringContaining(clerk.name)])
  })

  it('brings everything in order where Telegram enforces its limits, in real time', async () => {
    api.enforceRates = true
    const chat = aloneWith(witness)
    const updates = ['/who', '/help', '/who'].map((text) =>
      api.say({ id: chat.id, name: witness.name }, chat, text),
    )
    await vi.waitUntil(
      () => updates.every((id) => api.confirmed.includes(id)) && api.sent(chat).length === 3,
      {
        timeout: 15_000,
      },
    )
    api.enforceRates = false
    await district.settle()
    const [who, help, whoAgain] = textsIn(chat)
    expect(who).toContain(witness.name)
    expect(help).toContain('/witness')
    expect(whoAgain).toBe(who)
  })

  it('sends again, and says so, when nobody knows whether a message arrived', async () => {
    api.failNext({ method: 'sendMessage', status: 0, dropConnection: true, afterHandling: true })
    const [first, second, ...more] = textsOf(await talk.say(witness, leaders, '/digest'))
    expect(first).toMatch(/^【双随机日报】/)
    expect(second).toBe(`「可能重复」${first}`)
    expect(more).toEqual([])
    expect(textsOf(await talk.say(witness, leaders, '/who'))).toEqual([
      expect.not.stringContaining('可能重复'),
    ])
  })

  it('tells the administrator which inspector has blocked the bot, and what did not reach him', async () => {
    const blocked = await district.who('inspector', 'SCQ-XD')
    // Blocked before the binding, so that only the refused message itself tells of it.
    await district.store.write((tx) => tx.bindings.remove('telegram', accountOf('telegram', blocked)))
    api.kick(aloneWith(blocked))
    await talk.say(clerk, aloneWith(clerk), '/who')
    await district.bind('telegram', [blocked])
    await leaveTwo('SCQ-XD')
    await talk.say(clerk, office, '/draw JH2026-03')
    await talk.say(witness, office, '/witness 消防')
    const { no } = (await draws('JH2026-03'))[0] ?? {}
    const told = textsIn(aloneWith(admin)).join('\n')
    expect(told).toContain(`【运行】消防大队 ${blocked.name}（${blocked.id}） 在Telegram上已不能接收`)
    expect(told).toContain(`【未送达】发给 ${blocked.name}（${blocked.id}） 的消息没有送到`)
    expect(told).toContain(`【检查任务】您被抽为 ${no}`)
  })

  it('tells the administrator when it was removed from a group', async () => {
    const lost: ApiChat = { id: -4009, type: 'group', title: '住建环保局群' }
    await talk.say(admin, lost, '/here 部门 住建环保局')
    api.kick(lost)
    await talk.say(clerk, aloneWith(clerk), '/who')
    expect(textsIn(aloneWith(admin))).toContain(messages.delivery.groupLost('telegram', lost.title))
    expect(await district.read((view) => view.groups.ofKind('department', 'SCQ-ZJ'))).toEqual([])
  })

  it('finds a migrated group by the answer to its own message', async () => {
    const moved: ApiChat = { id: -1004002, type: 'supergroup', title: leaders.title }
    api.open(moved)
    const body = refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: moved.id,
    })
    api.failNext({ method: 'sendMessage', ...body })
    const before = api.sent(leaders).length
    await talk.say(witness, leaders, '/who')
    expect(api.sent(leaders)).toHaveLength(before)
    expect(textsIn(moved)).toEqual([expect.stringContaining(witness.name)])
    const [group] = await district.read((view) => view.groups.ofKind('leaders'))
    expect(group?.chat).toBe(String(moved.id))
  })

  it('goes on with a draw whose group becomes a supergroup meanwhile', async () => {
    const moved: ApiChat = { id: -1004001, type: 'supergroup', title: office.title }
    await talk.say(clerk, office, `/draw ${PLAN}`)
    const before = api.sent(office).length
    api.migrate(office, moved)
    const [thanks, result] = await talk.say(witness, moved, '/witness 搬家')
    const [draw] = await draws()
    expect(thanks?.text).toBe(messages.witness.thanks(draw?.no ?? '', 0))
    expect(result?.text).toContain(`【抽取结果 ${draw?.no}】`)
    expect(api.sent(moved).filter(({ file }) => file)).toHaveLength(3)
    expect(api.sent(office)).toHaveLength(before)
  })

  /** Leaves the first two inspectors of a department, so that both are sure to be drawn. */
  async function leaveTwo(code: string): Promise<void> {
    await district.store.write(async (tx) => {
      for (const [i, inspector] of (await tx.inspectors.ofDepartments([code])).entries())
        await tx.inspectors.put({ ...inspector, active: i < 2 })
    })
  }
})

describe('by webhook', () => {
  let gateway: http.Server
  let answersToLose = 0
  let passed: number[] = []

  beforeAll(async () => {
    api = await startBotApi()
    gateway = http.createServer((req, res) => {
      pass(req, res).catch(() => res.writeHead(502).end())
    })
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
    const PUBLIC_URL = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`
    const env = { PUBLIC_URL, TELEGRAM_WEBHOOK_SECRET: 'a-secret-of-this-test' }
    district = await openDistrict({ telegram: api, env })
    await meet()
    await bindTown()
    await district.shrink(PLAN, 1)
  })
  afterAll(async () => {
    await closeTown()
    await new Promise((resolve) => gateway.close(resolve))
  })

  /** Hands a delivery on to the bot; an answer that gets lost makes Telegram deliver the same update again. */
  async function pass(req: http.IncomingMessage, res: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const name = 'x-telegram-bot-api-secret-token'
    const headers = { 'content-type': 'application/json', [name]: String(req.headers[name]) }
    const { status } = await fetch(`${district.system.address}${req.url}`, { method: 'POST', headers, body })
    if (status === 200) passed.push((JSON.parse(body.toString()) as { update_id: number }).update_id)
    res.writeHead(answersToLose-- > 0 ? 504 : status).end()
  }

  it('does once what is delivered three times', async () => {
    passed = []
    answersToLose = 2
    const answers = await talk.say(clerk, office, `/draw ${PLAN}`)
    expect(passed).toHaveLength(3)
    expect(new Set(passed).size).toBe(1)
    expect(answers).toHaveLength(1)
    expect(answers[0]?.text).toContain(`【抽取 ${DRAW}】`)
    expect(await draws()).toHaveLength(1)
  })

  it('links the result to its public page', async () => {
    const [, result] = await talk.say(witness, office, '/witness 晴')
    expect(result?.text).toContain(`/draws/${DRAW}`)
    expect((await fetch(`${district.system.address}/draws/${DRAW}`)).status).toBe(200)
  })
})
