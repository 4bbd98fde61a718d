/** From a plan on paper to its draws: approval, filing, what others see of it, and whom its draws leave alone. */
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import { contentHash } from '../../commands/rules/plan-approval.js'
import type { Button, Plan, RoomMessage } from '../../db/store.js'
import { exportLedger } from '../../server/ledger/export-ledger.js'
import { importText } from './import-text.js'
import { type Office, openOffice } from './office.js'
import { drawPlan, seatsOf, tell } from './steps.js'

const JOINT = 'JH2026-04'
const DAY = 86_400_000

describe('plans', () => {
  let office: Office
  let clerk: string

  beforeEach(async () => {
    office = await openOffice()
    clerk = await office.who('office', 'SCQ-FZ')
  })
  afterEach(() => office.close())

  async function planOf(no: string): Promise<Plan> {
    return (await office.store.read((view) => view.plans.get(no)))!
  }

  const numbersOf = async (no: string) =>
    (await office.store.read((view) => view.draws.byNo(no)))!.summary!.excluded

  describe('a joint inspection', () => {
    it('makes one visit of all items, with an inspector of each department', async () => {
      const plan = await planOf(JOINT)
      const draw = await drawPlan(office, JOINT)
      const seats = await seatsOf(office, draw)
      const visits = await office.store.read((view) => view.visits.ofDraw(draw))
      expect(visits.length).toBeGreaterThan(1)
      expect(new Set(visits.map(({ firm }) => firm)).size).toBe(visits.length)
      for (const visit of visits) {
        expect(visit.items).toEqual(plan.items)
        const held = seats.filter((seat) => seat.visit === visit.no)
        const departments = await office.store.read(async (view) => {
          const found: string[] = []
          for (const { inspector } of held) found.push((await view.inspectors.get(inspector))!.department)
          return found
        })
        expect(new Set(departments)).toEqual(new Set(plan.departments))
      }
    })
  })

  describe('a plan that is drawn twice in a year', () => {
    it('leaves the firms alone that it has visited as often as was approved', async () => {
      const plan = await planOf(JOINT)
      const items = await office.store.read((view) => view.items.many(plan.items))
      expect([plan.frequency, ...items.map(({ yearlyCap }) => yearlyCap)]).toEqual([1, 2, 2, 2])
      const first = await drawPlan(office, JOINT)
      const drawn = (await office.store.read((view) => view.visits.ofDraw(first))).map(({ firm }) => firm)
      await office.say(clerk, 'office', `/draw ${JOINT} 理由=补充抽查`)
      const [request] = await office.store.read((view) => view.draws.inStates(['requested']))
      await tell(office, await office.who('supervisor'), `/draw 同意 ${request!.id}`)
      expect(await numbersOf('CQ2026-002')).toMatchObject({ 'frequency-cap': drawn.length })
      await office.say(await office.who('leader', 'SCQ-GS'), 'office', '/witness 又是春天')
      const again = (await office.store.read((view) => view.visits.ofDraw('CQ2026-002'))).map(
        ({ firm }) => firm,
      )
      expect(again.length).toBeGreaterThan(0)
      expect(again.filter((firm) => drawn.includes(firm))).toEqual([])
    })

    it('is refused once its draws together pass the share that the year allows', async () => {
      const plan = await planOf(JOINT)
      const items = await office.store.read((view) => view.items.many(plan.items))
      await office.store.write(async (tx) => {
        // Rounds add up to more than either of them where a firm may be visited once a year.
        for (const item of items) await tx.items.put({ ...item, ratioCap: [1, 10], yearlyCap: 1 })
        const rule = { ratio: [3, 50] as [number, number] }
        await tx.plans.put({ ...plan, rules: { A: rule, B: rule, C: rule, D: rule } })
      })
      const first = await drawPlan(office, JOINT)
      const before = (await office.store.read((view) => view.visits.ofDraw(first))).length
      await office.say(clerk, 'office', `/draw ${JOINT} 理由=补充抽查`)
      const [request] = await office.store.read((view) => view.draws.inStates(['requested']))
      await tell(office, await office.who('supervisor'), `/draw 同意 ${request!.id}`)
      const answer = (await office.read('office'))
        .map(({ text }) => text)
        .find((text) => text.includes('家次'))
      expect(answer).toContain(`今年已抽取 ${before} 家次`)
      expect(await office.store.read((view) => view.draws.byNo('CQ2026-002'))).toBeUndefined()
    })

    it('is refused where an item has gone to a department that takes no part', async () => {
      await office.store.write(async (tx) => {
        await tx.items.put({ ...(await tx.items.get('ZJ-01'))!, department: 'SCQ-AJ' })
      })
      expect((await office.say(clerk, 'office', `/draw ${JOINT}`))[0]?.text).toContain('这些部门无权抽查')
    })
  })

  describe('a firm that another plan visits', () => {
    const SECOND = 'JH2026-05'
    let first: string
    let firms: string[]

    beforeEach(async () => {
      first = await drawPlan(office, JOINT)
      firms = (await office.store.read((view) => view.visits.ofDraw(first))).map(({ firm }) => firm)
      // Another item for the same firms, so that no cap of the first plan's items is what leaves them out.
      const [item] = await office.store.read((view) => view.items.many(['RS-01']))
      const { scope, departments, items, ...rest } = await planOf(JOINT)
      const plan = { ...rest, no: SECOND, scope, items: [item!.code], leadDepartment: item!.department }
      await office.store.write(async (tx) => {
        await tx.items.put({ ...item!, ratioCap: [1, 1] })
        await tx.plans.put({ ...plan, departments: [item!.department], inspectorsPerVisit: 2, maxVisits: 99 })
      })
    })

    it('is left out while the visit is open, and told in preview, commit and file', async () => {
      const words = `有其他计划未完成或近期的检查 ${firms.length} 家`
      expect((await office.say(clerk, 'office', `/preview ${SECOND}`)).at(-1)!.text).toContain(words)
      const second = await drawPlan(office, SECOND)
      expect(await numbersOf(second)).toMatchObject({ 'recent-visit': firms.length })
      const commit = (await office.read('office')).find(({ text }) => text.startsWith(`【抽取 ${second}】`))!
      expect(commit.text).toContain(words)
      const page = await (await office.request(`/draws/${second}`)).text()
      expect(page).toContain(`<dt>有其他计划未完成或近期的检查</dt><dd>${firms.length} 家</dd>`)
      const drawn = (await office.store.read((view) => view.visits.ofDraw(second))).map(({ firm }) => firm)
      expect(drawn.filter((firm) => firms.includes(firm))).toEqual([])
      expect(await tell(office, clerk, `/firm ${firms[0]}`)).toContain(`${JOINT} 以外的计划不抽取`)
    })

    it('comes back so many days after its inspection as the office has set', async () => {
      const [seat] = await seatsOf(office, first)
      await tell(office, seat!.person, `/record ${seat!.visit} 结果=未发现问题 签字=是`)
      const inspected = Date.parse(await office.now())
      const left = async (days: number) => {
        await office.moveTo(new Date(inspected + days * DAY).toISOString())
        return (await office.say(clerk, 'office', `/preview ${SECOND}`)).at(-1)!.text
      }
      expect(await left(29)).toContain(`近期的检查 ${firms.length} 家`)
      expect(await left(30)).toContain(`近期的检查 ${firms.length - 1} 家`)
      const leader = await office.who('leader', 'SCQ-FZ')
      const { settings } = messages
      expect(await tell(office, leader, '/settings')).toBe(settings.show(30))
      for (const words of ['近期检查', '近期检查 很久', '近期检查 367', '别的 3'])
        expect(await tell(office, leader, `/设置 ${words}`)).toContain(settings.badDays(366))
      const stranger = await office.who('leader', 'SCQ-GS')
      expect(await tell(office, stranger, '/settings 近期检查 60')).toBe(settings.notYours)
      expect(await tell(office, leader, '/settings 近期检查 ６０')).toBe(settings.done(30, 60))
      expect(await tell(office, leader, '/settings 近期检查 60')).toBe(settings.same(60))
      expect(await office.last('office')).toContain('由 30 天改为 60 天')
      const { n } = await office.store.read((view) => view.ledger.head())
      const [entry] = await office.store.read((view) => view.ledger.entries(n, n))
      expect([entry?.kind, entry?.actor, entry?.body]).toEqual([
        ...['setting.changed', leader],
        { setting: 'draw.recent-days', from: 30, to: 60 },
      ])
      expect(await left(31)).toContain(`近期的检查 ${firms.length} 家`)
    })
  })

  describe('a plan without approval', () => {
    const NEW = 'JH2026-05'
    let leader: string
    let plan: Plan

    /** Hands the plans in as an office does, with the cells of the new one changed. */
    async function importPlans(change: Partial<Record<string, string>> = {}, actor = clerk) {
      const [head = '', , , , last = ''] = readFileSync('sample/plans.csv', 'utf8').trim().split('\n')
      const cells: Partial<Record<string, string>> = {
        计划编号: NEW,
        批准人: '',
        批准时间: '',
        备案号: '',
        ...change,
      }
      const values = last.split(',')
      const row = head.split(',').map((name, n) => cells[name] ?? values[n])
      const now = new Date(await office.now())
      const report = await importText(office.store, 'plans', `${head}\n${row.join(',')}\n`, now, actor)
      // Leaders hear of it by themselves.
      await office.system.settle()
      return report
    }

    const offices = async (about: string) =>
      (await office.read('office')).filter(({ text }) => text.includes(about)).map(({ text }) => text)

    const lastEntry = async () => {
      const { n } = await office.store.read((view) => view.ledger.head())
      return (await office.store.read((view) => view.ledger.entries(n, n)))[0]!
    }

    async function look(person = leader): Promise<RoomMessage> {
      return (await office.say(person, `private:${person}`, `/approve ${NEW}`)).at(-1)!
    }

    async function approve(): Promise<void> {
      const [[yes]] = (await look()).buttons as [[Button]]
      await tell(office, leader, yes.send)
    }

    beforeEach(async () => {
      leader = await office.who('leader', 'SCQ-FZ')
      expect((await importPlans()).added).toBe(1)
      plan = await planOf(NEW)
    })

    it('goes from import over approval and filing to its draw', async () => {
      const draw = async () => (await office.say(clerk, 'office', `/draw ${NEW}`)).at(-1)!.text
      expect(await draw()).toContain(messages.draw.notApproved(NEW))
      expect(await tell(office, clerk, '/plans')).toContain(`${NEW} ${plan.name}　待批准`)
      expect(await tell(office, clerk, `/plans ${NEW} 备案 5号`)).toBe(messages.plans.notApproved(NEW))

      const listed = await office.say(leader, `private:${leader}`, '/approve')
      expect(listed[0]!.buttons).toEqual([[{ label: `查看 ${NEW}`, send: `/approve ${NEW}` }]])
      const preview = await look()
      expect(preview.text).toMatch(/范围内检查对象 \d+ 家/)
      for (const words of [
        '牵头部门：区工商分局　参与部门：区食药监分局、区住建环保局',
        'SY-02 餐饮服务食品安全检查',
        '抽查范围：行业：餐饮服务',
        '信用 A 级 4%，B 级 6%，C 级 12%，D 级 18%',
        '期间：2026-01-01 至 2026-12-31',
      ]) {
        expect(preview.text).toContain(words)
      }
      const [[yes]] = preview.buttons as [[Button]]
      expect(await tell(office, leader, yes.send)).toBe(messages.approve.done(NEW))
      const approved = await planOf(NEW)
      expect(approved.approvedBy).toBe(leader)
      const { kind, actor, body } = await lastEntry()
      expect({ kind, actor, body }).toEqual({
        ...{ kind: 'plan.approved', actor: leader },
        body: { plan: NEW, planHash: contentHash(plan) },
      })
      expect(await offices(NEW)).toContainEqual(expect.stringContaining('请领导小组办公室备案'))
      expect(await tell(office, leader, yes.send)).toContain('已由')

      expect(await draw()).toContain(messages.draw.notFiled(NEW))
      expect(await tell(office, clerk, `/plans ${NEW}`)).toContain('（待备案）')
      const other = await office.who('office', 'SCQ-GS')
      expect(await tell(office, other, `/plans ${NEW} 备案 5号`)).toBe(messages.plans.onlyLeadingOffice)
      expect(await tell(office, clerk, `/plans ${NEW} 备案`)).toBe(messages.plans.needsFilingNo(NEW))
      expect(await tell(office, clerk, `/plans ${NEW} 备案 山双随机备〔2026〕5号`)).toContain('已备案')
      let exported = ''
      for await (const piece of exportLedger(office.store, '2026-03-10')) exported += piece
      const shown = exported.split('\n').filter((line) => line.includes(`"content":{"plan":"${NEW}"`))
      expect(shown.map((line) => JSON.parse(line).kind)).toEqual(['plan.approved', 'plan.filed'])
      expect(shown[1]).toContain('山双随机备〔2026〕5号')
      expect((await lastEntry()).body).toMatchObject({ plan: NEW, filingNo: '山双随机备〔2026〕5号' })
      expect(await tell(office, clerk, '/plans')).toContain(`${NEW} ${plan.name}　可抽取`)

      const no = await drawPlan(office, NEW)
      expect(await tell(office, clerk, `/plans ${NEW}`)).toMatch(new RegExp(`（进行中）[^]*抽取：${no}`))
      await office.store.write(async (tx) => {
        for (const visit of await tx.visits.ofDraw(no))
          await tx.visits.change(visit.no, { state: 'recorded' })
      })
      expect(await tell(office, clerk, `/plans ${NEW}`)).toContain('（已完成）')
    })

    it('is approved only as it was seen, and by nobody who handed it in', async () => {
      const [[yes]] = (await look()).buttons as [[Button]]
      await importPlans({ A级比例: '3%' })
      expect(await tell(office, leader, yes.send)).toBe(messages.approve.changed(NEW))
      expect(await tell(office, leader, `/approve 同意 ${NEW}`)).toBe(messages.approve.needsVersion(NEW))
      await importPlans({ A级比例: '2%' }, leader)
      expect(await tell(office, leader, `/approve ${NEW}`)).toBe(messages.approve.ownImport(NEW))
      const elsewhere = await office.who('leader', 'SCQ-GS')
      expect(await tell(office, elsewhere, `/approve ${NEW}`)).toBe(messages.approve.notYours(NEW))
      expect((await planOf(NEW)).approvedAt).toBeNull()
    })

    it('loses approval and filing when it is changed, and keeps them when it is not', async () => {
      await approve()
      await tell(office, clerk, `/plans ${NEW} 备案 5号`)
      const filed = await planOf(NEW)
      expect(filed).toMatchObject({ approvedBy: leader, filingNo: '5号' })
      expect(await importPlans()).toMatchObject({ added: 0, changed: 0, unchanged: 1 })
      expect(await planOf(NEW)).toEqual(filed)
      expect((await importPlans({ 年度频次: '', 办理工作日: '15' })).changed).toBe(1)
      expect(await planOf(NEW)).toMatchObject({ approvedAt: null, filingNo: null })
      expect(await tell(office, clerk, '/plans')).toContain(`${NEW} ${plan.name}　待批准`)
    })

    it('is not approved, and its department hears why', async () => {
      expect(await tell(office, leader, `/approve 不同意 ${NEW} 范围太大`)).toBe(
        messages.approve.declined(NEW),
      )
      expect(await offices('没有得到批准')).toEqual([expect.stringContaining('理由：范围太大')])
      expect((await lastEntry()).kind).toBe('plan.declined')
      expect((await planOf(NEW)).approvedAt).toBeNull()
    })

    it('is approved by a leader of its own department where the leading one has none', async () => {
      await office.store.write(async (tx) => {
        for (const one of await tx.people.withRole('leader', 'SCQ-FZ'))
          await tx.people.put({ ...one, active: false })
      })
      leader = await office.who('leader', 'SCQ-GS')
      await approve()
      expect((await planOf(NEW)).approvedBy).toBe(leader)
    })
  })

  describe('the list of items', () => {
    it('is shown by department, with what is not published marked', async () => {
      const text = await tell(office, clerk, '/items')
      expect(text).toContain('区工商分局\n　GS-01 年度报告公示信息检查\n')
      expect(text).toContain('AJ-03 烟花爆竹零售安全检查（未公布）')
      const one = await tell(office, clerk, '/items 区工商分局')
      expect(one).toContain('GS-02')
      expect(one).not.toContain('SY-01')
    })

    it('shows one with its basis, its caps and who sets them', async () => {
      const text = await tell(office, clerk, '/items gs-03')
      for (const words of ['《市场主体登记管理条例》第三十八条', '比例上限：20%　年度频次上限：每家 2 次']) {
        expect(text).toContain(words)
      }
      expect(text).toContain('比例和频次由本部门确定')
      expect(text).toContain('公布日期：2026-01-15')
      expect(await tell(office, clerk, '/items 没有的')).toBe(messages.items.unknown('没有的'))
    })
  })

  describe('what everybody may see', () => {
    const get = async (path: string) => (await office.request(path)).text()

    it('shows published items and no other, as a page and as a table that can be imported', async () => {
      const page = await get('/items')
      expect(page).toContain('<h2>区工商分局</h2>')
      expect(page).toContain('年度报告公示信息检查')
      expect(page).toContain('<dt>有权确定比例和频次的机关</dt><dd>国家税务总局</dd>')
      expect(page).not.toMatch(/AJ-03|烟花爆竹/)
      const response = await office.request('/open-data/items.csv')
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
      const bytes = Buffer.from(await response.arrayBuffer())
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
      expect(bytes.toString()).not.toContain('AJ-03')
      const now = new Date(await office.now())
      const report = await importText(office.store, 'items', bytes.toString(), now, 'system', true)
      expect(report).toMatchObject({ added: 0, changed: 0, faults: [] })
      expect(report.unchanged).toBe(37)
    })

    it('shows an item once its day has come', async () => {
      await office.store.write(async (tx) => {
        const item = (await tx.items.get('AJ-03'))!
        await tx.items.put({ ...item, publishedOn: '2026-03-11' })
      })
      expect(await get('/items')).not.toContain('AJ-03')
      await office.moveTo('2026-03-10T16:00:00.000Z')
      expect(await get('/items')).toContain('AJ-03')
    })

    it('shows approved plans and no other, with the items that are published', async () => {
      const plan = await planOf('JH2026-02')
      await office.store.write(async (tx) => {
        await tx.plans.put({ ...plan, approvedBy: null, approvedAt: null })
        await tx.items.put({ ...(await tx.items.get('ZJ-01'))!, publishedOn: null })
      })
      const draw = await drawPlan(office, 'JH2026-01')
      const page = await get('/plans')
      expect(page).toContain('<dt>参与部门</dt><dd>区食药监分局、区住建环保局</dd>')
      expect(page).toContain('<a href="/items#GS-03">登记事项检查</a>')
      expect(page).toContain('<dt>抽取比例（按信用等级）</dt><dd>A 级 4%，B 级 6%，C 级 12%，D 级 18%</dd>')
      expect(page).toContain(`<a href="/draws/${draw}">${draw}</a>`)
      expect(page).toContain('>进行中</span>')
      expect(page).not.toMatch(/JH2026-02|ZJ-01/)
    })
  })
})
