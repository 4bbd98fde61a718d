import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import type { RoomMessage } from '../../db/store.js'
import { type Office, openOffice } from './office.js'
import { drawPlan, seatsOf, tell } from './steps.js'

/** Drawn on 10 March 2026 with 20 working days, the visits are due on 8 April; 4 to 6 April is Qingming. */
const at = (day: string, time: string) => new Date(`2026-${day}T${time}:00+08:00`).toISOString()

const REMINDER = /以下任务还没有检查记录/

async function remindersOf(office: Office, person: string): Promise<RoomMessage[]> {
  const all = await office.read(`private:${person}`)
  return all.filter(({ from, text }) => from === 'bot' && REMINDER.test(text))
}

/** Everybody's reminders. */
async function allReminders(office: Office, people: Set<string>): Promise<RoomMessage[]> {
  const found: RoomMessage[] = []
  for (const person of people) found.push(...(await remindersOf(office, person)))
  return found
}

async function digestsOf(office: Office): Promise<RoomMessage[]> {
  return (await office.read('leaders')).filter(({ text }) => text.includes('【双随机日报】'))
}

describe('a deadline', () => {
  let office: Office
  let people: Set<string>
  let person: string
  let own: string[]
  let recorded: string

  beforeAll(async () => {
    office = await openOffice()
    const seats = await seatsOf(office, await drawPlan(office, 'JH2026-01'))
    people = new Set(seats.map((one) => one.person))
    person = seats.find((one) => seats.filter((other) => other.person === one.person).length >= 3)!.person
    const visits = seats.filter((one) => one.person === person).map((one) => one.visit)
    recorded = visits[0]!
    own = visits.slice(1)
    await tell(office, person, `/record ${recorded} 结果=未发现问题 签字=是`)
  })
  afterAll(() => office.close())

  it.each([
    ['03-30', '10:00', null],
    ['03-31', '08:59', null],
    ['03-31', '09:00', '【还有 5 个工作日到期】'],
    ['04-01', '10:00', null],
    ['04-02', '10:00', '【还有 3 个工作日到期】'],
    ['04-03', '10:00', null],
    ['04-06', '10:00', null],
    ['04-07', '10:00', '【还有 1 个工作日到期】'],
    ['04-08', '10:00', '【今天到期】'],
    ['04-09', '10:00', '【黄牌 · 超期 1 个工作日】'],
    ['04-10', '10:00', '【黄牌 · 超期 2 个工作日】'],
    ['04-12', '10:00', null],
    ['04-13', '10:00', '【红牌 · 超期 3 个工作日】'],
    ['04-14', '10:00', '【红牌 · 超期 4 个工作日】'],
  ])('on %s at %s is told as %s', async (day, time, title) => {
    const before = (await remindersOf(office, person)).length
    await office.moveTo(at(day, time))
    const added = (await remindersOf(office, person)).slice(before)
    expect(added).toHaveLength(title === null ? 0 : 1)
    if (title === null) return
    expect(added[0]!.text).toContain(title)
    expect(added[0]!.text).not.toContain('迟发')
    for (const visit of own) expect(added[0]!.text).toContain(visit)
    expect(added[0]!.text).not.toContain(recorded)
    await office.moveTo(at(day, '16:00'))
    await office.system.settle()
    expect(await remindersOf(office, person)).toHaveLength(before + 1)
  })

  it('reaches the leader of the inspector’s department with the red card, once a day', async () => {
    const department = (await office.store.read((view) => view.people.get(person)))!.department
    const leader = await office.who('leader', department)
    const red = (await office.read(`private:${leader}`)).filter(({ text }) => text.startsWith('【红牌】'))
    expect(red.map(({ at: sent }) => sent.slice(0, 10))).toEqual(['2026-04-13', '2026-04-14'])
    for (const visit of own) expect(red[0]!.text).toContain(visit)
    expect(red[0]!.text).not.toContain(recorded)
  })

  it('is never told twice on a day, nor again after a restart', async () => {
    const before = await allReminders(office, people)
    for (const one of people) {
      const told = (await remindersOf(office, one)).flatMap(({ at: sent, text }) =>
        (text.match(/RW2026-\d{3}-\d+/g) ?? []).map((visit) => `${sent.slice(0, 10)} ${visit}`),
      )
      expect(new Set(told).size).toBe(told.length)
    }
    expect(before.some(({ text }) => text.includes(recorded))).toBe(false)
    await office.restart()
    await office.system.settle()
    expect(await allReminders(office, people)).toEqual(before)
  })

  it('is silent once everything is recorded', async () => {
    for (const visit of own) await tell(office, person, `/record ${visit} 结果=未发现问题 签字=是`)
    const before = (await remindersOf(office, person)).length
    await office.moveTo(at('04-15', '10:00'))
    expect(await remindersOf(office, person)).toHaveLength(before)
  })
})

describe('after downtime and in the night', () => {
  let office: Office
  let person: string
  let visit: string

  beforeAll(async () => {
    office = await openOffice()
    const [seat] = await seatsOf(office, await drawPlan(office, 'JH2026-01'))
    person = seat!.person
    visit = seat!.visit
  })
  afterAll(() => office.close())

  it('tells the newest stage only, marked as late', async () => {
    await office.moveTo(at('04-03', '11:00'))
    const [first, ...more] = await remindersOf(office, person)
    expect(more).toEqual([])
    expect(first?.text).toContain('【临近到期】（迟发）')
    await office.moveTo(at('04-11', '11:00'))
    const [, second, ...others] = await remindersOf(office, person)
    expect(others).toEqual([])
    expect(second?.text).toContain('【黄牌 · 超期 2 个工作日】（迟发）')
    expect(second?.text.split(visit)).toHaveLength(2)
  })

  it('sends the newest missed digest only, marked as late', async () => {
    const digests = await digestsOf(office)
    expect(digests.map(({ text }) => text.split('\n', 1)[0])).toEqual([
      '【双随机日报】4月2日（周四）（补发）',
      '【双随机日报】4月10日（周五）（补发）',
    ])
  })

  it('writes no reminder and no digest from 21:00 until 8:00, so that the morning’s say what then holds', async () => {
    await office.moveTo(at('04-13', '22:00'))
    expect(await remindersOf(office, person)).toHaveLength(2)
    expect(await digestsOf(office)).toHaveLength(2)
    await office.restart()
    await office.moveTo(at('04-14', '07:59'))
    expect(await remindersOf(office, person)).toHaveLength(2)
    expect(await digestsOf(office)).toHaveLength(2)
    await office.moveTo(at('04-14', '09:00'))
    const reminders = await remindersOf(office, person)
    expect(reminders).toHaveLength(3)
    expect(reminders.at(-1)?.text).toContain('【红牌 · 超期 4 个工作日】以下')
    const digests = await digestsOf(office)
    expect(digests).toHaveLength(3)
    expect(digests.at(-1)?.text).toContain('【双随机日报】4月13日（周一）（补发）')
  })

  it('answers a command in the night at once, past the reminder that waits for the morning', async () => {
    await office.moveTo(at('04-15', '23:00'))
    expect(await remindersOf(office, person)).toHaveLength(3)
    await office.store.write((tx) =>
      tx.outbox.add(
        {
          ...({ platform: 'room', chat: `private:${person}`, ref: 'night', person, text: '提醒' } as const),
          ...({ buttons: [], file: null, replyTo: null, quiet: true, onDoubt: 'resend' } as const),
          notBefore: at('04-15', '23:00'),
        },
        at('04-15', '23:00'),
      ),
    )
    await office.system.settle()
    expect(await office.store.read((view) => view.outbox.count('queued'))).toBeGreaterThan(0)
    expect(await tell(office, person, '/tasks')).toContain(visit)
  })
})

describe('the daily digest', () => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice()
  })
  afterAll(() => office.close())

  it('comes at 17:30, once, with the ledger’s head', async () => {
    await office.moveTo(at('03-10', '17:29'))
    expect(await digestsOf(office)).toEqual([])
    await office.moveTo(at('03-10', '17:30'))
    const head = await office.store.read((view) => view.ledger.head())
    const [digest] = await digestsOf(office)
    expect(digest?.text).toContain('【双随机日报】3月10日（周二）')
    expect(digest?.text).toContain(`留痕账本第 ${head.n} 号，校验值：\n${head.hash}`)
    expect(digest?.text).not.toContain('补发')
    await office.restart()
    await office.moveTo(at('03-10', '20:00'))
    expect(await digestsOf(office)).toHaveLength(1)
  })

  it('comes on working days only', async () => {
    for (const day of ['03-11', '03-12', '03-13', '03-14', '03-15', '03-16']) {
      await office.moveTo(at(day, '17:31'))
    }
    const days = (await digestsOf(office)).map(({ text }) => /】(.+?)（/.exec(text)?.[1])
    expect(days).toEqual(['3月10日', '3月11日', '3月12日', '3月13日', '3月16日'])
    expect((await digestsOf(office)).some(({ text }) => text.includes('补发'))).toBe(false)
  })
})

describe('a draw that waits for witnesses', () => {
  let office: Office
  let clerk: string
  let drawnAt: number

  beforeAll(async () => {
    office = await openOffice()
    clerk = await office.who('office', 'SCQ-FZ')
    await office.store.write(async (tx) => {
      await tx.plans.put({ ...(await tx.plans.get('JH2026-02'))!, witnesses: 2 })
    })
    await office.say(clerk, 'office', '/draw JH2026-03')
    await office.say(clerk, 'office', '/draw JH2026-02')
    await office.say(await office.who('leader', 'SCQ-GS'), 'office', '/witness CQ2026-002 春天来了')
    drawnAt = Date.parse(await office.now())
  })
  afterAll(() => office.close())

  const later = (minutes: number) => office.moveTo(new Date(drawnAt + minutes * 60_000).toISOString())
  const reminders = async (draw: string) => {
    const all = await office.read('office')
    return all.filter(({ text }) => text.startsWith(`【抽取 ${draw}】还在等`)).map(({ text }) => text)
  }

  it('is remembered to its group after ten minutes, once', async () => {
    await later(9)
    expect(await reminders('CQ2026-001')).toEqual([])
    await later(10)
    await office.restart()
    await later(60)
    expect(await reminders('CQ2026-001')).toEqual([messages.draw.reminder('CQ2026-001', 1, 'CQ2026-001')])
    expect(await reminders('CQ2026-002')).toEqual([messages.draw.reminder('CQ2026-002', 1, 'CQ2026-002')])
  })

  it('is void after a day without a witness, and failed with its secret after a day with too few', async () => {
    const states = () =>
      office.store.read(async (view) => [
        (await view.draws.byNo('CQ2026-001'))!,
        (await view.draws.byNo('CQ2026-002'))!,
      ])
    await later(24 * 60 - 2)
    expect((await states()).map(({ state }) => state)).toEqual(['committed', 'witnessed'])
    await later(24 * 60 + 1)
    const [ended, failed] = await states()
    expect(ended).toMatchObject({ state: 'void', cause: messages.void.expiredReason })
    expect(failed).toMatchObject({ state: 'failed', cause: messages.void.failedCause })
    const told = [
      messages.void.ended('CQ2026-001', messages.void.expiredReason),
      messages.void.failed('CQ2026-002', messages.void.failedCause, failed!.secret!),
    ]
    const supervisor = await office.who('supervisor')
    const inOffice = (await office.read('office')).map(({ text }) => text)
    expect(inOffice.filter((text) => told.includes(text)).sort()).toEqual([...told].sort())
    const watched = (await office.read(`private:${supervisor}`)).map(({ text }) => text)
    for (const one of told) {
      const [heard, ...again] = watched.filter((text) => text.startsWith(one))
      expect(again).toEqual([])
      expect(heard).toMatch(/计划：JH2026-0\d .+\n发起：\S+　到时由系统结束　时间：.+\n留痕账本第 \d+ 条/)
    }
    const entries = await office.store.read((view) => view.ledger.entries(1, 1000))
    const failure = entries.find(({ kind }) => kind === 'draw.failed')
    expect(failure?.body).toMatchObject({ draw: 'CQ2026-002', secret: failed!.secret })
    expect(entries.filter(({ kind }) => kind === 'draw.voided')).toHaveLength(1)
  })

  it('never becomes a draw again, and counts when its plan is drawn anew', async () => {
    const leader = await office.who('leader', 'SCQ-GS')
    const [late] = await office.say(leader, 'office', '/witness 太晚了')
    expect(late?.text).toBe(messages.witness.none)
    const [again] = await office.say(clerk, 'office', '/draw JH2026-03')
    expect(again?.text).toBe(messages.draw.needsReason('JH2026-03', 1))
    await office.restart()
    await later(26 * 60)
    const said = (await office.read('office')).filter(({ text }) => text.startsWith('抽取 CQ2026-001 已作废'))
    expect(said).toHaveLength(1)
  })
})
