import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import { verifyChain } from '../../db/ledger.js'
import type { Plan } from '../../db/store.js'
import { type Office, openOffice } from './office.js'

/** What could bend a draw between its steps: a changed plan, a second draw, a late word, another group. */
describe('between the steps of a draw', () => {
  let office: Office
  let clerk: string
  let witness: string
  let supervisor: string

  beforeEach(async () => {
    office = await openOffice()
    clerk = await office.who('office', 'SCQ-FZ')
    witness = await office.who('leader', 'SCQ-GS')
    supervisor = await office.who('supervisor')
  })
  afterEach(() => office.close())

  const sayInOffice = async (text: string, who = clerk) =>
    (await office.say(who, 'office', text))[0]?.text ?? ''

  async function changePlan(no: string, change: Partial<Plan>): Promise<void> {
    await office.store.write(async (tx) => tx.plans.put({ ...(await tx.plans.get(no))!, ...change }))
  }

  /** A plan whose first draw was voided, and whose second is asked for; answers the request's id. */
  async function askAgain(): Promise<number> {
    await sayInOffice('/draw JH2026-01')
    await sayInOffice('/void 范围填写有误')
    await sayInOffice('/draw JH2026-01 理由=范围已更正')
    const open = await office.store.read((view) => view.draws.inStates(['requested']))
    return open[0]!.id
  }

  it('inspects what was frozen, whatever becomes of the plan', async () => {
    const before = (await office.store.read((view) => view.plans.get('JH2026-01')))!
    await sayInOffice('/draw JH2026-01')
    await changePlan('JH2026-01', { items: ['GS-03'], name: '改过的名字', filingNo: '改过' })
    await sayInOffice('/witness 一句话', witness)
    const visits = await office.store.read((view) => view.visits.ofDraw('CQ2026-001'))
    expect(visits).toHaveLength(41)
    for (const visit of visits) expect(visit.items).toEqual(before.items)
    expect((await office.read('office')).some((one) => one.text.includes('改过的名字'))).toBe(false)
  })

  it('refuses a draw that shares an item with one under way', async () => {
    const first = (await office.store.read((view) => view.plans.get('JH2026-01')))!
    await sayInOffice('/draw JH2026-01')
    await changePlan('JH2026-02', { items: [first.items[0]!] })
    expect(await sayInOffice('/draw JH2026-02')).toContain('相同的抽查事项')
  })

  it('checks a confirmed second draw once more when it is frozen', async () => {
    const id = await askAgain()
    await changePlan('JH2026-01', { approvedAt: null, approvedBy: null })
    await office.say(supervisor, `private:${supervisor}`, `/draw 同意 ${id}`)
    expect(await office.last('office')).toBe(
      messages.draw.refused('JH2026-01', messages.draw.notApproved('JH2026-01')),
    )
    expect(await office.store.read((view) => view.draws.numbered(9))).toHaveLength(1)
  })

  it('draws a second time with a reason and a supervisor, and says so', async () => {
    const id = await askAgain()
    await office.say(supervisor, `private:${supervisor}`, `/draw 同意 ${id}`)
    expect(await office.last('office')).toContain('【抽取 CQ2026-002】（第 2 次抽取）')
  })

  it('lets the starter’s department take a request back, and lets it lapse after a day', async () => {
    const id = await askAgain()
    const other = await office.who('office', 'SCQ-GS')
    expect(await sayInOffice(`/draw 撤回 ${id}`, other)).toBe(messages.draw.notWaiting)
    expect(await sayInOffice(`/draw 撤回 ${id}`)).toBe(messages.draw.withdrawn('JH2026-01'))
    expect(await sayInOffice('/draw JH2026-01 理由=致电 0392-1234567')).toBe(messages.router.personal)
    await sayInOffice('/draw JH2026-01 理由=再次更正')
    await office.moveTo('2026-03-11T01:30:00Z')
    expect(await office.last('office')).toBe(messages.draw.lapsed('JH2026-01'))
    expect(await office.store.read((view) => view.draws.inStates(['requested']))).toEqual([])
  })

  it('tells the group that saw C when a draw is voided elsewhere', async () => {
    await sayInOffice('/draw JH2026-01')
    await office.say(clerk, 'dept:SCQ-SL', '/void CQ2026-001 范围填写有误')
    const told = messages.void.done('CQ2026-001', '范围填写有误')
    expect(await office.last('office')).toBe(told)
    expect(await office.last(`private:${await office.who('supervisor')}`)).toMatch(
      new RegExp(`^${told}\n计划：JH2026-01 .+\n发起：\\S+　作废：\\S+　时间：`),
    )
  })

  it('takes no witness after a day, though nobody has ended the draw yet', async () => {
    await sayInOffice('/draw JH2026-01')
    const draw = (await office.store.read((view) => view.draws.byNo('CQ2026-001')))!
    const committedAt = new Date(Date.parse(draw.committedAt!) - 24 * 60 * 60_000).toISOString()
    await office.store.write((tx) => tx.draws.advance(draw.id, draw.version, { committedAt }))
    const said = await office.request('/room/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat: 'office', person: witness, text: '/witness 迟到的话' }),
    })
    expect(said.status).toBe(202)
    await office.system.settle()
    const texts = (await office.read('office')).map((one) => one.text)
    const refused =
      texts.includes(messages.witness.tooLate('CQ2026-001')) || texts.includes(messages.witness.none)
    expect(refused).toBe(true)
    expect((await office.store.read((view) => view.draws.byNo('CQ2026-001')))?.state).toBe('void')
  })

  it('keeps the ledger’s moments in order when work is entered late', async () => {
    await sayInOffice('/draw JH2026-01')
    await office.store.write((tx) => tx.ledger.append('code.made', 'system', {}, '2026-03-10T05:00:00.000Z'))
    await sayInOffice('/witness 一句话', witness)
    const entries = await office.store.read((view) => view.ledger.entries(1, 1000))
    expect(verifyChain(entries)).toBeUndefined()
    const moments = entries.map((entry) => entry.at)
    expect(moments).toEqual([...moments].sort())
    const draw = (await office.store.read((view) => view.draws.byNo('CQ2026-001')))!
    expect(draw.closedAt).toBe('2026-03-10T05:00:00.000Z')
  })
})
