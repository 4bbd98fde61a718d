/** Draws beside other draws and beside imports: none takes a firm that another one may still take, none sees half of one. */
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import { createFileStore } from '../../db/files.js'
import { readText } from '../../server/draw/frozen-files.js'
import { type Office, openOffice } from './office.js'
import { drawPlan, sayAll, tell } from './steps.js'

/** Of the sample: 01 and 02 share 82 firms, 02 and 03 none, 03 and 04 (of three departments) 120; not all of them are open. */
const [FIRST, SECOND, THIRD, JOINT] = ['JH2026-01', 'JH2026-02', 'JH2026-03', 'JH2026-04'] as const
const DAY = 86_400_000

describe('draws side by side', () => {
  let office: Office
  let clerk: string
  let witness: string

  beforeEach(async () => {
    office = await openOffice()
    clerk = await office.who('office', 'SCQ-FZ')
    witness = await office.who('leader', 'SCQ-GS')
  })
  afterEach(() => office.close())

  const say = async (text: string, person = clerk, chat = 'office') =>
    (await office.say(person, chat, text)).map((one) => one.text).join('\n')
  const firmsOf = async (no: string) =>
    (await office.store.read((view) => view.visits.ofDraw(no))).map(({ firm }) => firm)
  const shares = (no: string, draw: string, plan: string, firms: number, state: 'committed' | 'closed') =>
    messages.draw.refused(no, messages.rivals.shares(no, [{ draw, plan, firms, state }]))
  /** How many firms that may be drawn both plans are for. */
  const shared = (a: string, b: string) =>
    office.store.read(async (view) => {
      const plans = [(await view.plans.get(a))!, (await view.plans.get(b))!]
      const items = await view.items.many(plans.flatMap((plan) => plan.items))
      let firms = 0
      await view.firms.eachInScope(
        [...plans, ...items].map(({ scope }) => scope),
        (some) => {
          firms += some.filter(({ status }) => status === '存续').length
        },
      )
      return firms
    })

  it('of plans for the same firms wait for each other, and no firm is taken twice', async () => {
    const firms = await shared(FIRST, SECOND)
    expect(firms).toBeGreaterThan(50)
    await say(`/draw ${FIRST}`)
    const ledger = await office.store.read((view) => view.ledger.head())
    expect(await say(`/draw ${SECOND}`)).toBe(shares(SECOND, 'CQ2026-001', FIRST, firms, 'committed'))
    expect(await office.store.read((view) => view.ledger.head())).toEqual(ledger)
    expect(await say('/draw')).toContain(messages.rivals.waiting(['CQ2026-001']))
    const preview = await say(`/preview ${SECOND}`)
    expect(preview).toContain(`名单里有本计划的 ${firms} 家`)
    expect(preview).toContain('/void CQ2026-001 理由')
    await say('/witness 春天来了', witness)
    expect(await say(`/preview ${SECOND}`)).not.toContain('CQ2026-001')
    expect(await drawPlan(office, SECOND)).toBe('CQ2026-002')
    const first = await firmsOf('CQ2026-001')
    expect((await firmsOf('CQ2026-002')).filter((firm) => first.includes(firm))).toEqual([])
  })

  it('are decided one after another when they are asked for at the same moment', async () => {
    const firms = await shared(FIRST, SECOND)
    const said = await sayAll(office, clerk, 'office', [`/draw ${FIRST}`, `/draw ${SECOND}`])
    expect(said.filter((text) => text.startsWith('【抽取 CQ2026-001】'))).toHaveLength(1)
    expect(said).toContain(shares(SECOND, 'CQ2026-001', FIRST, firms, 'committed'))
    expect(await office.store.read((view) => view.draws.inStates(['committed']))).toHaveLength(1)
  })

  it('go on together where their lists have no firm in common', async () => {
    expect(await shared(SECOND, THIRD)).toBe(0)
    await say(`/draw ${SECOND}`)
    expect(await say(`/draw ${THIRD}`)).toContain('【抽取 CQ2026-002】')
    await say('/witness CQ2026-002 春天来了', witness)
    await say('/witness 春天来了', witness)
    const drawn = await office.store.read((view) => view.draws.inStates(['drawn']))
    expect(drawn.map(({ no }) => no).sort()).toEqual(['CQ2026-001', 'CQ2026-002'])
  })

  it('are compared by what was frozen, not by what the register says since', async () => {
    await say(`/draw ${SECOND}`)
    const codes: string[] = []
    await office.store.write(async (tx) => {
      const { scope } = (await tx.plans.get(SECOND))!
      await tx.firms.eachInScope([scope], (some) => {
        codes.push(...some.filter(({ status }) => status === '存续').map(({ code }) => code))
      })
      // Out of the first plan's scope, and into the other's.
      const firm = (await tx.firms.get(codes[0]!))!
      await tx.firms.put({ ...firm, trade: '住宿业', tags: ['人员密集场所'] })
    })
    expect(await shared(SECOND, THIRD)).toBe(0)
    expect(await say(`/draw ${THIRD}`)).toBe(shares(THIRD, 'CQ2026-001', SECOND, 1, 'committed'))
  })

  it('of other departments and joint plans wait as well', async () => {
    const firms = await shared(THIRD, JOINT)
    expect(firms).toBeGreaterThan(50)
    const fire = await office.who('office', 'SCQ-XD')
    const [posted] = await office.say(fire, 'dept:SCQ-XD', `/draw ${THIRD}`)
    expect(posted?.text).toContain('【抽取 CQ2026-001】')
    expect(await say(`/draw ${JOINT}`)).toBe(shares(JOINT, 'CQ2026-001', THIRD, firms, 'committed'))
  })

  it('keep nobody waiting for longer than a day', async () => {
    await say(`/draw ${FIRST}`)
    await office.moveTo(new Date(Date.parse(await office.now()) + DAY).toISOString())
    expect(await say(`/draw ${SECOND}`)).toContain('【抽取 CQ2026-002】')
  })

  it('are freed by making the one that waits void, and one made void is looked at again before it is drawn anew', async () => {
    await say(`/draw ${FIRST}`)
    await say('/void 先抽另一项')
    expect(await say(`/draw ${SECOND}`)).toContain('【抽取 CQ2026-002】')
    await say(`/draw ${FIRST} 理由=另一项已发起`)
    const [request] = await office.store.read((view) => view.draws.inStates(['requested']))
    const supervisor = await office.who('supervisor')
    await tell(office, supervisor, `/draw 同意 ${request!.id}`)
    expect(await office.last('office')).toContain('CQ2026-002（计划 JH2026-02，待见证）')
    expect(await office.store.read((view) => view.draws.numbered(9))).toHaveLength(2)
  })
})

describe('a draw while a change of a register waits', () => {
  let office: Office
  let clerk: string

  beforeEach(async () => {
    office = await openOffice()
    clerk = await office.who('office', 'SCQ-FZ')
  })
  afterEach(() => office.close())

  const say = async (text: string) => (await office.say(clerk, 'office', text)).map((one) => one.text)

  /** Closes a firm of the first plan's list, once it is approved. */
  async function sendChange(): Promise<string> {
    const [header = '', ...rows] = readFileSync('sample/firms.csv', 'utf8').trim().split('\n')
    const row = rows.find((one) => one.includes(',有限责任公司,') && one.includes(',存续,'))!
    const upload = await office.request(`/room/files?name=${encodeURIComponent('名录.csv')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: `${header}\n${row.replace(',存续,', ',注销,')}\n`,
    })
    await office.say(clerk, `private:${clerk}`, '/import 市场主体', [await upload.json()])
    return row.slice(0, 18)
  }

  it('is told so before its commit, and goes by the register as it was frozen', async () => {
    const firm = await sendChange()
    const hint = messages.rivals.imports(['导入 1 市场主体'], [])
    expect(hint).toContain('有 1 份名录更新待批准（导入 1 市场主体）')
    expect((await say('/draw')).join('\n')).toContain(hint)
    expect((await say(`/preview ${FIRST}`)).join('\n')).toContain(hint)
    const [told, commit] = await say(`/draw ${FIRST}`)
    expect(told).toBe(hint)
    expect(commit).toContain('【抽取 CQ2026-001】')
    await tell(office, clerk, '/import 应用 1')
    expect((await office.store.read((view) => view.firms.get(firm)))?.status).toBe('注销')
    const { files } = (await office.store.read((view) => view.draws.byNo('CQ2026-001')))!
    expect(await readText(createFileStore(office.filesDir), files!.sheet)).toContain(`["${firm}",`)
    expect((await say(`/preview ${SECOND}`)).join('\n')).not.toContain('名录更新')
  })
})
