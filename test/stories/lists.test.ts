/** The lists of good and bad records: entered by decision, told, published, objected to, left in time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import { PROPOSED_TABLE } from '../../commands/rules/credit/read-table.js'
import { type Office, openOffice } from './office.js'
import { tell } from './steps.js'

const { list } = messages
const WHY = '文号=山信〔2026〕1号 理由=拒不改正 期限=12'

describe('/list', () => {
  let office: Office
  let clerk: string
  let leader: string
  let ruler: string
  let bad: string
  let good: string
  let name: string

  beforeAll(async () => {
    office = await openOffice()
    clerk = await office.who('office', 'SCQ-GS')
    leader = await office.who('leader', 'SCQ-GS')
    ruler = await office.who('leader', 'SCQ-FZ')
    await office.store.read(async (view) => {
      const found: Record<string, string> = {}
      await view.firms.eachInScope([], (firms) => {
        for (const { code, creditClass, status } of firms) if (status === '存续') found[creditClass] ??= code
      })
      bad = found.B!
      good = found.A!
      name = (await view.firms.get(bad))!.name
    })
    const leading = await office.who('office', 'SCQ-FZ')
    await tell(office, leading, `/credit 规则\n${PROPOSED_TABLE}`)
    await tell(office, ruler, '/credit 规则 批准 1')
  })
  afterAll(() => office.close())

  const page = async () => (await office.request('/lists')).text()
  const classOf = async (code: string) =>
    (await office.store.read((view) => view.firms.get(code)))!.creditClass

  async function enter(words: string): Promise<string> {
    await tell(office, leader, `/list 列入 ${words}`)
    return tell(office, leader, '确认列入')
  }

  it('is entered by a leader with document, reason and term, who has read what follows', async () => {
    const wrong: [string, string, string][] = [
      [clerk, `/list 列入 黑名单 ${bad} ${WHY}`, list.notLeader],
      [leader, `/list 列入 ${bad} ${WHY}`, list.needsList],
      [leader, `/list 列入 黑名单 ${bad} 理由=拒不改正`, list.needsDetails],
      [leader, `/list 列入 黑名单 ${bad} ${WHY.replace('12', '61')}`, list.badTerm(60)],
      [leader, `/list 列入 黑名单 没有这家公司 ${WHY}`, '没有找到'],
      [leader, `/list 列入 绿色通道 ${bad} ${WHY}`, '绿色通道只用于 A 级'],
      [leader, '/list 移出 9 理由', list.unknown(9)],
      [leader, '/list constructor', list.needsAct],
      [
        leader,
        `/list 列入 黑名单 ${bad} 文号=1 理由=老板电话 138 0000 1234 期限=1`,
        messages.router.personal,
      ],
      [
        leader,
        `/list 列入 黑名单 ${bad} 文号=1 理由=身份证410603199001011234 期限=1`,
        messages.router.personal,
      ],
    ]
    for (const [person, text, words] of wrong) expect(await tell(office, person, text), text).toContain(words)
    expect(await tell(office, clerk, '/list')).toBe(list.show([], 0, null))
    const shown = await tell(office, leader, `/list 列入 黑名单 ${bad} ${WHY}`)
    for (const words of [
      ...['还没有列入', name, '通知：41 个成员单位的群，要求依法实施联合惩戒', '网站“信用名单”公布'],
      ...['信用等级 B → D，权重 2 → 8，从下一次抽取起', '期限：2027-03-10 为最后一天'],
    ])
      expect(shown).toContain(words)
    const joint = await tell(office, leader, `/list 列入 联合惩戒 ${bad} ${WHY}`)
    expect(joint).toContain('对抽取的影响：信用等级和权重不变')
    const green = await tell(office, leader, `/list 列入 绿色通道 ${good} ${WHY}`)
    expect(green).toContain('或者信用等级不再是 A 级，自动移出')
    await tell(office, leader, `/list 列入 黑名单 ${bad} ${WHY}`)
    expect(await tell(office, leader, '好的')).toBe(list.confirmOrLeave('确认列入', '不列入'))
    expect(await tell(office, leader, '不列入')).toBe(list.left)
    expect(await tell(office, leader, '确认列入')).not.toContain('【列入黑名单】')
    expect(await tell(office, clerk, '/list')).toBe(list.show([], 0, null))
    expect(await enter(`黑名单 ${bad} ${WHY}`)).toContain('【列入黑名单】')
    expect(await tell(office, leader, `/list 列入 黑名单 ${bad} ${WHY}`)).toContain('已经在黑名单里')
  })

  it('is told to every member department, published, and drawn more often as it was foretold', async () => {
    const departments = await office.store.read((view) => view.departments.all())
    for (const { code } of departments) expect(await office.last(`dept:${code}`), code).toContain(name)
    const shown = await page()
    for (const words of [name, bad, '拒不改正', '2026-03-10 至 2027-03-10', '区工商分局'])
      expect(shown).toContain(words)
    const person = (await office.store.read((view) => view.people.get(leader)))!
    expect(shown).not.toContain(person.name)
    expect(await (await office.request('/open-data/lists.csv')).text()).toContain(`黑名单,${bad}`)
    expect(await office.store.read((view) => view.firms.get(bad))).toMatchObject({
      ...{ creditClass: 'D', weight: 8 },
    })
    expect(await tell(office, clerk, `/credit ${bad}`)).toContain('在黑名单里')
  })

  it('is objected to and ruled on by somebody else of the leading office', async () => {
    const other = await office.who('office', 'SCQ-SY')
    expect(await tell(office, ruler, '/list 裁定 1 撤出 不成立')).toBe(list.noObjection(1))
    expect(await tell(office, other, '/list 异议 1 已经改正，有验收报告')).toBe(list.objectionTaken(1))
    expect(await tell(office, other, '/list 异议 1 再说一次')).toBe(list.objectedAlready(1))
    expect(await office.last(`private:${ruler}`)).toContain('已经改正')
    // What the firm says for itself stands in no group.
    const group = await office.last('dept:SCQ-GS')
    expect(group).toContain('【异议】')
    expect(group).not.toContain('已经改正')
    expect(await page()).toContain('有异议，待裁定')
    expect(await page()).not.toContain('验收报告')
    expect(await tell(office, leader, '/list 裁定 1 维持 理由充分')).toBe(list.notLeading)
    expect(await tell(office, clerk, '/list 裁定 1 维持 理由充分')).toBe(list.notLeader)
    expect(await tell(office, ruler, '/list 裁定 1 撤出 经核查已改正')).toBe(
      list.ruled(1, false, '经核查已改正'),
    )
    expect(await office.last(`private:${other}`)).toBe(list.ruled(1, false, '经核查已改正'))
    expect(await office.last('dept:SCQ-NY')).toContain('【移出黑名单】')
    expect(await page()).not.toContain(name)
    expect(await classOf(bad)).toBe('B')
  })

  it('stays where the objection is not right', async () => {
    await enter(`联合惩戒 ${bad} ${WHY}`)
    await tell(office, clerk, '/list 异议 2 不服')
    expect(await tell(office, ruler, '/list 裁定 2 维持 事实清楚')).toContain('维持')
    expect(await tell(office, ruler, '/list 裁定 2 撤出 再想想')).toBe(list.ruledAlready(2))
    expect(await page()).toContain(name)
    expect(await tell(office, clerk, '/list 联合惩戒')).toContain('异议已裁定：维持')
    expect(await tell(office, await office.who('leader', 'SCQ-SY'), '/list 移出 2 改正了')).toBe(
      list.notYours,
    )
    expect(await tell(office, leader, '/list 移出 2 改正了')).toBe(list.removed(2))
    expect(await page()).not.toContain(name)
  })

  it('opens the green lane to the best alone, and ends by itself with its term', async () => {
    expect(await enter(`绿色通道 ${good} 文号=绿1 理由=连续三年良好 期限=1`)).toContain('优先办理')
    expect(await tell(office, leader, `/list 列入 黑名单 ${good} ${WHY}`)).toContain('还在绿色通道里')
    await office.moveTo('2026-04-10T03:00:00.000Z')
    expect(await tell(office, clerk, '/list 绿色通道')).toContain(good)
    await office.moveTo('2026-04-11T03:00:00.000Z')
    expect(await tell(office, clerk, '/list 绿色通道')).toBe(list.show([], 0, null))
    expect(await office.last('dept:SCQ-NY')).toContain('期限届满')
    const entries = await office.store.read((view) => view.ledger.entries(1, 10_000))
    const ended = entries.filter(({ kind }) => kind === 'listing.ended')
    expect(ended.map(({ actor, body }) => [actor === 'system', body.term])).toEqual([
      [false, false],
      [false, false],
      [true, true],
    ])
  })

  it('says the newest in a chat and all on the site, by pages', async () => {
    const codes: string[] = []
    await office.store.write(async (tx) => {
      await tx.firms.eachInScope([], (firms) => void codes.push(...firms.map(({ code }) => code)))
      for (const firm of codes.slice(0, 60))
        await tx.listings.add({
          ...{ list: 'joint', firm, reason: '拖欠工资', documentNo: '3号', department: 'SCQ-RS' },
          ...{ from: '2026-04-11', until: '2027-04-11', by: leader, at: '2026-04-11T03:00:00.000Z' },
        })
    })
    const said = await tell(office, clerk, '/list 联合惩戒')
    expect(said.match(/拖欠工资/g)).toHaveLength(20)
    expect(said).toMatch(/^现在的名单（60）：\n(.+\n)+只列出最新的 20 家，全部见网站的“信用名单”/)
    expect(await page()).toMatch(/href="\/lists\?list=joint">联合惩戒名单的全部 60 家企业/)
    const pages = ['/lists?list=joint', '/lists?list=joint&page=2', '/lists?list=joint&page=3']
    const texts = await Promise.all(pages.map(async (path) => (await office.request(path)).text()))
    expect(texts.map((text) => text.match(/拖欠工资/g)?.length ?? 0)).toEqual([50, 10, 0])
    expect(texts[0]).toContain('href="/lists?list=joint&amp;page=2"')
    for (const wrong of ['constructor', 'x', '']) {
      const shown = await (await office.request(`/lists?list=${wrong}`)).text()
      expect(shown).toContain('绿色通道、联合惩戒和黑名单')
    }
  })
})
