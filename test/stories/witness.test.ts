import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import type { Draw, Role } from '../../db/store.js'
import { type Office, openOffice } from './office.js'
import { businessOf, drawPlan, oneOfEach, seatsOf, setApart, tell } from './steps.js'

async function drawOf(office: Office, no: string): Promise<Draw> {
  return (await office.store.read((view) => view.draws.byNo(no)))!
}

async function say(office: Office, person: string, chat: string, text: string): Promise<string> {
  return (await office.say(person, chat, text))[0]?.text ?? ''
}

describe('witnesses of a draw', () => {
  let office: Office
  let who: Record<Role, string>
  let clerk: string

  beforeAll(async () => {
    office = await openOffice()
    who = await oneOfEach(office)
    clerk = await office.who('office', 'SCQ-FZ')
    await office.store.write(async (tx) => {
      await tx.plans.put({ ...(await tx.plans.get('JH2026-01'))!, witnesses: 2 })
    })
    await setApart(office, ['JH2026-01', 'JH2026-02', 'JH2026-03'])
  })
  afterAll(() => office.close())

  it('are not needed where nothing waits', async () => {
    expect(await say(office, who.leader, 'office', '/witness 你好')).toBe(messages.witness.none)
  })

  it('are anybody bound but the starter and the administrators, in the group of the draw', async () => {
    expect(await say(office, clerk, 'office', '/draw JH2026-01')).toContain('还需 2 位见证人')
    const before = await businessOf(office)
    expect(await say(office, clerk, 'office', '/witness 一')).toBe(messages.witness.isStarter)
    expect(await say(office, who.admin, 'office', '/witness 二')).toBe(messages.witness.isAdmin)
    expect(await say(office, who.leader, 'dept:SCQ-GS', '/witness 三')).toBe(messages.witness.none)
    expect(await tell(office, who.leader, '/witness 四')).toContain('请在')
    expect(await businessOf(office)).toBe(before)
  })

  it('write 1 to 500 characters', async () => {
    const before = await businessOf(office)
    for (const text of ['', ' ', '　　', '\n\n', '字'.repeat(501), '😀'.repeat(501), '字'.repeat(99_000)]) {
      expect(await say(office, who.leader, 'office', `/witness ${text}`)).toContain(messages.witness.usage)
    }
    expect(await say(office, who.leader, 'office', '/witness 半个\ud83d')).toBe(messages.router.brokenText)
    expect(await businessOf(office)).toBe(before)
    expect(await say(office, who.leader, 'office', `/witness ${'😀'.repeat(500)}`)).toBe(
      messages.witness.thanks('CQ2026-001', 1),
    )
  })

  it('speak once each, and end the time in which the draw can be made void', async () => {
    expect(await say(office, who.leader, 'office', '/witness 再来一次')).toBe(messages.witness.again)
    expect(await say(office, clerk, 'office', '/void CQ2026-001 想重来')).toBe(
      messages.void.tooLate('CQ2026-001', 'witnessed'),
    )
    expect(await say(office, clerk, 'office', '/void 想重来')).toBe(messages.void.none)
  })

  it('are kept to the letter, with every blank but the ASCII ones behind the word', async () => {
    const text = '　春天来了，\n第二行 <b>&amp;\u0001</b>　 '
    const answer = await say(office, who.inspector, 'office', `／见证   ${text}`)
    expect(answer).toBe(messages.witness.thanks('CQ2026-001', 0))
    const draw = await drawOf(office, 'CQ2026-001')
    const kept = await office.store.read((view) => view.draws.witnesses(draw.id))
    expect(kept.map((one) => one.text)).toEqual(['😀'.repeat(500), text])
    expect(draw.state).toBe('drawn')
    expect(await say(office, who.supervisor, 'office', '/witness 太晚了')).toBe(messages.witness.none)
  })

  it('name the draw where several wait in one group', async () => {
    expect(await say(office, clerk, 'office', '/draw JH2026-02')).toContain('例如：/见证 今天的天气是晴天')
    expect(await say(office, clerk, 'office', '/draw JH2026-03')).toContain(
      '例如：/见证 CQ2026-003 今天的天气是晴天',
    )
    const several = messages.witness.several(['CQ2026-002', 'CQ2026-003'])
    for (const text of ['今天晴', 'CQ2026-002', 'CQ2026-009 今天晴', 'CQ2026-001 今天晴']) {
      expect(await say(office, who.leader, 'office', `/witness ${text}`)).toBe(several)
    }
    expect(await say(office, clerk, 'office', '/void 写错了')).toBe(
      messages.void.several(['CQ2026-002', 'CQ2026-003']),
    )
    expect(await say(office, who.leader, 'office', '/witness cq2026-3  今天晴 ')).toBe(
      messages.witness.thanks('CQ2026-003', 0),
    )
    const { id } = await drawOf(office, 'CQ2026-003')
    expect((await office.store.read((view) => view.draws.witnesses(id)))[0]?.text).toBe('今天晴 ')
  })

  it('come too late for a draw that its starter made void with a reason', async () => {
    const stranger = await office.who('office', 'SCQ-ZJ')
    expect(await say(office, stranger, 'office', '/void 与我无关')).toBe(messages.void.notYours('CQ2026-002'))
    expect(await say(office, clerk, 'office', '/void')).toContain(messages.void.needsReason('CQ2026-002'))
    expect(await say(office, clerk, 'office', '/void CQ2026-002')).toContain(
      messages.void.needsReason('CQ2026-002'),
    )
    expect(await say(office, clerk, 'office', '/void 坏\ud800字')).toBe(messages.router.brokenText)
    expect(await say(office, clerk, 'office', `/void ${'长'.repeat(501)}`)).toContain(
      messages.draw.longReason,
    )
    expect(await say(office, clerk, 'office', '/void 请打 13800001234 问')).toBe(messages.router.personal)
    expect(await say(office, clerk, 'office', '/void 范围，有误！')).toBe(
      messages.void.done('CQ2026-002', '范围，有误！'),
    )
    expect(await drawOf(office, 'CQ2026-002')).toMatchObject({ state: 'void', cause: '范围，有误！' })
    expect(await say(office, who.leader, 'office', '/witness 今天晴')).toBe(messages.witness.none)
    expect(await say(office, clerk, 'office', '/void CQ2026-002 再来')).toBe(
      messages.void.tooLate('CQ2026-002', 'void'),
    )
  })
})

describe('a draw of one plan, twice', () => {
  let office: Office
  let who: Record<Role, string>
  let clerk: string

  beforeAll(async () => {
    office = await openOffice()
    who = await oneOfEach(office)
    clerk = await office.who('office', 'SCQ-FZ')
  })
  afterAll(() => office.close())

  it('starts once when two groups ask at the same moment', async () => {
    const answers = await Promise.all([
      office.say(clerk, 'office', '/draw JH2026-01'),
      office.say(who.office, 'dept:SCQ-GS', '/draw JH2026-01'),
    ])
    const texts = answers.flat().map((one) => one.text)
    expect(texts.filter((text) => text.includes('【抽取 CQ2026-001】'))).toHaveLength(1)
    expect(texts.filter((text) => text.includes('有一次抽取正在进行'))).toHaveLength(1)
    const draws = await office.store.read((view) => view.draws.ofPlan('JH2026-01'))
    expect(draws.map((draw) => draw.state)).toEqual(['committed'])
  })

  it('needs a reason, kept to the letter, and changes nothing without one', async () => {
    const waiting = (await office.store.read((view) => view.draws.ofPlan('JH2026-01')))[0]!
    await office.say(who.leader, waiting.chat.chat, '/witness 一')
    const before = await businessOf(office)
    for (const rest of ['', '  ', ' 理由=', ' 理由：　']) {
      expect(await say(office, clerk, 'office', `/draw JH2026-01${rest}`)).toBe(
        messages.draw.needsReason('JH2026-01', 1),
      )
    }
    expect(await say(office, clerk, 'office', `/draw JH2026-01 理由=${'长'.repeat(501)}`)).toContain(
      messages.draw.longReason,
    )
    expect(await say(office, clerk, 'office', '/draw JH2026-01 理由=坏\udc00')).toBe(
      messages.router.brokenText,
    )
    expect(await businessOf(office)).toBe(before)
    const answer = await say(office, clerk, 'office', '／抽查 ｊｈ２０２６－０１ 理由＝设备故障，（重抽）！')
    const [first, second] = await office.store.read((view) => view.draws.ofPlan('JH2026-01'))
    expect([first?.nth, second?.nth].sort()).toEqual([1, 2])
    const asked = [first, second].find((draw) => draw?.nth === 2)
    expect(answer).toBe(messages.draw.awaitsConfirmation(asked!.id, 'JH2026-01', 2))
    expect(asked?.reason).toBe('设备故障，（重抽）！')
  })

  it('waits for the supervisor, who alone can decide, and once', async () => {
    const request = (await office.read(`private:${who.supervisor}`)).at(-1)!
    expect(request.text).toContain('设备故障，（重抽）！')
    const [yes, no] = request.buttons[0]!.map((button) => button.send)
    const offered = await tell(office, who.supervisor, '/help')
    expect(offered).toContain('/draw　抽查　同意或不同意再次抽取的申请')
    expect(await tell(office, clerk, '/help')).toContain('/draw　抽查　公开抽取')
    expect((await tell(office, who.supervisor, '/help draw')).split('\n').at(-1)).toBe(yes)
    const before = await businessOf(office)
    expect(await say(office, clerk, 'office', yes!)).toBe(messages.draw.onlySupervisor)
    expect(await say(office, who.office, 'office', no!)).toBe(messages.draw.onlySupervisor)
    expect(await tell(office, who.leader, yes!)).toContain('只有')
    expect(await tell(office, who.supervisor, '/draw 同意 99999')).toBe(messages.draw.notWaiting)
    expect(await tell(office, who.supervisor, '/draw 同意 1')).toBe(messages.draw.notWaiting)
    expect(await businessOf(office)).toBe(before)
    expect(await tell(office, who.supervisor, no!)).toBe(messages.draw.declined('JH2026-01'))
    expect(await office.last('office')).toBe(messages.draw.declined('JH2026-01'))
    expect(await tell(office, who.supervisor, yes!)).toBe(messages.draw.notWaiting)
    expect(await tell(office, who.supervisor, no!)).toBe(messages.draw.notWaiting)
  })

  it('is committed as the second draw once the supervisor agrees, however often he taps', async () => {
    await office.say(clerk, 'office', '/draw JH2026-01 理由=再次申请')
    const yes = (await office.read(`private:${who.supervisor}`)).at(-1)!.buttons[0]![0]!.send
    const both = await Promise.all([
      tell(office, who.supervisor, yes),
      tell(office, await office.who('supervisor', undefined, 1), yes),
    ])
    const texts = both.join('\n')
    expect(texts).toContain(messages.draw.confirmed('JH2026-01'))
    expect(texts).toContain(messages.draw.notWaiting)
    expect(await office.last('office')).toContain('【抽取 CQ2026-002】（第 2 次抽取）')
    await office.say(who.leader, 'office', '/witness 二')
    expect((await seatsOf(office, 'CQ2026-002')).length).toBeGreaterThan(0)
    expect(await office.store.read((view) => view.inbox.count('dead'))).toBe(0)
  })
})

it('a draw leaves out whom the one before it visits', async () => {
  const office = await openOffice()
  const drawOf = async (no: string) => (await office.store.read((view) => view.draws.byNo(no)))!
  const firmsOf = ({ selected }: Draw) => selected!.map(([, , , firm]) => firm)
  const first = await drawOf(await drawPlan(office, 'JH2026-03'))
  const second = await drawOf(await drawPlan(office, 'JH2026-01'))
  expect(second.summary!.excluded['recent-visit']).toBeGreaterThan(0)
  expect(firmsOf(second).filter((firm) => firmsOf(first).includes(firm))).toEqual([])
  await office.close()
})
