import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import { type Office, openOffice } from './office.js'

/** The whole job as one conversation: each step stands on the one before. */
describe('from the draw to the record', () => {
  let office: Office
  let clerk: string
  let witness: string
  let inspector: string
  let visit: string

  beforeAll(async () => {
    office = await openOffice()
    clerk = await office.who('office', 'SCQ-FZ')
    witness = await office.who('leader', 'SCQ-GS')
  })
  afterAll(() => office.close())

  it('lists the plans that the clerk may draw', async () => {
    const [answer] = await office.say(clerk, 'office', '/draw')
    expect(answer?.text).toContain('JH2026-01')
    expect(answer?.buttons).toHaveLength(4)
  })

  it('freezes, shows the numbers and posts the commit', async () => {
    const [answer] = await office.say(clerk, 'office', '/抽查 JH2026-01')
    expect(answer?.text).toMatch(/【抽取 CQ2026-001】/)
    expect(answer?.text).toMatch(/\n[0-9a-f]{64}\n/)
    expect(answer?.text).toContain('检查任务 41 个')
  })

  it('refuses the starter and the administrator as witnesses', async () => {
    const admin = await office.who('admin')
    expect((await office.say(clerk, 'office', '/witness 一'))[0]?.text).toBe(messages.witness.isStarter)
    expect((await office.say(admin, 'office', '/witness 二'))[0]?.text).toBe(messages.witness.isAdmin)
  })

  it('takes a witness, draws, and tells the groups', async () => {
    const answers = await office.say(witness, 'office', '/见证 今天的天气是晴天 🌤')
    expect(answers[0]?.text).toBe(messages.witness.thanks('CQ2026-001', 0))
    expect(answers[1]?.text).toContain('【抽取结果 CQ2026-001】')
    expect(answers.flatMap((one) => one.files.map((file) => file.name))).toEqual([
      'CQ2026-001 抽取结果图 1.png',
      'CQ2026-001 抽取结果图 2.png',
      'CQ2026-001 抽取结果图 3.png',
      'CQ2026-001 抽取记录.docx',
      'CQ2026-001 抽查名单.xlsx',
    ])
    expect((await office.read('dept:SCQ-GS')).some((one) => one.text.includes('RW2026-001-01'))).toBe(true)
    expect(await office.last('dept:SCQ-LY')).toContain('CQ2026-001')
    expect(await office.last('leaders')).toContain('CQ2026-001')
  })

  it('tells each drawn inspector in private', async () => {
    const assignments = await office.store.read((view) => view.visits.assignmentsOfDraw('CQ2026-001'))
    expect(assignments).toHaveLength(82)
    for (const person of new Set(assignments.map((one) => one.person))) {
      const text = await office.last(`private:${person}`)
      for (const one of assignments.filter((other) => other.person === person))
        expect(text).toContain(one.visit)
    }
    inspector = assignments[0]!.person
    visit = assignments[0]!.visit
  })

  it('takes the acknowledgement', async () => {
    const [answer] = await office.say(inspector, `private:${inspector}`, '收到')
    expect(answer?.text).toContain(visit)
  })

  it('takes a record in one line and tells the colleague', async () => {
    const line = `/record ${visit} 结果=未发现问题 签字=是 备注=现场整洁`
    const [answer] = await office.say(inspector, `private:${inspector}`, line)
    expect(answer?.text).toMatch(/回执号 HZ20260310-0001/)
    const other = await office.store.read(async (view) =>
      (await view.visits.assignments(visit)).find((one) => one.person !== inspector),
    )
    expect(await office.last(`private:${other!.person}`)).toContain('HZ20260310-0001')
  })

  it('keeps the first record when a second is sent without purpose', async () => {
    const line = `/record ${visit} 结果=发现问题待后续处理 签字=是`
    const [answer] = await office.say(inspector, `private:${inspector}`, line)
    expect(answer?.text).toContain('原记录不会被改动')
    const kept = await office.store.read((view) => view.records.ofVisit(visit))
    expect(kept).toHaveLength(1)
  })
})
