/** From a plan on paper to its draws: approval, filing, what others see of it, and whom its draws leave alone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Plan } from '../../db/store.js'
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
      await office.store.write((tx) => tx.settings.set('draw.recent-days', '60'))
      expect(await left(31)).toContain(`近期的检查 ${firms.length} 家`)
    })
  })
})
