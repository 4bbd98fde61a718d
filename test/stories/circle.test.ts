/** The circle from what was found to what the public reads: decisions, disclosures and corrections. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import { publicHash } from '../../commands/results/public-result.js'
import type { FileRef } from '../../db/store.js'
import { openOffice } from './office.js'
import { at, type Circle, GROUP, openCircle, PROBLEM, SOUND } from './open-circle.js'
import { businessOf, drawPlan, seatsOf, tell } from './steps.js'

describe('a result in which nothing was found', () => {
  let circle: Circle

  beforeAll(async () => {
    circle = await openCircle()
  })
  afterAll(() => circle.office.close())

  it('is not public before its review, and says who has to act', async () => {
    const { visits, office, say, result } = circle
    const [visit, person] = visits[0]!
    expect(await say(`/publish ${visit}`)).toBe(messages.result.notRecorded(visit))
    await tell(office, person, `/record ${visit} ${SOUND}`)
    expect(await say(`/publish ${visit}`)).toBe(messages.publish.notWaiting(await result(visit)))
    expect(await say('/publish')).toBe(messages.publish.none)
  })

  it('is shown exactly as the public will read it, and goes out with one tap', async () => {
    const { visits, office, leader, say, sends, result, versions } = circle
    const [visit, person] = visits[0]!
    await tell(office, leader, `/review 通过 ${visit} 1`)
    const preview = await say(`/publish ${visit}`)
    expect(preview).toContain('抽查完成日期：3月10日')
    expect(preview).toContain('未发现问题')
    const inspector = (await office.store.read((view) => view.people.get(person)))!
    expect(preview).not.toContain(inspector.name)
    const [send] = await sends(GROUP)
    const done = await say(send!)
    for (const words of ['【已公示】', `${office.system.address}/results/${visit}/SCQ-GS`])
      expect(done).toContain(words)
    expect(await result(visit)).toMatchObject({ state: 'disclosed', disclosures: 1, remindOn: null })
    const [only, ...more] = await versions(visit)
    expect(more).toEqual([])
    expect(only).toMatchObject({
      version: 1,
      reason: null,
      content: { agency: expect.stringContaining('工商') },
    })
    expect(Object.keys(only!.content).sort()).toEqual(
      ['agency', 'decisions', 'draw', 'firm', 'inspectedOn', 'items', 'plan'].sort(),
    )
    // A second tap on the same button.
    expect(await say(send!)).toBe(messages.publish.notWaiting(await result(visit)))
    expect(await versions(visit)).toHaveLength(1)
    const entries = await office.store.read((view) => view.ledger.entries(1, 10_000))
    const body = { visit, department: 'SCQ-GS', version: 1, reason: null, content: publicHash(only!.content) }
    expect(entries.filter(({ kind }) => kind === 'result.disclosed').map((one) => one.body)).toEqual([body])
  })

  it('goes out with all others of the department, unless one of them has changed since they were read', async () => {
    const { visits, office, leader, record, say, sends, versions } = circle
    for (const visit of visits.slice(1, 4)) await record(visit, SOUND)
    expect(await say('/publish')).toContain('本部门有 3 份检查结果待公示')
    expect(await sends(GROUP)).toContain('/publish 全部')
    await say('/publish 全部')
    const [send] = await sends(GROUP)
    const [visit, person] = visits[2]!
    await tell(office, person, `/record ${visit} 结果=注销 签字=是 更正=企业已注销`)
    expect(await say(send!)).toBe(messages.publish.allChanged)
    expect(await versions(visits[1]![0])).toEqual([])
    await tell(office, leader, `/review 通过 ${visit} 2`)
    await say('/publish 全部')
    await say((await sends(GROUP))[0]!)
    for (const [no] of visits.slice(1, 4)) expect(await versions(no)).toHaveLength(1)
    expect(await say('/publish')).toBe(messages.publish.none)
  })

  it('is corrected by its record: reviewed again, and a second version beside the first', async () => {
    const { visits, record, publish, say, result, versions } = circle
    const [visit] = visits[0]!
    expect(await say(`/correct ${visit} 原因=再看一遍`)).toBe(messages.correct.same(visit))
    await record(visits[0]!, `${PROBLEM} 更正=结果填错`, 2)
    expect(await result(visit)).toMatchObject({ state: 'decision', disclosures: 1 })
    expect(await say(`/correct ${visit} 原因=填错`)).toBe(messages.correct.underWay(await result(visit)))
    await say(`/decide ${visit} 无需后续处置`)
    expect(await publish(visit)).toContain('第 2 版')
    expect(await result(visit)).toMatchObject({ state: 'corrected', disclosures: 2 })
    const [first, second] = await versions(visit)
    expect(first!.content.items[0]!.result).toBe('未发现问题')
    expect(second).toMatchObject({
      reason: messages.publish.recordMended('结果填错'),
      content: { decisions: [{ kind: 'none' }] },
    })
  })

  it('is corrected with a reason where a name was wrong', async () => {
    const { visits, office, say, versions } = circle
    const [visit] = visits[0]!
    const { firm: code } = (await office.store.read((view) => view.visits.get(visit)))!
    await office.store.write(async (tx) =>
      tx.firms.put({ ...(await tx.firms.get(code))!, name: '正名有限公司' }),
    )
    expect(await say(`/correct ${visit}`)).toContain('更正要写明原因')
    expect(await say(`/correct ${visit} 原因=详情请打 138 0000 1234`)).toBe(messages.router.personal)
    const shown = await say(`/correct ${visit} 原因=企业名称登记有误`)
    for (const words of ['还没有公示', '正名有限公司', '企业名称登记有误']) expect(shown).toContain(words)
    expect(await say('先不公示')).toBe(messages.correct.left)
    expect(await versions(visit)).toHaveLength(2)
    await say(`/correct ${visit} 原因=企业名称登记有误`)
    const done = await say('公示这一版')
    for (const words of ['【已更正】', `${office.system.address}/results/${visit}/SCQ-GS`])
      expect(done).toContain(words)
    expect((await versions(visit)).at(-1)).toMatchObject({ version: 3, reason: '企业名称登记有误' })
  })

  it('keeps a telephone number in an inspector’s reason from the public', async () => {
    const { visits, record, publish, versions } = circle
    const [visit] = visits[0]!
    await record(visits[0]!, '结果=未发现问题 签字=是 更正=已向老板核实（138 0000 1234）', 3)
    await publish(visit)
    expect((await versions(visit)).at(-1)).toMatchObject({
      ...{ version: 4, reason: messages.publish.recordMended(null) },
    })
  })
})

describe('a result with a problem', () => {
  let circle: Circle

  beforeAll(async () => {
    circle = await openCircle()
    for (const visit of circle.visits.slice(0, 3)) await circle.record(visit, PROBLEM)
  })
  afterAll(() => circle.office.close())

  it('waits for a decision, and only its own department decides', async () => {
    const { visits, office, leader, say, result, sends } = circle
    const [visit, person] = visits[0]!
    expect(await say(`/publish ${visit}`)).toBe(messages.publish.notWaiting(await result(visit)))
    const before = await businessOf(office)
    const stranger = await office.who('office', 'SCQ-SY')
    expect(await tell(office, stranger, `/decide ${visit} 无需后续处置`)).toContain(
      '各自处理和公示本部门的事项',
    )
    expect(await tell(office, stranger, `/publish ${visit}`)).toContain('各自处理和公示本部门的事项')
    expect(await tell(office, person, `/decide ${visit} 无需后续处置`)).toContain('经办人员')
    const refusals: [string, string][] = [
      ['/decide 一号', messages.decide.needsVisit],
      [`/decide ${visit} 罚款`, messages.decide.needsKind(visit)],
      [`/decide ${visit} 行政处罚`, messages.decide.ask(visit, '文号', 'decision')],
      [`/decide ${visit} 行政处罚 文号=一 金额=很多`, messages.decide.badAmount('很多')],
      [`/decide ${visit} 行政处罚 文号=一 金额=-5`, messages.decide.badAmount('-5')],
      [`/decide ${visit} 责令改正`, messages.decide.ask(visit, '复查', 'decision')],
      [`/decide ${visit} 责令改正 复查=2026-03-09`, messages.decide.badRecheck('2026-03-09', '2026-03-10')],
      [
        `/decide ${visit} 无需后续处置 日期=3月9日`,
        messages.decide.badDay('3月9日', '2026-03-10', '2026-03-10'),
      ],
      [`/decide ${visit} 无需后续处置 日期=明年`, messages.decide.badDay('明年', '2026-03-10', '2026-03-10')],
      [`/decide ${visit} 无需后续处置 金额=5`, messages.decide.needlessAmount],
      [`/decide ${visit} 无需后续处置 复查=明天`, messages.decide.needlessRecheck],
      [`/decide ${visit} 无需后续处置 颜色=红`, messages.decide.unknownKey('颜色')],
      [`/decide 撤销 ${visit} 1`, messages.decide.needsReason],
      [`/decide 撤销 ${visit} 1 理由=错`, messages.decide.noSuch(visit, 1)],
      [`/decide ${visits[5]![0]}`, messages.result.notRecorded(visits[5]![0])],
    ]
    for (const [text, refusal] of refusals) expect(await say(text, leader), text).toContain(refusal)
    expect(await businessOf(office)).toBe(before)
    expect(await say('/decide')).toContain(visit)
    await say(`/decide ${visit}`)
    for (const send of await sends(GROUP)) expect(Buffer.byteLength(send)).toBeLessThanOrEqual(64)
  })

  it('is due for the public twenty working days after the decision', async () => {
    const { visits, office, say, result, publish, versions } = circle
    const [visit] = visits[0]!
    await office.moveTo(at('03-16'))
    const said = await say(`/decide ${visit} 行政处罚 文号=山市监处罚〔2026〕3号 金额=１.2万 日期=3月13日`)
    expect(said).toContain('山市监处罚〔2026〕3号，12000 元')
    // Twenty working days after 13 March, without 4 to 6 April.
    expect(await result(visit)).toMatchObject({ state: 'disclosure', discloseBy: '2026-04-13' })
    expect(await say(`/decide ${visit} 行政处罚 文号=山市监处罚〔2026〕3号 金额=12000`)).toContain(
      '已有同样的处理决定',
    )
    expect(await publish(visit)).toContain('行政处罚，山市监处罚〔2026〕3号，12000 元')
    expect((await versions(visit))[0]!.content.decisions).toEqual([
      {
        ...{
          kind: 'penalty',
          decidedOn: '2026-03-13',
          documentNo: '山市监处罚〔2026〕3号',
          amount: 1_200_000,
        },
        ...{ recheckOn: null, recheck: null },
      },
    ])
  })

  it('is decided about again when a decision is taken back, and the public reads why', async () => {
    const { visits, office, say, result, publish, versions } = circle
    const [visit] = visits[0]!
    const [decision] = await office.store.read((view) => view.decisions.of(visit, 'SCQ-GS'))
    expect(await say(`/decide 撤销 ${visit} ${decision!.id} 理由=请问13800001234`)).toBe(
      messages.router.personal,
    )
    const revoked = await say(`/decide 撤销 ${visit} ${decision!.id} 理由=文书号有误`)
    expect(revoked).toContain('请重新作出处理决定')
    expect(await result(visit)).toMatchObject({ state: 'decision', discloseBy: null, disclosures: 1 })
    await say(`/decide ${visit} 行政处罚 文号=山市监处罚〔2026〕4号 金额=12000`)
    await publish(visit)
    expect(
      (await versions(visit)).map(({ reason, content }) => [reason, content.decisions[0]!.documentNo]),
    ).toEqual([
      [null, '山市监处罚〔2026〕3号'],
      [messages.publish.decidedAnew, '山市监处罚〔2026〕4号'],
    ])
    // Nothing was wrong with what stood there: it is no correction.
    const shown = await (await office.request(`/results/${visit}/SCQ-GS`)).text()
    for (const words of ['有更新', '第 1 版（以前的版本）', '处理情况更新']) expect(shown).toContain(words)
    expect(shown).not.toMatch(/更正原因|已更正|已被更正/)
    expect(await (await office.request('/corrections')).text()).not.toContain(visit)
    expect((await (await office.request('/')).text()).split(`/results/${visit}/`).length).toBe(2)
  })

  it('is checked again where a wrong was to be put right: reminded, entered, published anew', async () => {
    const { visits, office, say, publish, result, versions } = circle
    const [visit] = visits[1]!
    await say(`/decide ${visit} 责令改正 复查=3月25日`)
    await publish(visit)
    const [{ id } = { id: 0 }] = await office.store.read((view) => view.decisions.of(visit, 'SCQ-GS'))
    const reminders = async () =>
      (await office.read(GROUP)).filter(({ text }) => text.includes('【复查提醒】')).map(({ text }) => text)
    await office.moveTo(at('03-17'))
    expect(await reminders()).toEqual([])
    await office.moveTo(at('03-18'))
    expect((await reminders()).at(-1)).toContain('还有 5 个工作日')
    await office.moveTo(at('03-26'))
    expect((await reminders()).at(-1)).toContain('已超期 1 个工作日')
    const said = (await reminders()).length
    expect(await say(`/decide 复查 ${visit} ${id} 好了`)).toContain('请写明复查结果')
    expect(await say(`/decide 复查 ${visit} ${id} 已改正`)).toContain('已改正')
    expect(await result(visit)).toMatchObject({ state: 'disclosure', discloseBy: '2026-04-24' })
    await publish(visit)
    expect((await versions(visit)).map(({ content }) => content.decisions[0]!.recheck)).toEqual([
      null,
      { on: '2026-03-26', done: true },
    ])
    await office.moveTo(at('03-27'))
    expect(await reminders()).toHaveLength(said)
  })

  it('that nobody publishes gets cards, and the leaders read of it', async () => {
    const { visits, office, leader, say } = circle
    const [visit] = visits[2]!
    await say(`/decide ${visit} 列入经营异常名录 日期=今天`)
    // Decided on 27 March; the last day is 27 April, since 4 to 6 April are days off.
    expect(await say('/publish')).toContain('4月27日')
    const before = (await office.read('office')).length
    await office.moveTo(at('04-28'))
    const since = (await office.read('office')).slice(before)
    expect(since.filter(({ text }) => text.includes('【黄牌】已超期 1 个工作日'))).toHaveLength(1)
    await office.moveTo('2026-04-28T09:31:00.000Z')
    expect(await office.last('leaders')).toContain('逾期 1')
    await office.moveTo(at('04-30'))
    expect(await office.last(`private:${leader}`)).toContain('【红牌】已超期 3 个工作日')
    const heard = (await office.read(`private:${leader}`)).filter(({ text }) => text.includes(visit))
    expect(heard.length).toBeGreaterThan(0)
  })
})

describe('a decided result whose record was corrected', () => {
  it('is not published before the new record was reviewed, whatever becomes of its decisions', async () => {
    const circle = await openCircle()
    const { office, visits, leader, say, record, publish, result, versions } = circle
    try {
      const [visit, person] = visits[0]!
      await record(visits[0]!, PROBLEM)
      await say(`/decide ${visit} 责令改正 复查=3月25日`)
      await say(`/decide ${visit} 列入经营异常名录 日期=今天`)
      const [rectify, abnormal] = await office.store.read((view) => view.decisions.of(visit, 'SCQ-GS'))
      await tell(office, person, `/record ${visit} 结果=注销 签字=否 未签原因=负责人拒绝签字 更正=结果填错`)
      expect((await result(visit)).state).toBe('review')
      for (const text of [
        `/decide 撤销 ${visit} ${abnormal!.id} 理由=填错`,
        `/decide 复查 ${visit} ${rectify!.id} 未改正`,
        `/decide 复查 ${visit} ${rectify!.id} 已改正`,
      ]) {
        expect(await say(text)).toContain('现在是“待复核”')
        expect((await result(visit)).state, text).toBe('review')
        expect(await say(`/publish ${visit}`)).toBe(messages.publish.notWaiting(await result(visit)))
      }
      await tell(office, leader, `/review 退回 ${visit} 2 写清楚`)
      await say(`/decide 撤销 ${visit} ${rectify!.id} 理由=不需要`)
      expect((await result(visit)).state).toBe('returned')
      expect(await versions(visit)).toEqual([])
      await record(visits[0]!, '结果=注销 签字=是 更正=结果填错', 3)
      await publish(visit)
      expect((await versions(visit)).map(({ content }) => content.items[0]!.result)).toEqual(['注销'])
    } finally {
      await office.close()
    }
  })
})

describe('a record that names who was commissioned and what was taken over', () => {
  it('is reviewed with it, and shows none of it to the public', async () => {
    const circle = await openCircle()
    const { office, visits, leader, publish, versions } = circle
    try {
      const [visit, person] = visits[0]!
      const upload = await office.request(`/room/files?name=${encodeURIComponent('检测报告.pdf')}`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/pdf' }, body: 'conclusion' },
      })
      const line = `/record ${visit} ${SOUND} 专家=县质检所 王工 采用=食药局 3 月 2 日的检查结果`
      await office.say(person, `private:${person}`, line, [(await upload.json()) as FileRef])
      const card = await office.last(`private:${leader}`)
      expect(card).toContain('委托机构或专家：县质检所 王工')
      expect(card).toContain('采用其他部门结果：食药局 3 月 2 日的检查结果')
      await tell(office, leader, `/review 通过 ${visit} 1 1`)
      expect(await publish(visit)).not.toContain('王工')
      expect(JSON.stringify(await versions(visit))).not.toMatch(/王工|食药局 3 月/)
    } finally {
      await office.close()
    }
  })
})

describe('a joint visit', () => {
  it('is published by each department for its own items', async () => {
    const office = await openOffice()
    try {
      const [seat] = await seatsOf(office, await drawPlan(office, 'JH2026-04'))
      const { visit, person } = seat!
      await tell(office, person, `/record ${visit} 结果=未发现问题 结果2=发现问题待后续处理 签字=是`)
      for (const department of ['SCQ-GS', 'SCQ-SY', 'SCQ-ZJ']) {
        const leaders = await office.store.read((view) => view.people.withRole('leader', department))
        for (const { id } of leaders) await tell(office, id, `/review 通过 ${visit} 1`)
      }
      const state = async (department: string) =>
        (await office.store.read((view) => view.results.get(visit, department)))?.state
      expect([await state('SCQ-GS'), await state('SCQ-SY')]).toEqual(['disclosure', 'decision'])
      const clerk = await office.who('office', 'SCQ-GS')
      await tell(office, clerk, `/publish ${visit}`)
      const [send] = (await office.read(`private:${clerk}`)).at(-1)!.buttons.flat()
      await tell(office, clerk, send!.send)
      expect([await state('SCQ-GS'), await state('SCQ-SY')]).toEqual(['disclosed', 'decision'])
      const [shown] = await office.store.read((view) => view.disclosures.of(visit, 'SCQ-GS'))
      expect(shown!.content.items.map(({ code }) => code)).toEqual(['GS-03'])
    } finally {
      await office.close()
    }
  })
})
