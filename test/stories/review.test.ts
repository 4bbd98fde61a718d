import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import type { Assignment, Result } from '../../db/store.js'
import { type Office, openOffice } from './office.js'
import { businessOf, drawPlan, seatsOf, tell } from './steps.js'

describe('the review of a record', () => {
  let office: Office
  let seats: Assignment[]
  let leader: string

  beforeAll(async () => {
    office = await openOffice()
    seats = await seatsOf(office, await drawPlan(office, 'JH2026-01'))
    leader = await office.who('leader', 'SCQ-GS')
  })
  afterAll(() => office.close())

  const results = (visit: string): Promise<Result[]> =>
    office.store.read((view) => view.results.ofVisit(visit))
  const buttonsOf = (person: string) => sendsIn(`private:${person}`)
  const sendsIn = async (chat: string) =>
    (await office.read(chat))
      .at(-1)!
      .buttons.flat()
      .map(({ send }) => send)

  it('is asked for at once, with what was found and the last day for the public', async () => {
    const { visit, person } = seats[0]!
    await tell(office, person, `/record ${visit} 结果=未发现问题 签字=是 日期=今天`)
    const card = await office.last(`private:${leader}`)
    expect(card).toContain(`【待复核】${visit}（第 1 版）`)
    expect(card).toContain('未发现问题')
    // The sample begins on 10 March 2026; 清明 takes 4 to 6 April out of the twenty working days after it.
    expect(card).toContain('公示期限：4月8日')
    const [result] = await results(visit)
    expect(result).toMatchObject({ state: 'review', problem: false, discloseBy: '2026-04-08' })
    const [accept, ...others] = await buttonsOf(leader)
    expect(accept).toBe(`/review 通过 ${visit} 1`)
    expect(others).toHaveLength(3)
    for (const send of others) expect(Buffer.byteLength(send)).toBeLessThanOrEqual(64)
  })

  it('is refused to everybody else, with whose it is', async () => {
    const { visit } = seats[0]!
    const before = await businessOf(office)
    const stranger = await office.who('leader', 'SCQ-SY')
    expect(await tell(office, stranger, `/review 通过 ${visit} 1`)).toBe(messages.review.notYours(visit))
    expect(await tell(office, stranger, '/review')).toBe(messages.review.none)
    const clerk = await office.who('office', 'SCQ-GS')
    expect(await tell(office, clerk, `/review ${visit}`)).toContain('领导')
    const refusals: [string, string][] = [
      ['/review 一号', messages.review.needsVisit],
      [`/review 通过 ${visit}`, messages.review.needsVersion(visit)],
      [`/review 通过 ${visit} 2`, messages.review.changed(visit)],
      [`/review 退回 ${visit} 1`, messages.review.needsReason(visit, 1)],
      [`/review 退回 ${visit} 1 ${'长'.repeat(501)}`, messages.review.longReason],
      ['/review RW2026-009-01', messages.review.unknown('RW2026-009-01')],
      [`/review ${seats.at(-1)!.visit}`, messages.review.notRecorded(seats.at(-1)!.visit)],
    ]
    for (const [text, refusal] of refusals) expect(await tell(office, leader, text), text).toContain(refusal)
    expect(await businessOf(office)).toBe(before)
    expect((await results(visit))[0]?.state).toBe('review')
  })

  it('gives a record back with a reason, which its inspectors mend without giving another', async () => {
    const { visit, person } = seats[0]!
    await tell(office, leader, `/review ${visit}`)
    const giveBack = (await buttonsOf(leader))[1]!
    expect(await tell(office, leader, giveBack)).toBe(messages.review.returned(visit))
    expect(await office.last(`private:${person}`)).toContain('理由：内容不全')
    expect(await tell(office, person, '/tasks')).toContain(`▪ ${visit}　理由：内容不全`)
    const mended = await tell(office, person, `/record ${visit} 结果=未发现问题 签字=是 备注=已补充现场情况`)
    expect(mended).toContain('第 2 版')
    expect(await office.last(`private:${leader}`)).toContain('更正原因：复核退回：内容不全')
    expect((await results(visit))[0]).toMatchObject({ state: 'review', returnReason: null })
    expect(await tell(office, person, '/tasks')).not.toContain('理由：内容不全')
  })

  it('does not accept a version that the reviewer has not seen', async () => {
    const { visit } = seats[0]!
    expect(await tell(office, leader, `/review 通过 ${visit} 1`)).toBe(messages.review.changed(visit))
  })

  it('accepts with one tap, and the department hears what comes next', async () => {
    const { visit } = seats[0]!
    expect(await tell(office, leader, '/review')).toContain(visit)
    const [accept] = await buttonsOf(leader)
    expect(accept).toBe(`/review ${visit}`)
    await tell(office, leader, accept!)
    expect(await tell(office, leader, (await buttonsOf(leader))[0]!)).toBe(messages.review.accepted(visit))
    expect((await results(visit))[0]).toMatchObject({ state: 'disclosure', reviewedBy: leader })
    const heard = await office.last('dept:SCQ-GS')
    expect(heard).toContain(`【待公示】${visit}`)
    expect(heard).toContain(`/publish ${visit}`)
    expect(await sendsIn('dept:SCQ-GS')).toEqual([`/publish ${visit}`])
    expect(await tell(office, leader, `/review 通过 ${visit} 2`)).toContain('待公示')
  })

  it('leads a problem to its decision, without a day for the public before it', async () => {
    const { visit, person } = seats.find((one) => one.visit !== seats[0]!.visit)!
    await tell(office, person, `/record ${visit} 结果=未按规定公示年度报告 签字=否 未签原因=负责人外出`)
    expect(await office.last(`private:${leader}`)).toContain('作出处理决定后 20 个工作日内')
    await tell(office, leader, `/review 通过 ${visit} 1`)
    expect((await results(visit))[0]).toMatchObject({ state: 'decision', problem: true, discloseBy: null })
    const heard = await office.last('dept:SCQ-GS')
    for (const words of [`【待处理】${visit}`, `/decide ${visit}`]) expect(heard).toContain(words)
    expect(await sendsIn('dept:SCQ-GS')).toEqual([`/decide ${visit}`])
  })

  it('keeps what was accepted where a correction does not touch it, and reviews it again where it does', async () => {
    const { visit, person } = seats[0]!
    await tell(office, person, `/record ${visit} 结果=未发现问题 签字=是 备注=补一句 更正=补充说明`)
    expect((await results(visit))[0]).toMatchObject({ state: 'disclosure' })
    await tell(office, person, `/record ${visit} 结果=弄虚作假 签字=是 更正=结果填错`)
    expect((await results(visit))[0]).toMatchObject({ state: 'review', problem: true, discloseBy: null })
  })
})

describe('what waits after the record', () => {
  it('is remembered to whoever has to act, once a stage, and to the office once it is late', async () => {
    const office = await openOffice()
    try {
      const seats = await seatsOf(office, await drawPlan(office, 'JH2026-01'))
      const leader = await office.who('leader', 'SCQ-GS')
      const { visit, person } = seats[0]!
      const at = (day: string) => `2026-${day}T01:01:00.000Z`
      const remindersIn = async (chat: string) =>
        (await office.read(chat))
          .filter(({ text }) => text.includes('【公示期限提醒】'))
          .map(({ text }) => text)
      await tell(office, person, `/record ${visit} 结果=未发现问题 签字=是 日期=今天`)
      // Due on 8 April; five working days before it is 31 March.
      await office.moveTo(at('03-30'))
      expect(await remindersIn(`private:${leader}`)).toEqual([])
      await office.moveTo(at('03-31'))
      await office.moveTo('2026-03-31T05:00:00.000Z')
      expect(await remindersIn(`private:${leader}`)).toEqual([
        expect.stringMatching(new RegExp(`${visit}[^]*待复核[^]*还有 5 个工作日`)),
      ])
      await tell(office, leader, `/review 退回 ${visit} 1 内容不全`)
      await office.moveTo(at('04-02'))
      expect((await remindersIn(`private:${person}`)).at(-1)).toContain('已退回')
      const mended = await tell(
        office,
        person,
        `/record ${visit} 结果=未发现问题 签字=是 日期=3月10日 备注=补充`,
      )
      expect(mended).toContain('第 2 版')
      expect(await tell(office, leader, `/review 通过 ${visit} 2`)).toBe(messages.review.accepted(visit))
      await office.moveTo(at('04-08'))
      expect((await remindersIn('dept:SCQ-GS')).at(-1)).toContain('还有 0 个工作日')
      expect(await remindersIn('office')).toEqual([])
      await office.moveTo(at('04-09'))
      expect((await remindersIn('dept:SCQ-GS')).at(-1)).toContain('已超期 1 个工作日')
      expect(await remindersIn('office')).toEqual([expect.stringContaining('已超期 1 个工作日')])
    } finally {
      await office.close()
    }
  })
})
