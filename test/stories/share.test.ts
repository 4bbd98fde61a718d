/** The list of units that results are shared with: kept, approved, published, and acted on once a day. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import { type Office, openOffice } from './office.js'
import { drawPlan, seatsOf, tell } from './steps.js'

const { share } = messages
const UNIT = 'dept:SCQ-FG'
const SOUND = '结果=未发现问题 签字=是'
const PROBLEM = '结果=未按规定公示年度报告 签字=是'

describe('/share', () => {
  let office: Office
  let leading: string
  let leader: string
  let clerk: string
  let reviewer: string
  let visits: [string, string][]

  beforeAll(async () => {
    office = await openOffice()
    leading = await office.who('office', 'SCQ-FZ')
    leader = await office.who('leader', 'SCQ-FZ')
    clerk = await office.who('office', 'SCQ-GS')
    reviewer = await office.who('leader', 'SCQ-GS')
    const seats = await seatsOf(office, await drawPlan(office, 'JH2026-01'))
    visits = [...new Map(seats.map((seat) => [seat.visit, seat.person]))]
  })
  afterAll(() => office.close())

  async function disclose([visit, person]: [string, string], fields: string): Promise<string> {
    await tell(office, person, `/record ${visit} ${fields}`)
    await tell(office, reviewer, `/review 通过 ${visit} 1`)
    if (fields === PROBLEM) await tell(office, clerk, `/decide ${visit} 无需后续处置`)
    await tell(office, clerk, `/publish ${visit}`)
    const [send] = (await office.read(`private:${clerk}`)).at(-1)!.buttons.flat()
    await tell(office, clerk, send!.send)
    const one = (await office.store.read((view) => view.visits.get(visit)))!
    return (await office.store.read((view) => view.firms.get(one.firm)))!.name
  }
  const bundles = async (chat = UNIT) =>
    (await office.read(chat)).filter(({ text }) => text.includes('新公示的抽查结果'))

  it('is kept by the leading office, and says what it does not understand', async () => {
    const wrong: [string, string, string][] = [
      [clerk, '/share 添加 发改委 结果=全部 用途=信用档案', share.notLeading],
      [leading, '/share 添加', share.needsUnit],
      [leading, '/share 添加 发改委 结果=全部', share.needsUse('发改委')],
      [leading, '/share 添加 发改委 结果=一些 用途=档案', share.badResults('一些')],
      [leading, '/share 添加 火星局 结果=全部 用途=档案', share.noDepartment('火星局')],
      [leading, '/share 添加 发改委 结果=全部 用途=档案 事项=XX-99', share.noItem('XX-99')],
      [leading, '/share 添加 发改委 结果=constructor 用途=档案', share.badResults('constructor')],
      [leading, '/share 添加 发改委 颜色=红 结果=全部 用途=档案', share.unknownKey('颜色')],
      [leading, '/share 删除 1', share.needsAct],
      [leading, '/share 批准 9', share.unknown(9)],
    ]
    for (const [person, text, words] of wrong) expect(await tell(office, person, text), text).toContain(words)
    expect(await tell(office, leading, '/share')).toBe(share.list([]))
  })

  it('counts once another leader has approved it, is published then, and tells the unit', async () => {
    const before = await disclose(visits[0]!, PROBLEM)
    await tell(office, leading, '/share 添加 发改委 结果=有问题 部门=工商分局 用途=联合惩戒')
    expect(await office.last(`private:${leader}`)).toContain('联合惩戒')
    expect(await (await office.request('/sharing')).text()).toContain('名录还没有公布')
    expect(await tell(office, leading, '/share 批准 1')).toBe(share.notYours)
    expect(await tell(office, reviewer, '/share 批准 1')).toBe(share.notLeading)
    expect(await tell(office, leader, '/share 批准 1')).toBe(share.approved(1))
    expect(await tell(office, leader, '/share 批准 1')).toBe(share.approvedAlready(1))
    expect(await office.last(UNIT)).toContain('发现问题的结果')
    const page = await (await office.request('/sharing')).text()
    expect(page).toContain('区发改委')
    expect(page).toContain('联合惩戒')
    expect(await (await office.request('/open-data/sharing.csv')).text()).toContain(
      '区发改委,区工商分局发现问题的结果,联合惩戒',
    )
    // What was public before is not sent.
    await office.moveTo('2026-03-10T08:30:00.000Z')
    expect(await bundles()).toEqual([])
    expect(before).not.toBe('')
  })

  it('sends what became public and fits, once, in one message, and to nobody else', async () => {
    const sound = await disclose(visits[1]!, SOUND)
    const firms = [await disclose(visits[2]!, PROBLEM), await disclose(visits[3]!, PROBLEM)]
    await office.moveTo('2026-03-11T08:30:00.000Z')
    const [message, ...more] = await bundles()
    expect(more).toEqual([])
    for (const firm of firms) expect(message!.text).toContain(firm)
    expect(message!.text).not.toContain(sound)
    const [record] = await office.store.read((view) => view.people.withRole('inspector', 'SCQ-GS'))
    expect(message!.text).not.toContain(record!.name)
    await office.restart()
    await office.moveTo('2026-03-11T10:00:00.000Z')
    await office.moveTo('2026-03-12T08:30:00.000Z')
    expect(await bundles()).toHaveLength(1)
    for (const chat of ['office', 'leaders', 'dept:SCQ-SY', 'dept:SCQ-GS'])
      expect(await bundles(chat), chat).toEqual([])
    const entries = await office.store.read((view) => view.ledger.entries(1, 10_000))
    const shared = entries.filter(({ kind }) => kind === 'results.shared')
    expect(shared).toMatchObject([{ body: { unit: 'SCQ-FG', count: 2 } }])
    const supervisor = await office.who('supervisor')
    expect(await tell(office, supervisor, '/audit 发改委')).toContain('共享')
  })

  it('sends corrections too, and nothing on days off or once it has ended', async () => {
    const [visit, person] = visits[2]!
    await tell(office, person, `/record ${visit} ${PROBLEM.replace('是', '否')} 未签原因=外出 更正=补充`)
    await tell(office, reviewer, `/review 通过 ${visit} 2`)
    await office.moveTo('2026-03-13T02:00:00.000Z')
    const late = await disclose(visits[4]!, PROBLEM)
    await tell(office, leading, '/share 停止 1')
    expect(await office.last(UNIT)).toBe(share.ended(1))
    await office.moveTo('2026-03-13T08:30:00.000Z')
    expect(await bundles()).toHaveLength(1)
    expect(late).not.toBe('')
    expect(await tell(office, leading, '/share 停止 1')).toBe(share.unknown(1))
    expect(await (await office.request('/sharing')).text()).toContain('名录还没有公布')
  })

  it('is not listed where the leader declines', async () => {
    await tell(office, leading, '/share 添加 SCQ-FG 结果=全部 用途=档案')
    expect(await tell(office, leader, '/share 不批准 2')).toBe(share.declined(2))
    expect(await office.last(`private:${leading}`)).toBe(share.declined(2))
    expect(await tell(office, leading, '/share')).toBe(share.list([]))
  })
})
