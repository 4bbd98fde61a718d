/** Who is on the roll and who is away: leaves, certificates, and what was changed when. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyFirm } from '../../bench/county.js'
import { messages } from '../../commands/messages.js'
import type { Inspector, Person } from '../../db/store.js'
import { importText } from './import-text.js'
import { type Office, openOffice } from './office.js'
import { drawPlan, seatsOf, tell } from './steps.js'

const DEPARTMENT = 'SCQ-GS'

let office: Office
let clerk: string
let leader: string

const entryOf = (person: string) =>
  office.store.read(async (view) => (await view.inspectors.ofPerson(person))!)
const personOf = (id: string) => office.store.read(async (view) => (await view.people.get(id))!)

/** Somebody of the department who is on the roll and holds no visit yet. */
async function inspectorAt(nth: number): Promise<{ person: Person; entry: Inspector }> {
  const roll = await office.store.read((view) => view.inspectors.ofDepartments([DEPARTMENT]))
  const fit = roll.filter((one) => one.active && one.leaveFrom === null && one.certifiedUntil > '2026-12-01')
  const entry = fit[nth]!
  return { person: await personOf(entry.person), entry }
}

async function buttonsOf(person: string): Promise<{ label: string; send: string }[]> {
  return (await office.read(`private:${person}`)).at(-1)!.buttons.flat()
}

async function ledgerSince(n: number) {
  const entries = await office.store.read((view) => view.ledger.entries(n + 1, n + 100))
  return entries.map(({ kind, actor, body }) => ({ kind, actor, body }))
}
const headOf = async () => (await office.store.read((view) => view.ledger.head())).n

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.who('office', DEPARTMENT)
  leader = await office.who('leader', DEPARTMENT)
})
afterAll(() => office.close())

describe('a leave', () => {
  it('is asked for in private, granted with one tap, kept from the ledger’s eyes, and ended', async () => {
    const { person, entry } = await inspectorAt(0)
    const before = await headOf()
    const asked = await tell(office, person.id, '/leave 2026-03-12 至 2026-03-16 陪家人看病')
    expect(asked).toContain('已把 3月12日（周四）至3月16日（周一） 的请假申请送给')
    expect(await tell(office, person.id, '/请假 3月20日 另一件事')).toBe(messages.leave.waiting)
    expect(await office.last(`private:${leader}`)).toContain(
      `【请假申请】${person.name}申请 3月12日（周四）至3月16日（周一） 请假，理由：陪家人看病`,
    )
    expect((await entryOf(person.id)).leaveFrom).toBeNull()

    const [grant] = await buttonsOf(leader)
    expect(await tell(office, person.id, grant!.send)).toBe(messages.leave.notLeader)
    expect(await tell(office, leader, grant!.send)).toContain('已登记')
    expect(await tell(office, leader, grant!.send)).toBe(messages.leave.decided)
    expect(await office.last(`private:${person.id}`)).toContain(
      '已登记您 3月12日（周四）至3月16日（周一） 请假',
    )
    expect(await entryOf(person.id)).toEqual({ ...entry, leaveFrom: '2026-03-12', leaveTo: '2026-03-16' })

    expect(await tell(office, person.id, '/leave 销假')).toContain('已销假')
    expect(await entryOf(person.id)).toEqual(entry)
    expect(await tell(office, person.id, '/leave 销假')).toContain('不需要销假')
    const entries = await ledgerSince(before)
    const id = expect.any(Number)
    expect(entries).toEqual([
      { kind: 'leave.asked', actor: person.id, body: { leave: id, inspector: entry.id } },
      {
        kind: 'leave.decided',
        actor: leader,
        body: { leave: id, inspector: expect.any(String), granted: true },
      },
      { kind: 'leave.ended', actor: person.id, body: { inspector: entry.id } },
    ])
    const versions = await office.store.read((view) => view.versions.of('inspectors', entry.id))
    expect(versions.map(({ n, by, through }) => ({ n, by, through }))).toEqual([
      { n: 2, by: person.id, through: { command: 'leave' } },
      { n: 1, by: leader, through: { command: 'leave' } },
    ])
  })

  it('can be refused, and taken back before it is decided', async () => {
    const { person, entry } = await inspectorAt(1)
    await tell(office, person.id, '/leave 明天 有事')
    const [, refuse] = await buttonsOf(leader)
    await tell(office, leader, refuse!.send)
    expect(await office.last(`private:${person.id}`)).toContain('不同意您 3月11日（周三） 请假')
    await tell(office, person.id, '/leave 明天 有事')
    expect(await tell(office, person.id, '/leave 销假')).toBe(messages.leave.withdrawn)
    const [grant] = await buttonsOf(leader)
    expect(await tell(office, leader, grant!.send)).toBe(messages.leave.decided)
    expect(await entryOf(person.id)).toEqual(entry)
  })

  it('is entered at once by a clerk of the department or of the leading office, by nobody else', async () => {
    const { person, entry } = await inspectorAt(2)
    const elsewhere = await office.store.read(async (view) => {
      const clerks = await view.people.withRole('office')
      return clerks.find((one) => ![DEPARTMENT, 'SCQ-FZ'].includes(one.department))!.id
    })
    expect(await tell(office, elsewhere, `/leave ${person.id} 3月12日至16日`)).toBe(
      messages.leave.notYours(person.name),
    )
    const { person: other } = await inspectorAt(3)
    expect(await tell(office, other.id, `/leave ${person.id} 3月12日至16日`)).toContain(person.name)
    expect(await entryOf(person.id)).toEqual(entry)
    expect(await tell(office, clerk, `/leave ${person.id} 3月12日至16日`)).toContain(`已登记：${person.name}`)
    expect(await entryOf(person.id)).toMatchObject({ leaveFrom: '2026-03-12', leaveTo: '2026-03-16' })
    expect(await tell(office, clerk, `/leave ${person.id} 3月20日`)).toContain('不相连')
    const leading = await office.who('office', 'SCQ-FZ')
    await tell(office, leading, `/leave ${person.id} 3月17日至18日`)
    expect(await entryOf(person.id)).toMatchObject({ leaveFrom: '2026-03-12', leaveTo: '2026-03-18' })
    expect(await tell(office, clerk, `/leave 销假 ${person.id}`)).toContain('已销假')
    expect(await office.last(`private:${person.id}`)).toContain('已为您销假')
    expect(await entryOf(person.id)).toEqual(entry)
  })

  it.each([
    ['', '请写明从哪一天到哪一天'],
    ['看病', '请写明从哪一天到哪一天'],
    ['2月30日 看病', '看不懂日期“2月30日”'],
    ['3月12日 至下周一 看病', '看不懂日期“至下周一”'],
    ['2026-03-16 至 2026-03-12 看病', '早于开始日期'],
    ['2026-03-01 至 2026-03-05 看病', '已经过去'],
    ['2026-03-12 至 2027-05-12 看病', '一次最多登记 366 天'],
    ['3月12日至16日', '请写明请假的理由'],
    [`3月12日 ${'病'.repeat(201)}`, '理由太长'],
  ])('answers bad input and changes nothing: %s', async (text, answer) => {
    const { person, entry } = await inspectorAt(4)
    const before = await headOf()
    expect(await tell(office, person.id, `/leave ${text}`)).toContain(answer)
    expect([await headOf(), await entryOf(person.id)]).toEqual([before, entry])
  })

  it('is spoken of in private only', async () => {
    const [ill] = await office.say(clerk, 'office', '/leave 张三 3月12日 胃出血住院')
    expect(ill?.text).toBe(messages.leave.inGroup)
    const [said] = await office.say(clerk, 'office', '/leave 张三 3月12日')
    expect(said?.text).toContain('私聊')
  })

  it('keeps somebody out of the next draw, lists the visits that fall into it, and names draws that do not know', async () => {
    const { person, entry } = await inspectorAt(5)
    await tell(office, clerk, `/leave ${person.id} 3月10日至12月31日`)
    const draw = await drawPlan(office, 'JH2026-01')
    const seats = await seatsOf(office, draw)
    expect(seats.map((seat) => seat.inspector)).not.toContain(entry.id)

    const seat = seats.find((one) => one.inspector.includes('-GS-'))!
    const visit = (await office.store.read((view) => view.visits.get(seat.visit)))!
    await office.say(await office.who('office', 'SCQ-FZ'), 'office', '/draw JH2026-04')
    const waiting = await office.store.read(async (view) => (await view.draws.inStates(['committed']))[0]!)
    const away = await tell(office, clerk, `/leave ${seat.person} 3月10日至12月31日`)
    expect(away).toContain(visit.no)
    expect(away).toContain('/extend 任务编号')
    expect(away).toContain('/replace 任务编号')
    expect(away).toContain(`注意：${waiting.no} 的名单已经冻结`)
    expect(await office.last(`private:${seat.person}`)).toContain(visit.no)
  })
})

describe('the history of a record', () => {
  const bring = (kind: 'firms' | 'people', rows: string[]) =>
    importText(office.store, kind, rows.join('\n'), new Date('2026-03-10T03:00:00Z'), leader)
  let code: string

  beforeAll(async () => {
    const firm = (await office.store.read(everyFirm))[0]!
    code = firm.code
    const head = '统一社会信用代码,名称,主体类型,行业,辖区,住所,电话,登记状态,信用等级,标签'
    for (let n = 1; n <= 12; n++) {
      const row = [code, `历史${n}号店`, firm.type, firm.trade, firm.district, firm.address]
      await bring('firms', [
        head,
        [...row, `0392-10000${10 + n}`, '存续', 'B', n > 6 ? '食品' : ''].join(','),
      ])
    }
  })

  it('tells who changed what and when, field by field, the newest first, ten at a time', async () => {
    const name = (await personOf(leader)).name
    const text = await tell(office, clerk, `/history ${code}`)
    const versions = await office.store.read((view) => view.versions.of('firms', code))
    const file = (versions[0]!.through as { import: string }).import.slice(0, 12)
    expect(text).toContain(
      `历史12号店（${code}） 的变更记录（共 12 次，新的在前）：\n` +
        `▪ 2026年3月10日（周二）11:00　${name}导入（文件 ${file}）\n` +
        '　名称：历史11号店 → 历史12号店\n　电话：0392-1000021 → 0392-1000022\n▪ ',
    )
    expect(text).toContain('　标签：（空） → 食品')
    expect(text.match(/▪/g)).toHaveLength(10)
    expect(text).toContain(`更早的变更请发送 /history ${code} 第2页`)
    const older = await tell(office, clerk, `/history ${code} 第2页`)
    expect(older.match(/▪/g)).toHaveLength(2)
    expect(older).not.toContain('更早')
    expect(await tell(office, clerk, `/history ${code} 第3页`)).toContain('没有更早的变更记录')
    expect(await tell(office, clerk, '/变更 历史12号')).toBe(
      text.replace(`/history ${code}`, '/history 历史12号'),
    )
  })

  it('tells phone numbers and leaves in private only', async () => {
    const [said] = await office.say(clerk, 'office', `/history ${code}`)
    expect(said?.text).toContain('　电话：有变更（只在私聊里显示）')
    expect(said?.text).not.toContain('0392')
    const { person } = await inspectorAt(4)
    await tell(office, clerk, `/leave ${person.id} 3月12日至16日`)
    const alone = await tell(office, clerk, `/history ${person.id}`)
    const by = (await personOf(clerk)).name
    expect(alone).toContain(`${by} /leave\n　请假开始：（空） → 2026-03-12\n　请假结束：（空） → 2026-03-16`)
    const [group] = await office.say(clerk, 'office', `/history ${person.name}`)
    expect(group?.text).toContain('　请假开始：有变更（只在私聊里显示）')
    expect(group?.text).not.toContain('2026-03-12')
  })

  it('tells of people by their certificate, of nothing changed, and of nobody', async () => {
    const { person, entry } = await inspectorAt(7)
    expect(await tell(office, clerk, `/history ${entry.id}`)).toBe(
      `${person.name}（${person.id}） 录入后没有变更。`,
    )
    const head = '人员编号,姓名,部门代码,角色,电话'
    await bring('people', [
      head,
      `${person.id},${person.name},${person.department},执法人员、领导,${person.phone}`,
    ])
    expect(await tell(office, clerk, `/history ${entry.id}`)).toContain('　角色：执法人员 → 执法人员、领导')
    expect(await tell(office, clerk, '/history 鑃鑃')).toBe(messages.history.none('鑃鑃'))
    expect(await tell(office, clerk, '/history')).toContain(messages.history.needsWord)
    expect(await tell(office, clerk, '/history 餐馆')).toContain('找到几个检查对象')
  })
})
