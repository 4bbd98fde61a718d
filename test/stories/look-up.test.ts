import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyFirm } from '../../bench/county.js'
import { messages } from '../../commands/messages.js'
import type { Firm } from '../../db/store.js'
import { type Office, openOffice } from './office.js'
import { drawPlan, seatsOf, tell } from './steps.js'

describe('looking a firm up', () => {
  let office: Office
  let clerk: string
  let first: Firm

  const look = (text: string) => tell(office, clerk, `/firm ${text}`)
  const codesIn = (text: string) => text.match(/^[0-9A-Z]{18}(?=　)/gm) ?? []

  beforeAll(async () => {
    office = await openOffice()
    clerk = await office.who('office', 'SCQ-FZ')
    await office.store.write(async (tx) => {
      first = (await everyFirm(tx))[0]!
      await tx.firms.put({ ...first, name: '河东新区（蓝鲸）餐饮管理有限公司', status: '存续' })
    })
  })
  afterAll(() => office.close())

  it.each([
    ['two characters', '蓝鲸'],
    ['pinyin', 'lanjing'],
    ['initials', 'HDXQLJ'],
    ['two parts', '餐饮 蓝鲸'],
    ['pinyin and characters', 'hedongxinqu 餐饮'],
    ['the name as a document has it', '河东新区(蓝鲸)  餐饮管理 有限公司'],
    ['the name with full-width brackets and blanks', '　河东新区 （ 蓝鲸 ） 餐饮管理有限公司　'],
  ])('finds it by %s', async (_, words) => {
    expect(await look(words)).toContain(`统一社会信用代码：${first.code}`)
  })

  it('finds it by its code, whole, set in groups, or the beginning', async () => {
    const groups = first.code.toLowerCase().replace(/(.{4})/g, '$1 ')
    expect(await look(groups)).toContain('蓝鲸')
    expect(await look(`${first.code.slice(0, 8)}-${first.code.slice(8)}`)).toContain('蓝鲸')
    expect(await look(first.code.slice(0, 17))).toContain('蓝鲸')
    expect(codesIn(await look(first.code.slice(0, 8)))).toHaveLength(10)
  })

  it('says what is wrong with a code', async () => {
    const wrong = first.code.slice(0, 17) + (first.code.endsWith('0') ? '1' : '0')
    expect(await look(wrong)).toBe(
      `没有找到“${wrong}”：统一社会信用代码的校验位不对，请核对。也可以按名称查询。`,
    )
    expect(await look(`${first.code}7`)).toContain('统一社会信用代码应为 18 位')
    expect(await look(first.code.replace(/.$/, 'O'))).toContain('不使用 I、O、S、V、Z')
    expect(await look('91350100M000100Y43')).toBe(messages.firm.unknownCode('91350100M000100Y43'))
  })

  it('asks for words where there are none, and says what else can be written', async () => {
    for (const empty of ['', '（）', '  ， ']) expect(await look(empty)).toContain(messages.firm.needsWord)
    expect(await look('鑃鑃')).toBe(messages.firm.none('鑃鑃'))
  })

  it('shows ten of many and how to go on, and those that are closed as such', async () => {
    const text = await look('餐馆')
    expect(codesIn(text)).toHaveLength(10)
    expect(text).toContain('发送 /firm 餐馆 第2页 看下一页')
    await office.store.write((tx) => tx.firms.put({ ...first, name: '蓝鲸号饭店', status: '注销' }))
    await office.store.write((tx) => tx.firms.put({ ...first, code: 'X1', name: '蓝鲸号茶楼' }))
    expect(await look('蓝鲸号')).toContain(`${first.code}　蓝鲸号饭店（注销）`)
    expect(await look(first.code)).toContain('现在不参加抽取的原因：\n　登记状态是“注销”')
  })

  it('tells what speaks against a draw, to those who may know of it', async () => {
    const draw = await drawPlan(office, 'JH2026-01')
    const [seat] = await seatsOf(office, draw)
    const visit = (await office.store.read((view) => view.visits.get(seat!.visit)))!
    const [item] = await office.store.read((view) => view.items.many(visit.items))
    const cap = `　事项 ${item!.code}（${item!.name}）本年度检查次数已达上限：1/1 次`

    const stranger = await outsiderOf(visit.plan)
    const hidden = await tell(office, stranger, `/firm ${visit.firm}`)
    expect(hidden).not.toContain(visit.no)
    expect(hidden).not.toContain('不参加抽取')
    const coming = await look(visit.firm)
    expect(coming).toContain(`待完成的检查任务：\n　${visit.no}　期限 ${visit.due}　未检查`)
    expect(coming).toContain(`　有未完成的检查任务 ${visit.no}，${visit.plan} 以外的计划不抽取`)
    expect(coming).toContain(cap)

    await tell(office, seat!.person, `/record ${visit.no} 结果=未发现问题 签字=是`)
    const today = (await office.now()).slice(0, 10)
    const inspected = await look(visit.firm)
    expect(inspected).toContain(`　${visit.no}　期限 ${visit.due}　已填报　${today} 检查　未发现问题`)
    expect(inspected).toContain(`　${today} 刚检查过（${visit.no}），${visit.plan} 以外的计划不抽取`)
    const public_ = await tell(office, stranger, `/firm ${visit.firm}`)
    expect(public_).toContain(cap)
    expect(public_).not.toContain('未发现问题')
  })

  it('never tells who stands back from the firm', async () => {
    const { inspector } = await office.store.write(async (tx) => {
      const [one] = await tx.inspectors.ofDepartments(['SCQ-GS'])
      const recusal = { inspector: one!.id, firm: first.code, reason: '近亲属在该企业任职' }
      await tx.recusals.put(recusal)
      return recusal
    })
    const text = await look(first.code)
    expect(text).toContain(first.code)
    expect(text).not.toMatch(new RegExp(`${inspector}|回避|近亲属`))
  })

  async function outsiderOf(no: string): Promise<string> {
    return office.store.read(async (view) => {
      const { departments } = (await view.plans.get(no))!
      const leaders = await view.people.withRole('leader')
      return leaders.find(({ department }) => ![...departments, 'SCQ-FZ'].includes(department))!.id
    })
  }
})
