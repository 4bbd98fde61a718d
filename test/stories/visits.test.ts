import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import type { Person, Role, Visit } from '../../db/store.js'
import { type Office, openOffice } from './office.js'
import { businessOf, drawPlan, oneOfEach, type Seat, seatsOf, tell } from './steps.js'

async function visitOf(office: Office, no: string): Promise<Visit> {
  return (await office.store.read((view) => view.visits.get(no)))!
}

describe('acknowledging', () => {
  let office: Office
  let who: Record<Role, string>
  let person: string
  let visits: string[]

  beforeAll(async () => {
    office = await openOffice()
    who = await oneOfEach(office)
    const seats = await seatsOf(office, await drawPlan(office, 'JH2026-01'))
    person = seats.find((one) => seats.filter((other) => other.person === one.person).length >= 3)!.person
    visits = seats.filter((one) => one.person === person).map((one) => one.visit)
  })
  afterAll(() => office.close())

  const ackedOf = async () => {
    const own = (await seatsOf(office, 'CQ2026-001')).filter((one) => one.person === person)
    return own.filter((one) => one.ackedAt !== null).map((one) => one.visit)
  }

  it('takes one visit by its number, however it is written', async () => {
    const spelt = visits[0]!.toLowerCase().replaceAll('-', '－')
    expect(await tell(office, person, `收到 ${spelt}`)).toBe(messages.ack.done([visits[0]!]))
    expect(await ackedOf()).toEqual([visits[0]])
  })

  it('is kept once', async () => {
    const before = await businessOf(office)
    expect(await tell(office, person, `/ack ${visits[0]}`)).toBe(messages.ack.nothing)
    expect(await businessOf(office)).toBe(before)
  })

  it('takes all that is left by the bare word with thanks behind it', async () => {
    expect(await tell(office, person, '收到 谢谢')).toBe(messages.ack.done(visits.slice(1).sort()))
    expect(await ackedOf()).toEqual(visits)
    expect(await tell(office, person, '收到 CQ2026-001')).toBe(messages.ack.nothing)
  })

  it('understands 收到 with punctuation', async () => {
    for (const text of ['收到。', '收到！', '收到，谢谢', '收到 👌', '/收到：']) {
      expect(await tell(office, person, text), text).toBe(messages.ack.nothing)
    }
  })

  it('means nothing in a group without its slash', async () => {
    expect(await office.say(person, 'dept:SCQ-GS', '收到')).toEqual([])
    expect((await office.say(person, 'dept:SCQ-GS', '/收到'))[0]?.text).toBe(messages.ack.nothing)
  })

  it('pages through firms, and says when there are no more', async () => {
    const seen = new Set<string>()
    for (let page = 1, rest: string | null = '有限公司'; rest && page <= 3; page++) {
      const text = await tell(office, who.leader, `/firm ${rest}`)
      const codes = text.match(/^[0-9A-Z]{18}(?=　)/gm) ?? []
      expect(codes).toHaveLength(10)
      for (const code of codes) seen.add(code)
      rest = /发送 \/firm (.+?) 看下一页/.exec(text)?.[1] ?? null
      expect(rest).toBe(`有限公司 第${page + 1}页`)
    }
    expect(seen.size).toBe(30)
    expect(await tell(office, who.leader, '/firm 有限公司 第9999页')).toBe(messages.firm.none('有限公司'))
    expect(await tell(office, who.leader, '/firm 有限公司　第０页')).toContain('第2页')
    expect(await tell(office, who.leader, '/firm 有限公司 第99999页')).toContain('没有找到')
  })

  it('shows one firm by its code, its telephone in private only', async () => {
    const { firm } = await visitOf(office, visits[0]!)
    const phone = '03920000000'
    await office.store.write(async (tx) => tx.firms.put({ ...(await tx.firms.get(firm))!, phone }))
    const inPrivate = await tell(office, who.leader, `/查询 ${firm.toLowerCase()}`)
    const inGroup = (await office.say(who.leader, 'office', `/查询 ${firm}`))[0]!.text
    expect(inPrivate).toContain(visits[0]!)
    expect(inPrivate).toContain(phone)
    expect(inGroup).not.toContain(phone)
  })
})

describe('a later due day', () => {
  let office: Office
  let person: string
  let colleague: string
  let leader: string
  let otherLeader: string
  let visit: Visit
  let buttons: string[]

  beforeAll(async () => {
    office = await openOffice()
    const seats = await seatsOf(office, await drawPlan(office, 'JH2026-01'))
    person = seats[0]!.person
    visit = await visitOf(office, seats[0]!.visit)
    colleague = seats.find((one) => one.visit === visit.no && one.person !== person)!.person
    const department = (await office.store.read((view) => view.people.get(person)))!.department
    leader = await office.who('leader', department)
    otherLeader = await office.who('leader', 'SCQ-ZJ')
  })
  afterAll(() => office.close())

  it('is refused when it is none, past, not later, no working day, or beyond the plan', async () => {
    const before = await businessOf(office)
    const refusals: [string, string][] = [
      ['2026-13-01', messages.extend.badDay('2026-13-01')],
      ['2026-02-30', messages.extend.badDay('2026-02-30')],
      ['明年', messages.extend.badDay('明年')],
      ['-1', messages.extend.badDay('-1')],
      ['2020-01-02', messages.extend.past('2020-01-02')],
      [visit.due, messages.extend.notLater(visit.due)],
      ['2026-05-02', messages.extend.notWorking('2026-05-02')],
      ['2026-12-30', messages.extend.tooFar],
      ['2027-01-04', messages.extend.afterPlan('2026-12-31')],
      ['9999-12-31', messages.extend.afterPlan('2026-12-31')],
    ]
    for (const [day, refusal] of refusals) {
      expect(await tell(office, person, `/extend ${visit.no} ${day} 企业停业装修`), day).toContain(refusal)
    }
    for (const rest of ['', visit.no, `${visit.no} 2026-04-20`, `${visit.no} 2026-04-20 　`]) {
      expect(await tell(office, person, `/extend ${rest}`), rest).toContain(messages.extend.needsParts)
    }
    expect(await tell(office, person, `/extend ${visit.no} 2026-04-20 ${'长'.repeat(501)}`)).toContain('太长')
    expect(await tell(office, leader, `/extend ${visit.no} 2026-04-20 我来申请`)).toBe(
      messages.record.notYours(visit.no),
    )
    expect(await businessOf(office)).toBe(before)
  })

  it('is asked for once, and the department’s leader is told', async () => {
    const name = (await office.store.read((view) => view.people.get(leader)))!.name
    const answer = await tell(office, person, `／延期 ${visit.no} 4月20日 企业停业装修，无法进入`)
    expect(answer).toBe(messages.extend.asked(visit.no, '2026-04-20', name))
    expect((await visitOf(office, visit.no)).due).toBe(visit.due)
    expect(await tell(office, colleague, `/extend ${visit.no} 2026-04-21 也来申请`)).toBe(
      messages.extend.waiting(visit.no),
    )
    const request = (await office.read(`private:${leader}`)).at(-1)!
    expect(request.text).toContain('企业停业装修，无法进入')
    buttons = request.buttons[0]!.map((button) => button.send)
  })

  it('is granted by nobody but that leader', async () => {
    const before = await businessOf(office)
    const [yes] = buttons
    for (const one of [otherLeader, person, colleague]) {
      expect(await tell(office, one, yes!)).toBe(messages.extend.notLeader)
    }
    expect(await tell(office, await office.who('admin'), yes!)).toContain('只有')
    expect(await tell(office, leader, '/extend 同意 99999')).toBe(messages.extend.unknown)
    expect(await businessOf(office)).toBe(before)
  })

  it('holds from the leader’s tap on, and a second tap changes nothing', async () => {
    const [yes, no] = buttons
    expect(await tell(office, leader, yes!)).toBe(messages.extend.granted(visit.no, '2026-04-20'))
    expect((await visitOf(office, visit.no)).due).toBe('2026-04-20')
    const name = (await office.store.read((view) => view.people.get(leader)))!.name
    for (const one of [person, colleague]) {
      expect(await office.last(`private:${one}`)).toBe(
        messages.extend.tellGranted(visit.no, '2026-04-20', name),
      )
    }
    const before = await businessOf(office)
    expect(await tell(office, leader, no!)).toBe(messages.extend.decided)
    expect(await tell(office, leader, yes!)).toBe(messages.extend.decided)
    expect(await businessOf(office)).toBe(before)
  })

  it('may be refused, and asked for again', async () => {
    await tell(office, person, `/extend ${visit.no} 2026-04-28 还没有装修完`)
    const no = (await office.read(`private:${leader}`)).at(-1)!.buttons[0]![1]!.send
    expect(await tell(office, leader, no)).toBe(messages.extend.refused(visit.no))
    expect((await visitOf(office, visit.no)).due).toBe('2026-04-20')
    expect(await office.last(`private:${person}`)).toContain('不同意')
    expect(await tell(office, person, `/extend ${visit.no} 2026-04-29 再申请`)).toContain('批准前原期限不变')
  })

  it('ends with the record: what is granted after it changes nothing', async () => {
    const [yes, no] = (await office.read(`private:${leader}`)).at(-1)!.buttons[0]!.map(({ send }) => send)
    await tell(office, person, `/record ${visit.no} 结果=未发现问题 签字=是`)
    expect(await tell(office, person, `/extend ${visit.no} 2026-05-06 补申请`)).toBe(
      messages.extend.done(visit.no),
    )
    const before = await businessOf(office)
    for (const decision of [yes!, no!]) {
      expect(await tell(office, leader, decision)).toBe(messages.extend.done(visit.no))
    }
    expect(await businessOf(office)).toBe(before)
    expect(await visitOf(office, visit.no)).toMatchObject({ due: '2026-04-20', remindOn: null })
  })
})

describe('who decides on a later due day', () => {
  let office: Office
  /** An inspector who leads his department as well, and somebody who inspects with him. */
  let person: string
  let colleague: string
  let visits: string[]
  let leader: string
  let elsewhere: string

  beforeAll(async () => {
    office = await openOffice()
    const seats = await seatsOf(office, await drawPlan(office, 'JH2026-01'))
    person = seats.find((one) => seats.filter((other) => other.person === one.person).length >= 3)!.person
    visits = seats.filter((one) => one.person === person).map((one) => one.visit)
    colleague = seats.find((one) => one.visit === visits[0] && one.person !== person)!.person
    const { department } = (await office.store.read((view) => view.people.get(person)))!
    leader = await office.who('leader', department)
    elsewhere = await office.who('leader', 'SCQ-FZ')
    for (const one of [person, colleague]) await change(one, { roles: ['inspector', 'leader'], department })
  })
  afterAll(() => office.close())

  async function change(id: string, fields: Partial<Person>): Promise<void> {
    await office.store.write(async (tx) => tx.people.put({ ...(await tx.people.get(id))!, ...fields }))
  }

  const ask = (visit: string) => tell(office, person, `/extend ${visit} 2026-04-20 企业停业装修`)
  const nameOf = async (id: string) => (await office.store.read((view) => view.people.get(id)))!.name
  const buttonOf = async (id: string) => (await office.read(`private:${id}`)).at(-1)!.buttons[0]![0]!.send

  it('is neither the asker nor anybody who inspects there', async () => {
    const [visit] = visits as [string]
    expect(await ask(visit)).toBe(messages.extend.asked(visit, '2026-04-20', await nameOf(leader)))
    const yes = await buttonOf(leader)
    for (const one of [person, colleague, elsewhere]) {
      expect(await tell(office, one, yes)).toBe(messages.extend.notLeader)
    }
    expect(await tell(office, leader, yes)).toBe(messages.extend.granted(visit, '2026-04-20'))
  })

  it('is the leading department’s leader where there is no other', async () => {
    const visit = visits[1]!
    await change(leader, { active: false })
    await change(colleague, { roles: ['inspector'] })
    expect(await ask(visit)).toBe(messages.extend.asked(visit, '2026-04-20', await nameOf(elsewhere)))
    const yes = await buttonOf(elsewhere)
    expect(await tell(office, person, yes)).toBe(messages.extend.notLeader)
    expect(await tell(office, elsewhere, yes)).toBe(messages.extend.granted(visit, '2026-04-20'))
    expect((await visitOf(office, visit)).due).toBe('2026-04-20')
  })

  it('is nobody: then it is said, and nothing is kept', async () => {
    await change(elsewhere, { active: false })
    const before = await businessOf(office)
    expect(await ask(visits[2]!)).toBe(messages.extend.noLeader)
    expect(await businessOf(office)).toBe(before)
    await change(elsewhere, { active: true })
  })

  it('grants no day on which an inspector’s certificate is no longer valid', async () => {
    const visit = visits[2]!
    await ask(visit)
    const yes = await buttonOf(elsewhere)
    await office.store.write(async (tx) => {
      const [seat] = await tx.visits.assignments(visit)
      await tx.inspectors.put({
        ...(await tx.inspectors.get(seat!.inspector))!,
        certifiedUntil: '2026-04-19',
      })
    })
    const [seat] = await office.store.read((view) => view.visits.assignments(visit))
    const { due } = await visitOf(office, visit)
    const refusal = messages.extend.certificate(await nameOf(seat!.person), '2026-04-19')
    expect(await tell(office, elsewhere, yes)).toBe(refusal)
    expect((await visitOf(office, visit)).due).toBe(due)
    expect(await tell(office, elsewhere, yes.replace('同意', '不同意'))).toBe(messages.extend.refused(visit))
    expect(await ask(visit)).toBe(refusal)
  })
})

describe('a record', () => {
  let office: Office
  /** Of different visits and different people. */
  let seats: Seat[]

  beforeAll(async () => {
    office = await openOffice()
    seats = []
    for (const one of await seatsOf(office, await drawPlan(office, 'JH2026-04'))) {
      const isNew = seats.every(({ visit, person }) => visit !== one.visit && person !== one.person)
      if (isNew) seats.push(one)
    }
  })
  afterAll(() => office.close())

  const recordsOf = (visit: string) => office.store.read((view) => view.records.ofVisit(visit))

  it('is asked for before any photo', async () => {
    const { person, visit } = seats[0]!
    const upload = await office.request('/room/files?name=photo.jpg', {
      method: 'POST',
      headers: { 'content-type': 'image/jpeg' },
      body: 'not really a photo',
    })
    const file = await upload.json()
    const said = async (text: string) =>
      (await office.say(person, `private:${person}`, text, [file]))[0]?.text
    const before = await businessOf(office)
    expect(await said('')).toBe(messages.record.noRecordForFiles)
    expect(await said(`/record ${visit} 照片`)).toBe(messages.record.attachOnly(visit))
    expect(await businessOf(office)).toBe(before)
    const leader = await office.who('leader', 'SCQ-GS')
    const [answer] = await office.say(leader, `private:${leader}`, '', [file])
    expect(answer?.text).toContain('只有执法人员可以使用')
  })

  it('takes a place from the room as the file that it is on other platforms, and no place off the earth', async () => {
    const keep = (place: unknown) =>
      office.request('/room/places', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(place),
      })
    const kept = await keep({ latitude: 29.53312, longitude: -106.5 })
    expect(kept.status).toBe(201)
    const file = (await kept.json()) as { name: string; hash: string }
    expect(file.name).toBe('位置 北纬29.53312 西经106.50000.geojson')
    const bytes = await (await office.request(`/room/files/${file.hash}?name=a`)).text()
    expect(JSON.parse(bytes)).toEqual({ type: 'Point', coordinates: [-106.5, 29.53312] })
    for (const wrong of [{}, null, { latitude: 91, longitude: 0 }, { latitude: '29', longitude: 106 }])
      expect((await keep(wrong)).status).toBe(400)
  })

  it('may come in several lines, full-width, with a result for each item', async () => {
    const { person, visit } = seats[0]!
    const text = [
      `／填报　${visit.replaceAll('-', '－')}`,
      '结果１：未发现问题',
      '结果２：责令改正',
      '事项ＺＪ－０１：合格',
      '签字：否',
      '未签原因：负责人外出',
      '见证人：居委会工作人员',
      '备注：第一行 12:30 到场，a=b',
    ].join('\n')
    const answer = await tell(office, person, text.replace('，a=b', ''))
    expect(answer).toMatch(/填报成功，回执号 HZ20260310-0001/)
    const [kept] = await recordsOf(visit)
    expect(kept).toMatchObject({
      version: 1,
      inspectedOn: '2026-03-10',
      signed: false,
      unsignedReason: '负责人外出',
      onSiteWitness: '居委会工作人员',
      note: '第一行 12:30 到场',
    })
    expect(kept?.items.map(({ item, result }) => [item, result])).toEqual([
      ['GS-03', '未发现问题'],
      ['SY-02', '发现问题已责令改正'],
      ['ZJ-01', '未发现问题'],
    ])
  })

  it('is kept once when it is sent twice, and replaced only on purpose', async () => {
    const { person, visit } = seats[1]!
    const line = `/record ${visit} 结果=未发现问题 签字=是 备注=现场整洁`
    await tell(office, person, line)
    const [first] = await recordsOf(visit)
    expect(await tell(office, person, line)).toBe(messages.record.same(first!.receipt, 0))
    expect(await tell(office, person, `/record ${visit} 结果=停业 签字=是`)).toContain('原记录不会被改动')
    expect(await recordsOf(visit)).toHaveLength(1)
    const corrected = `/record ${visit} 结果=停业 签字=是 更正=结果写错了`
    expect(await tell(office, person, corrected)).toContain('（第 2 版）')
    const again = await tell(office, person, corrected)
    const kept = await recordsOf(visit)
    expect(again).toBe(messages.record.same(kept[1]!.receipt, 0))
    expect(kept.map((one) => [one.version, one.reason])).toEqual([
      [1, null],
      [2, '结果写错了'],
    ])
    expect(kept[0]).toEqual(first)
  })

  it('needs every item’s result, and tells all faults at once', async () => {
    const { person, visit } = seats[2]!
    const before = await businessOf(office)
    const answer = await tell(
      office,
      person,
      `/record ${visit} 结果2=合格 结果9=合格 日期=2026-03-01 颜色=红`,
    )
    expect(answer).toContain('缺少事项1')
    expect(answer).toContain('缺少事项3')
    expect(answer).toContain('只有3个事项')
    expect(answer).toContain('早于抽取日')
    expect(answer).toContain('不认识“颜色”')
    expect(answer).toContain('缺少签字情况')
    expect(await tell(office, person, `/record ${visit} 结果=合格 签字=是 日期=2026-03-11`)).toContain(
      '还没有到',
    )
    expect(await businessOf(office)).toBe(before)
  })

  it('by questions: each branch, wrong answers asked again, nothing kept before the end', async () => {
    const { person, visit } = seats[2]!
    const before = await businessOf(office)
    const step = (answer: string) => tell(office, person, answer)
    expect(await step(`/record ${visit}`)).toContain('检查结果是')
    for (const wrong of ['0', '99', '-1', '1e9', '__proto__', '好', '99999999999999999999']) {
      expect(await step(wrong), wrong).toBe(messages.record.badChoice(15))
    }
    expect(await step('半个\ud83d')).toBe(messages.router.brokenText)
    expect(await step(messages.record.different)).toContain('的检查结果是')
    expect(await step('未发现问题')).toContain('的检查结果是')
    expect(await step('１')).toContain('的检查结果是')
    expect(await step('15')).toBe(messages.record.badChoice(14))
    expect(await step('6')).toBe(messages.record.askSigned)
    expect(await step('可能')).toBe(messages.record.badChoice(2))
    expect(await step('否')).toBe(messages.record.askReason)
    expect(await step('记录 的时候负责人不在')).toBe(messages.record.askWitness)
    expect(await step('街道办工作人员')).toBe(messages.record.askDay)
    for (const wrong of ['__proto__', 'constructor', '2月30日', '明天', '2020-01-01', '😀']) {
      expect(await step(wrong), wrong).toMatch(/日期/)
    }
    expect(await step('今天')).toBe(messages.record.askNote)
    expect(await step('有一处问题')).toContain('请核对')
    expect(await businessOf(office)).toBe(before)
    expect(await step('1')).toContain('填报成功')
    const [kept] = await recordsOf(visit)
    expect(kept).toMatchObject({
      unsignedReason: '记录 的时候负责人不在',
      onSiteWitness: '街道办工作人员',
      note: '有一处问题',
    })
    expect(kept?.items.map(({ result }) => result)).toEqual([
      '未发现问题',
      '未发现问题',
      '发现问题已责令改正',
    ])
  })

  it('by questions again: asks why, and can be left at the end or at once', async () => {
    const { person, visit } = seats[2]!
    const before = await businessOf(office)
    const step = (answer: string) => tell(office, person, answer)
    expect(await step(`/record ${visit}`)).toContain('请写明更正的理由')
    expect(await step('漏写')).toContain('检查结果是')
    for (const answer of ['1', '1']) await step(answer)
    expect(await step('昨天')).toContain('早于抽取日')
    for (const answer of ['1', '1']) await step(answer)
    expect(await step('不提交')).toMatch(/^已离开，没有填报/)
    expect(await step('1')).toBe(messages.router.privateTalk)
    await step(`/record ${visit}`)
    expect(await step('/取消')).toBe(messages.cancel.done)
    expect(await step('/cancel')).toBe(messages.cancel.nothing)
    expect(await businessOf(office)).toBe(before)
  })

  it('by questions once more: the last word makes a second version', async () => {
    const { person, visit } = seats[2]!
    const step = (answer: string) => tell(office, person, answer)
    expect(await step(`/record ${visit}`)).toContain('没有提交的草稿')
    for (const answer of ['删除草稿，重新填', '漏写', '1', '1', '1', '1']) await step(answer)
    expect(await step('提交')).toContain('（第 2 版）')
    expect((await recordsOf(visit)).at(-1)).toMatchObject({ version: 2, reason: '漏写', signed: true })
  })

  it('takes no answer from a button of an earlier question', async () => {
    const { person, visit } = seats[3]!
    const chat = `private:${person}`
    const [first] = await office.say(person, chat, `/record ${visit}`)
    const stale = first!.buttons[0]![0]!.send
    const [second] = await office.say(person, chat, stale)
    expect(second?.text).toBe(messages.record.askSigned)
    expect(await tell(office, person, stale)).toBe(messages.router.staleButton)
    expect(await tell(office, person, second!.buttons[0]![0]!.send)).toBe(messages.record.askDay)
  })

  it('forgets a question after 30 minutes, and other commands leave it open until then', async () => {
    const { person, visit } = seats[3]!
    const later = async (minutes: number) =>
      office.moveTo(new Date(Date.parse(await office.now()) + minutes * 60_000).toISOString())
    await later(29)
    expect(await tell(office, person, '/who')).toContain('您是')
    expect(await tell(office, person, '今天')).toBe(messages.record.askNote)
    await later(31)
    expect(await tell(office, person, '无')).toBe(messages.router.privateTalk)
    expect(await recordsOf(visit)).toEqual([])
  })

  it('asks in a group too, and hears only him whom it asked', async () => {
    const { person, visit } = seats[3]!
    const chat = 'dept:SCQ-GS'
    const [draft] = await office.say(person, chat, `/record ${visit}`)
    expect(draft?.text).toContain(messages.record.draftFields(3))
    expect(draft?.text).not.toContain('未发现问题')
    expect((await office.say(person, chat, messages.record.beginAnew))[0]?.text).toContain('检查结果是')
    const other = await office.who('leader', 'SCQ-GS')
    expect(await office.say(other, chat, '1')).toEqual([])
    expect((await office.say(person, chat, '1'))[0]?.text).toBe(messages.record.askSigned)
    expect((await office.say(person, chat, '/cancel'))[0]?.text).toBe(messages.cancel.done)
    expect(await office.say(person, chat, '1')).toEqual([])
    expect(await office.store.read((view) => view.inbox.count('dead'))).toBe(0)
  })
})
