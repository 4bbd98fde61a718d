import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import type { Person, Plan, Visit } from '../../db/store.js'
import { type Office, openOffice } from './office.js'
import { drawPlan, seatsOf } from './steps.js'

describe('a drawn firm, before its visit', () => {
  let office: Office
  let draw: string
  let plan: Plan
  let visit: Visit
  let firm: string
  let inspector: string
  /** Of departments that take no part. */
  let outsiders: Record<'office' | 'leader' | 'inspector', string>
  let outside: string

  beforeAll(async () => {
    office = await openOffice()
    draw = await drawPlan(office, 'JH2026-01')
    const seats = await seatsOf(office, draw)
    inspector = seats[0]!.person
    await office.store.read(async (view) => {
      plan = (await view.plans.get('JH2026-01'))!
      visit = (await view.visits.get(seats[0]!.visit))!
      firm = (await view.firms.get(visit.firm))!.name
      const stranger = async (role: Person['roles'][number]) => {
        const people = await view.people.withRole(role)
        return people.find(
          (one) => !plan.departments.includes(one.department) && one.department !== 'SCQ-FZ',
        )!
      }
      const leader = await stranger('leader')
      outside = `dept:${leader.department}`
      outsiders = {
        ...{ leader: leader.id, office: (await stranger('office')).id },
        ...{ inspector: (await stranger('inspector')).id },
      }
    })
  })
  afterAll(() => office.close())

  /** Whether the firm shows as drawn to that person there. */
  async function shows(person: string, chat = `private:${person}`): Promise<boolean> {
    const [progress] = await office.say(person, chat, `/progress ${draw}`)
    const [looked] = await office.say(person, chat, `/firm ${visit.firm}`)
    expect(progress!.text).toContain('已填报 0/')
    expect(looked!.text).toContain(firm)
    const seen = [progress!.text.includes(visit.no), looked!.text.includes(visit.no)]
    expect(progress!.text.includes(firm)).toBe(seen[0])
    expect(seen[1]).toBe(seen[0])
    return seen[0]!
  }

  it('shows to those who take part, in private and in their groups', async () => {
    const [lead] = plan.departments as [string]
    const insiders = [
      ...[inspector, await office.who('leader', lead), await office.who('office', lead)],
      ...[await office.who('office', 'SCQ-FZ'), await office.who('leader', 'SCQ-FZ')],
      ...[await office.who('supervisor'), await office.who('admin')],
    ]
    for (const one of insiders) expect(await shows(one), one).toBe(true)
    for (const chat of ['office', 'leaders', `dept:${lead}`, 'dept:SCQ-FZ']) {
      expect(await shows(inspector, chat), chat).toBe(true)
    }
  })

  it('shows to nobody else, who gets numbers only', async () => {
    for (const one of Object.values(outsiders)) {
      expect(await shows(one), one).toBe(false)
      expect(await shows(one, 'office'), one).toBe(false)
    }
    const total = (await office.store.read((view) => view.visits.ofDraw(draw))).length
    const [answer] = await office.say(outsiders.leader, 'leaders', `/progress ${draw}`)
    expect(answer?.text).toBe(messages.progress.draw(draw, total, total, []))
  })

  it('shows in no group of a department that takes no part, whoever asks', async () => {
    for (const one of [inspector, await office.who('admin'), await office.who('supervisor')]) {
      expect(await shows(one, outside), one).toBe(false)
    }
  })

  it('shows in no such group by the work of those who inspect, review, decide and publish', async () => {
    const [lead] = plan.departments as [string]
    const [clerk, leader] = [await office.who('office', lead), await office.who('leader', lead)]
    const [second] = (await seatsOf(office, draw)).filter((one) => one.visit !== visit.no)
    const refused = async (person: string, text: string) =>
      expect(await office.say(person, outside, text), text).toMatchObject([{ text: messages.result.notHere }])
    for (const text of ['/tasks', '/record', `/record ${visit.no}`, '/form', `/form ${visit.no}`])
      await refused(inspector, text)
    for (const text of [`/form ${visit.no}`, `/form ${draw}`]) await refused(clerk, text)
    const fields = '结果=未按规定公示年度报告 签字=否 未签原因=负责人拒绝签字'
    await office.say(second!.person, `private:${second!.person}`, `/record ${second!.visit} ${fields}`)
    for (const text of ['/review', `/review ${second!.visit}`]) await refused(leader, text)
    await office.say(leader, `private:${leader}`, `/review 通过 ${second!.visit} 1`)
    for (const text of ['/decide', `/decide ${second!.visit}`]) await refused(clerk, text)
    await office.say(clerk, `dept:${lead}`, `/decide ${second!.visit} 无需后续处置`)
    for (const text of ['/publish', `/publish ${second!.visit}`, '/publish 全部']) await refused(clerk, text)
    const name = await office.store.read(async (view) => {
      const visited = (await view.visits.get(second!.visit))!
      return (await view.firms.get(visited.firm))!.name
    })
    const said = (await office.read(outside)).map(({ text }) => text).join('\n')
    expect(said).not.toContain(name)
  })

  it('looks to others like one that was never drawn', async () => {
    const undrawn = await office.store.read(async (view) => {
      const drawn = new Set((await view.visits.ofDraw(draw)).map((one) => one.firm))
      return (await view.firms.search(['有限公司'], 500, 0)).find(({ code }) => !drawn.has(code))!
    })
    const lastLine = async (code: string) => {
      const [answer] = await office.say(outsiders.office, `private:${outsiders.office}`, `/firm ${code}`)
      return answer!.text.split('\n').at(-1)
    }
    expect(await lastLine(visit.firm)).toBe(await lastLine(undrawn.code))
  })

  it('shows to everybody once it was inspected', async () => {
    await office.say(inspector, `private:${inspector}`, `/record ${visit.no} 结果=未发现问题 签字=是`)
    const { leader } = outsiders
    const [answer] = await office.say(leader, `private:${leader}`, `/firm ${visit.firm}`)
    expect(answer?.text).toContain(`${visit.no}　期限 ${visit.due}　已填报`)
  })
})
