/** Leads that go elsewhere: to another department, back and on to a third, and to an organ of justice with its papers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import type { Transfer } from '../../db/store.js'
import { at, type Circle, GROUP, openCircle, SOUND } from './open-circle.js'
import { tell } from './steps.js'

const { transfer } = messages

describe('a lead outside the duty', () => {
  let circle: Circle

  beforeAll(async () => {
    circle = await openCircle()
    await circle.record(circle.visits[0]!, SOUND)
  })
  afterAll(() => circle.office.close())

  it('goes to the group of the department that has it, and to nobody else', async () => {
    const { visits, office, say } = circle
    const [visit] = visits[0]!
    const short = (await office.store.read((view) => view.departments.get('SCQ-XD')))!.shortName
    expect(await say(`/transfer ${visit} ${short} 线索=疏散通道被占用`)).toContain('对方确认收到后在这里通知')
    expect(await office.last('dept:SCQ-XD')).toContain('线索：疏散通道被占用')
    for (const chat of ['office', 'leaders', 'dept:SCQ-SY']) {
      expect((await office.read(chat)).some(({ text }) => text.includes('疏散通道'))).toBe(false)
    }
    const entries = await office.store.read((view) => view.ledger.entries(1, 10_000))
    expect(JSON.stringify(entries)).not.toContain('疏散通道')
    expect((await circle.result(visit)).state).toBe('disclosure')
  })

  it('may have several lines, none of which gets anywhere else', async () => {
    const { visits, office, say } = circle
    const [visit] = visits[0]!
    const sent = await say(
      `/transfer ${visit} 司法机关 县公安局 文号=移〔2026〕1号 材料=移送书 线索=账目涉嫌造假\n经手人：张某某\n金额=30 万`,
    )
    expect(sent).toContain('移送县公安局')
    const one = (await office.store.read((view) => view.transfers.ofVisit(visit))).at(-1)!
    expect([one.receiver, one.lead]).toEqual(['县公安局', '账目涉嫌造假\n经手人：张某某\n金额=30 万'])
    const entries = JSON.stringify(await office.store.read((view) => view.ledger.entries(1, 10_000)))
    for (const word of ['张某某', '造假', '30 万']) expect(entries).not.toContain(word)
    expect(await say(`/transfer 收到 ${one.id} 回执=无 接收人=李警官`)).toContain('已送达县公安局')
  })

  it('is acknowledged by the receiver alone, after reminders, and told once late', async () => {
    const { office, say } = circle
    const firefighter = await office.who('office', 'SCQ-XD')
    await office.moveTo(at('03-12'))
    expect(await office.last('dept:SCQ-XD')).toContain('已 2 个工作日没有确认收到')
    const late = async () => (await office.read('office')).filter(({ text }) => text.includes('【移送超期】'))
    expect(await late()).toEqual([])
    await office.moveTo(at('03-16'))
    expect(await late()).toHaveLength(1)
    expect(await say('/transfer 收到 1')).toBe(messages.transfer.notYours(1))
    expect(await tell(office, firefighter, '/transfer 收到 1')).toContain('已确认收到')
    expect(await office.last(GROUP)).toContain('已确认收到')
    expect(await tell(office, firefighter, '/transfer 收到 1')).toBe(messages.transfer.already(1))
    const said = (await office.read('dept:SCQ-XD')).length
    await office.moveTo(at('03-20'))
    expect(await office.read('dept:SCQ-XD')).toHaveLength(said)
  })

  it('may go to an organ of justice, whose receipt the sender enters', async () => {
    const { visits, office, say } = circle
    const [visit] = visits[0]!
    const refusals: [string, string][] = [
      [`/transfer ${visit} 线索=某`, messages.transfer.needsReceiver(visit)],
      [`/transfer ${visit} 司法机关 线索=某`, messages.transfer.needsReceiver(visit)],
      [`/transfer ${visit} 工商`, messages.transfer.needsLead(visit)],
      [`/transfer ${visit} 不存在的局 线索=某`, '没有找到部门'],
      [`/transfer ${visit} SCQ-GS 线索=某`, messages.transfer.toSelf],
      ['/transfer 收到 99', messages.transfer.unknown(99)],
    ]
    for (const [text, refusal] of refusals) expect(await say(text), text).toContain(refusal)
    expect(
      await say(`/transfer ${visit} 司法机关 县公安局 文号=移〔2026〕2号 材料=移送书 线索=涉嫌犯罪`),
    ).toContain('移送县公安局')
    expect(await tell(office, await office.who('office', 'SCQ-SY'), '/transfer 收到 3')).toBe(
      messages.transfer.notOurs(3),
    )
    expect(await say('/transfer 收到 3 回执=公收〔2026〕7号 接收人=李警官')).toContain('已送达县公安局')
  })
})

describe('a lead that comes back', () => {
  let circle: Circle
  let visit: string
  let fireman: string
  let grocer: string
  const LEAD = '后厨疏散通道堆放油桶'

  beforeAll(async () => {
    circle = await openCircle()
    visit = circle.visits[0]![0]
    await circle.record(circle.visits[0]!, SOUND)
    fireman = await circle.office.who('office', 'SCQ-XD')
    grocer = await circle.office.who('office', 'SCQ-SY')
  })
  afterAll(() => circle.office.close())

  const get = (id: number): Promise<Transfer> =>
    circle.office.store.read(async (view) => (await view.transfers.get(id))!)
  const inGroup = (who: string, department: string, text: string) =>
    circle.say(text, who, `dept:${department}`)

  it('is listed by both sides with its age, and read by both sides alone', async () => {
    const { office, say, leader } = circle
    await say(`/transfer ${visit} SCQ-XD 线索=${LEAD}`)
    expect(await say(`/transfer ${visit} SCQ-XD 线索=${LEAD}`)).toBe(transfer.sentAlready(await get(1)))
    await office.moveTo(at('03-11'))
    expect(await say('/transfer')).toContain('已 1 个工作日，等对方确认收到')
    expect(await inGroup(fireman, 'SCQ-XD', '/transfer')).toContain('已 1 个工作日，等本部门确认收到')
    expect(await inGroup(grocer, 'SCQ-SY', '/transfer')).toBe(transfer.none)
    for (const who of [circle.clerk, leader, fireman])
      expect(await tell(office, who, '/transfer 1')).toContain(`线索：${LEAD}`)
    for (const text of [
      '/transfer 1',
      '/transfer 收到 1',
      '/transfer 退回 1 不是我们的',
      '/transfer 了结 1 不送了',
    ])
      expect(await tell(office, grocer, text)).toBe(transfer.notOurs(1))
    const lists = [await say('/transfer'), await inGroup(fireman, 'SCQ-XD', '/transfer')].join()
    expect(lists).not.toContain(LEAD)
  })

  it('is spoken of in no group of others', async () => {
    const { office, say } = circle
    expect(await say('/transfer 1', fireman, 'dept:SCQ-SY')).toBe(transfer.notHere)
    expect(await say('/transfer', fireman, GROUP)).toBe(transfer.notHere)
    for (const chat of ['office', 'leaders']) {
      expect(await say('/transfer 1', circle.clerk, chat)).toContain('私聊')
      expect(JSON.stringify(await office.read(chat))).not.toContain(LEAD)
    }
    const inspector = circle.visits[0]![1]
    expect(await tell(office, inspector, '/transfer 1')).toContain('经办人员')
    expect(await tell(office, await office.who('supervisor'), '/transfer 1')).toContain('经办人员')
  })

  it('is given back with one tap, and the sender is told what to do', async () => {
    const { office, sends } = circle
    await inGroup(fireman, 'SCQ-XD', '/transfer 1')
    const [confirm, back] = await sends('dept:SCQ-XD')
    expect(confirm).toBe('/transfer 收到 1')
    expect(Buffer.byteLength(back!)).toBeLessThanOrEqual(64)
    expect(await inGroup(fireman, 'SCQ-XD', '/transfer 退回 1')).toContain(transfer.needsReason('return', 1))
    expect(await inGroup(fireman, 'SCQ-XD', back!)).toBe(transfer.returned(await get(1)))
    expect(await get(1)).toMatchObject({ returnedBy: fireman, returnReason: '不属本部门职责' })
    expect(await office.last(GROUP)).toBe(transfer.tellReturned(await get(1), '不属本部门职责'))
    for (const text of ['/transfer 退回 1 再退一次', '/transfer 收到 1'])
      expect(await inGroup(fireman, 'SCQ-XD', text)).toBe(transfer.returnedAlready(1))
    expect(await inGroup(fireman, 'SCQ-XD', '/transfer')).toBe(transfer.none)
    expect(await circle.say('/transfer')).toContain('今天，已退回，等本部门改送或了结')
  })

  it('is the sender’s to go on with, who is reminded until it does', async () => {
    const { office, say } = circle
    const heard = async (chat: string, title: string) =>
      (await office.read(chat)).filter(({ text }) => text.startsWith(title)).map(({ text }) => text)
    await office.moveTo(at('03-13'))
    expect((await heard(GROUP, '【移送提醒】')).at(-1)).toContain('退回已 2 个工作日')
    expect(await heard('office', '【移送超期】')).toEqual([])
    await office.moveTo(at('03-17'))
    expect(await heard('office', '【移送超期】')).toEqual([expect.stringContaining('退回已 4 个工作日')])
    expect((await heard('office', '【移送超期】')).join()).not.toContain('不属本部门职责')
    expect(await heard('dept:SCQ-XD', '【移送提醒】')).toEqual([])
    expect(await inGroup(fireman, 'SCQ-XD', '/transfer 改送 1 SCQ-SY')).toBe(transfer.notSender(1))
    expect(await say('/transfer 改送 1')).toContain(transfer.needsNewReceiver(1))
    expect(await say('/transfer 改送 99 SCQ-SY')).toBe(transfer.unknown(99))
  })

  it('goes on to another department as it was, which acknowledges it with one tap', async () => {
    const { office, say, sends } = circle
    expect(await say('/transfer 改送 1 SCQ-SY')).toContain('已移送 2')
    expect(await get(2)).toMatchObject({ to: 'SCQ-SY', lead: LEAD, follows: 1 })
    expect(await office.last('dept:SCQ-SY')).toContain(`线索：${LEAD}`)
    expect(await say('/transfer 改送 1 SCQ-ZL')).toBe(transfer.settledAlready(1))
    // The one that gave it back does not read where it went.
    expect(await inGroup(fireman, 'SCQ-XD', '/transfer 2')).toBe(transfer.notOurs(2))
    expect(await inGroup(fireman, 'SCQ-XD', '/transfer 1')).not.toContain('已改送')
    const [confirm] = await sends('dept:SCQ-SY')
    expect(await inGroup(grocer, 'SCQ-SY', `${confirm} 回执=一`)).toBe(transfer.needlessReceipt(2))
    expect(await inGroup(grocer, 'SCQ-SY', confirm!)).toContain('已确认收到')
    expect(await office.last(GROUP)).toContain('移送 2')
    expect(await say('/transfer')).toBe(transfer.none)
    expect(await say('/transfer 1')).toContain('已改送')
    const said = (await office.read(GROUP)).length
    await office.moveTo(at('03-24'))
    expect((await office.read(GROUP)).slice(said).filter(({ text }) => text.includes('移送'))).toEqual([])
  })

  it('may be settled with a reason instead, or by the same lead sent anew', async () => {
    const { say } = circle
    await say(`/transfer ${visit} SCQ-XD 线索=另一条`)
    await inGroup(fireman, 'SCQ-XD', '/transfer 退回 3 理由=已经处理过')
    expect(await say('/transfer 了结 3')).toContain(transfer.needsReason('settle', 3))
    expect(await say('/transfer 了结 2 不送了')).toBe(transfer.notReturned(await get(2)))
    expect(await say('/transfer 了结 3 经核实线索不成立')).toBe(transfer.settled(3, visit))
    expect(await say('/transfer 了结 3 再来一次')).toBe(transfer.settledAlready(3))
    await say(`/transfer ${visit} SCQ-XD 线索=第三条`)
    await inGroup(fireman, 'SCQ-XD', '/transfer 收到 4')
    await inGroup(fireman, 'SCQ-XD', '/transfer 退回 4 看过材料，不属本部门职责')
    expect(await say(`/transfer ${visit} SCQ-ZL 线索=别的事`)).toContain('/transfer 了结 4')
    expect(await say(`/transfer ${visit} SCQ-ZL 线索=第三条`)).not.toContain('了结')
    expect([(await get(4)).settledAt, (await get(6)).follows]).toEqual([expect.any(String), 4])
  })

  it('is in the ledger without a word of what was said', async () => {
    const { office } = circle
    const entries = await office.store.read((view) => view.ledger.entries(1, 10_000))
    const text = JSON.stringify(entries.filter(({ kind }) => kind.startsWith('lead.')))
    for (const word of ['油桶', '第三条', '不属本部门', '不成立', '已经处理'])
      expect(text).not.toContain(word)
    const said = await tell(office, await office.who('supervisor'), `/audit ${visit}`)
    for (const part of ['退回移送 1', '了结被退回的移送 3', '接续被退回的移送 1', '确认收到移送 2'])
      expect(said).toContain(part)
  })
})

describe('a lead for an organ of justice', () => {
  let circle: Circle
  let visit: string

  beforeAll(async () => {
    circle = await openCircle()
    visit = circle.visits[0]![0]
    await circle.record(circle.visits[0]!, SOUND)
  })
  afterAll(() => circle.office.close())

  const get = (id: number): Promise<Transfer> =>
    circle.office.store.read(async (view) => (await view.transfers.get(id))!)

  it('needs a name, a number and the list of what goes with it', async () => {
    const { say } = circle
    const to = `/transfer ${visit} 司法机关`
    const refusals: [string, string][] = [
      [`${to} 山城区公安分局 线索=涉嫌犯罪`, transfer.needsPapers(['文号', '材料'])],
      [`${to} 山城区公安分局 文号=移1号 线索=涉嫌犯罪`, transfer.needsPapers(['材料'])],
      [`${to} 山城区公安分局 线索=涉嫌犯罪 文号=移1号 材料=笔录`, transfer.needsPapers(['文号', '材料'])],
      [`${to} 公安机关 文号=移1号 材料=笔录 线索=涉嫌犯罪`, transfer.noOrgan('公安机关')],
      [`${to} 区税务局 文号=移1号 材料=笔录 线索=涉嫌犯罪`, transfer.noOrgan('区税务局')],
      [
        `${to} 山城区公安分局 文号=移1号 日期=3月11日 材料=笔录 线索=涉嫌犯罪`,
        transfer.badDay('3月11日', '2026-03-10', '2026-03-10'),
      ],
      [
        `${to} 山城区公安分局 constructor=移1号 材料=笔录 线索=涉嫌犯罪`,
        transfer.unknownKey('constructor', ['文号', '日期', '材料']),
      ],
      [`${to} 山城区公安分局 文号=一 文号=二 材料=笔录 线索=涉嫌犯罪`, transfer.twice('文号')],
      [`${to} 山城区公安分局 文号=${'长'.repeat(61)} 材料=笔录 线索=某`, transfer.longValue('文号', 60)],
      [`${to} 山城区公安分局 文号=一 材料=${'笔录、'.repeat(21)} 线索=某`, transfer.manyMaterials(20)],
    ]
    for (const [text, refusal] of refusals) expect(await say(text), text).toContain(refusal)
    expect(await circle.office.store.read((view) => view.transfers.ofVisit(visit))).toEqual([])
  })

  it('is kept with its papers, and told to nobody else', async () => {
    const { office, say } = circle
    const before = await Promise.all(['office', 'leaders', 'dept:SCQ-XD'].map(office.read))
    const sent = await say(
      `/transfer ${visit} 司法机关 山城区公安分局 文号=山市监移〔2026〕1号 日期=今天 材料=案件移送书、询问笔录 2 份，账册复印件 线索=账目涉嫌造假\n经手人：张某某`,
    )
    expect(sent).toContain('已记下移送 1')
    expect(await get(1)).toMatchObject({
      ...{ to: null, organ: 'police', receiver: '山城区公安分局', documentNo: '山市监移〔2026〕1号' },
      ...{ sentOn: '2026-03-10', materials: ['案件移送书', '询问笔录 2 份', '账册复印件'] },
      lead: '账目涉嫌造假\n经手人：张某某',
    })
    expect(await Promise.all(['office', 'leaders', 'dept:SCQ-XD'].map(office.read))).toEqual(before)
    const card = await say('/transfer 1')
    for (const part of ['移送公安机关：山城区公安分局', '移送文号：山市监移〔2026〕1号', '2. 询问笔录 2 份'])
      expect(card).toContain(part)
  })

  it('is remembered to the sender until its receipt was entered, thing by thing', async () => {
    const { office, clerk, say } = circle
    await office.moveTo(at('03-12'))
    expect(await office.last(GROUP)).toContain('没有登记送达')
    const stranger = await office.who('office', 'SCQ-SY')
    expect(await tell(office, stranger, '/transfer 收到 1')).toBe(transfer.notOurs(1))
    expect(await say('/transfer 收到 1')).toBe(transfer.askNumber(await get(1)))
    expect(await say('长'.repeat(61))).toBe(transfer.longAnswer(60))
    expect(await say('山公收〔2026〕8号')).toBe(transfer.askReceivedBy(await get(1)))
    expect(await say('/cancel')).toBe(messages.cancel.done)
    expect((await get(1)).ackedAt).toBeNull()
    await say('/transfer 收到 1 回执=山公收〔2026〕8号')
    expect(await say('经侦大队李警官')).toContain('已送达山城区公安分局')
    expect(await get(1)).toMatchObject({
      ...{ ackedBy: clerk, ackDocumentNo: '山公收〔2026〕8号', ackReceivedBy: '经侦大队李警官' },
      remindOn: null,
    })
    expect(await say('/transfer 收到 1 回执=无 接收人=某')).toBe(transfer.already(1))
    expect(await say('/transfer 1')).toContain('接收人：经侦大队李警官')
  })

  it('leaves no private word in the ledger or on any page', async () => {
    const { office } = circle
    const entries = JSON.stringify(await office.store.read((view) => view.ledger.entries(1, 10_000)))
    for (const word of ['造假', '张某某', '李警官', '山公收', '山市监移', '询问笔录'])
      expect(entries).not.toContain(word)
    expect(entries).toContain('lead.acknowledged')
  })

  it('may be refused there, which the sender enters, and go to the procuratorate', async () => {
    const { say } = circle
    expect(await say('/transfer 退回 1 不予立案')).toContain('被山城区公安分局退回')
    const line = '/transfer 改送 1 司法机关 山城区人民检察院 文号=山市监移〔2026〕2号'
    expect(await say(line)).toContain('已记下移送 2')
    expect(await get(2)).toMatchObject({
      ...{ organ: 'procuratorate', follows: 1, materials: ['案件移送书', '询问笔录 2 份', '账册复印件'] },
    })
    expect(await say('/transfer 收到 2 回执=无 接收人=收发室')).toContain('已送达山城区人民检察院')
    expect(await get(2)).toMatchObject({ ackDocumentNo: null, ackReceivedBy: '收发室' })
  })
})
