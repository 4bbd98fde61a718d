import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import type { Assignment, FileRef, Result } from '../../db/store.js'
import { type Office, openOffice } from './office.js'
import { businessOf, drawPlan, seatsOf, tell } from './steps.js'

const { record } = messages

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
      [`/review 退回 ${visit} 1`, messages.review.needsReason(visit)],
      [`/review 退回 ${visit}`, messages.review.needsReason(visit)],
      [`/review 通过 ${visit} 1 几个`, messages.review.needsVersion(visit)],
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
    await office.moveTo('2026-03-12T02:00:00.000Z')
    expect(await tell(office, person, '/tasks')).toContain(`▪ ${visit}　理由：内容不全`)
    const mended = await tell(office, person, `/record ${visit} 结果=未发现问题 签字=是 备注=已补充现场情况`)
    expect(mended).toContain('第 2 版')
    // Whoever mends an answer did not inspect on the day he mends it.
    expect(mended).toContain('检查日期：3月10日')
    expect((await results(visit))[0]).toMatchObject({ inspectedOn: '2026-03-10' })
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

describe('a photo that follows its record', () => {
  let office: Office
  let seat: Assignment
  let leader: string

  beforeAll(async () => {
    office = await openOffice()
    seat = (await seatsOf(office, await drawPlan(office, 'JH2026-01')))[0]!
    leader = await office.who('leader', 'SCQ-GS')
  })
  afterAll(() => office.close())

  const stateOf = async () => (await office.store.read((view) => view.results.ofVisit(seat.visit)))[0]!.state
  const attach = async (name: string) => {
    const upload = await office.request(`/room/files?name=${encodeURIComponent(name)}`, {
      ...{ method: 'POST', headers: { 'content-type': 'image/jpeg' }, body: name },
    })
    await office.say(seat.person, `private:${seat.person}`, '', [(await upload.json()) as FileRef])
  }

  it('is shown to the reviewer before the record is accepted', async () => {
    const { visit, person } = seat
    const receipt = await tell(office, person, `/record ${visit} 结果=拒绝检查 签字=否 未签原因=拒签`)
    // Whoever writes it in his own words reads which result was kept.
    expect(receipt).toMatch(/填报成功[\s\S]*：不配合检查情节严重（/)
    const press = async (send: string) => (await office.say(leader, `private:${leader}`, send))[0]!
    const card = (await office.read(`private:${leader}`)).at(-1)!
    expect(card.text).toContain('没有附件')
    await attach('门口.jpg')
    const before = await businessOf(office)
    const shown = await press(card.buttons[0]![0]!.send)
    expect(shown.text).toContain(messages.review.moreFiles(visit, 1))
    expect(shown.files.map(({ name }) => name)).toEqual(['门口.jpg'])
    const accept = shown.buttons[0]![0]!.send
    expect(accept).toBe(`/review 通过 ${visit} 1 1`)
    expect(await businessOf(office)).toBe(before)
    await attach('仓库.jpg')
    expect((await press(accept)).text).toContain(messages.review.moreFiles(visit, 2))
    expect(await stateOf()).toBe('review')
    expect((await press(`/review 通过 ${visit} 第1版 附件２个`)).text).toBe(messages.review.accepted(visit))
    expect(await stateOf()).toBe('decision')
    const clerk = await office.who('office', 'SCQ-GS')
    const read = await office.say(clerk, `private:${clerk}`, `/decide ${visit}`)
    expect(read[0]!.text).toContain('检查记录的附件 2 个：门口.jpg、仓库.jpg')
    expect(read.flatMap(({ files }) => files).map(({ name }) => name)).toEqual(['门口.jpg', '仓库.jpg'])
    const [inGroup] = await office.say(clerk, 'dept:SCQ-GS', `/decide ${visit}`)
    expect(inGroup!.text).toContain(`检查记录的附件 2 个：私聊发送 /decide ${visit} 查看`)
    expect(inGroup!.files).toEqual([])
  })
})

describe('a return without the number of the version', () => {
  it('means the one that waits', async () => {
    const office = await openOffice()
    try {
      const [{ visit, person }] = (await seatsOf(office, await drawPlan(office, 'JH2026-01'))) as [Assignment]
      const leader = await office.who('leader', 'SCQ-GS')
      await tell(office, person, `/record ${visit} 结果=未发现问题 签字=是`)
      expect(await tell(office, leader, `/review 退回 ${visit} 3天内 补充照片`)).toBe(
        messages.review.returned(visit),
      )
      expect(await office.last(`private:${person}`)).toContain('理由：3天内 补充照片')
    } finally {
      await office.close()
    }
  })
})

describe('a record that is mended by questions', () => {
  it('offers what the version before says of the day and the note', async () => {
    const office = await openOffice()
    try {
      const [{ visit, person }] = (await seatsOf(office, await drawPlan(office, 'JH2026-01'))) as [Assignment]
      const leader = await office.who('leader', 'SCQ-GS')
      const chat = `private:${person}`
      const labels = async () =>
        (await office.read(chat))
          .at(-1)!
          .buttons.flat()
          .map(({ label }) => label)
      await tell(office, person, `/record ${visit}`)
      await tell(office, person, '未发现问题')
      expect(await tell(office, person, '是')).toBe(record.askDay)
      // Drawn today: nobody inspected yesterday.
      expect(await labels()).toEqual([record.today])
      for (const answer of ['1', '门口正在施工', '提交']) await tell(office, person, answer)
      await office.moveTo('2026-03-12T02:00:00.000Z')
      await tell(office, leader, `/review 退回 ${visit} 1 内容不全`)
      await tell(office, person, `/record ${visit}`)
      await tell(office, person, '未发现问题')
      expect(await tell(office, person, '是')).toBe(`${record.lastTime('3月10日（周二）')}\n${record.askDay}`)
      expect(await labels()).toEqual([record.unchanged, record.today, record.yesterday])
      expect(await tell(office, person, '不变')).toBe(`${record.lastTime('门口正在施工')}\n${record.askNote}`)
      expect(await labels()).toEqual([record.unchanged, record.none])
      expect(await tell(office, person, '1')).toContain('备注：门口正在施工')
      await tell(office, person, '提交')
      const versions = await office.store.read((view) => view.records.ofVisit(visit))
      expect(versions.at(-1)).toMatchObject({ version: 2, inspectedOn: '2026-03-10', note: '门口正在施工' })
    } finally {
      await office.close()
    }
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
