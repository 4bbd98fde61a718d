/** What the registries' changes mean for work under way is told once the change is whole. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import type { Assignment, Visit } from '../../db/store.js'
import { importUnderWay } from '../../server/import/under-way.js'
import { applyEvent } from '../../server/webhooks/apply-event.js'
import { importText } from './import-text.js'
import { type Office, openOffice } from './office.js'
import { drawPlan, seatsOf, tell } from './steps.js'

const [HEADER = '', ...ROWS] = readFileSync('sample/firms.csv', 'utf8').trim().split('\n')
const [PLAN_HEADER = '', FIRST_PLAN = ''] = readFileSync('sample/plans.csv', 'utf8').split('\n')

let office: Office
let seats: Assignment[]

async function visitOf({ visit }: Assignment): Promise<Visit> {
  return (await office.store.read((view) => view.visits.get(visit)))!
}

async function said(chat: string, words: string): Promise<string[]> {
  const texts = (await office.read(chat)).map(({ text }) => text)
  return texts.filter((text) => text.includes(words))
}

/** Imports the row of a firm with another state. */
async function importState(code: string, state: string) {
  const row = ROWS.find((one) => one.startsWith(code))!.replace(',存续,', `,${state},`)
  const now = new Date(await office.now())
  await importText(office.store, 'firms', `${HEADER}\n${row}\n`, now, 'system')
  await office.system.settle()
}

beforeAll(async () => {
  office = await openOffice()
  seats = await seatsOf(office, await drawPlan(office, 'JH2026-01'))
})
afterAll(() => office.close())

describe('a firm that is closed before its visit', () => {
  it('is told to the office, the leading department and whoever goes there, once', async () => {
    const visit = await visitOf(seats[0]!)
    await importState(visit.firm, '注销')
    const firm = (await office.store.read((view) => view.firms.get(visit.firm)))!
    const text = messages.news.closedFirm(firm.name, '注销', [visit])
    for (const chat of [
      'office',
      'dept:SCQ-GS',
      `private:${seats[0]!.person}`,
      `private:${seats[1]!.person}`,
    ])
      expect(await said(chat, '【名录变动】'), chat).toEqual([text])
    expect(await said('dept:SCQ-SY', '【名录变动】')).toEqual([])
    await office.system.settle()
    expect(await said('office', '【名录变动】')).toHaveLength(1)
  })

  it('is not told where it suspends business, or was recorded already', async () => {
    const later = seats.find(({ visit }) => visit !== seats[0]!.visit)!
    const { firm } = await visitOf(later)
    await importState(firm, '停业')
    await tell(office, later.person, `/record ${later.visit} 结果=未发现问题 签字=是`)
    await importState(firm, '吊销')
    expect(await said('office', '【名录变动】')).toHaveLength(1)
  })

  it('waits until an import is whole', async () => {
    const visit = await visitOf(seats.at(-1)!)
    await office.store.write((tx) => tx.settings.set(importUnderWay, '{"kind":"firms"}'))
    await office.store.write((tx) =>
      tx.settings.set('registry.news', `{"firms":["${visit.firm}"],"people":[],"plans":[]}`),
    )
    await office.system.settle()
    expect(await office.store.read((view) => view.settings.get('registry.news'))).toContain(visit.firm)
    await office.store.write((tx) => tx.settings.set(importUnderWay, ''))
    await office.system.settle()
    expect(await office.store.read((view) => view.settings.get('registry.news'))).toBe('')
  })
})

describe('an inspector who is closed', () => {
  it('is told to the office and to the leaders of the department, with the visits', async () => {
    const seat = seats[0]!
    const event = { id: 'E1', kind: 'inspector', op: 'close', record: { 执法证号: seat.inspector } } as const
    await office.store.write(
      async (tx) =>
        void (await applyEvent(tx, event, {
          at: '2026-03-10T02:00:00.000Z',
          today: '2026-03-10',
          salt: 'salt',
        })),
    )
    await office.system.settle()
    const leader = await office.who('leader', 'SCQ-GS')
    const { name } = (await office.store.read((view) => view.people.get(seat.person)))!
    for (const chat of ['office', `private:${leader}`]) {
      const [text] = await said(chat, `${name}已不在岗`)
      expect(text, chat).toContain(seat.visit)
      expect(text, chat).toContain('/replace')
    }
  })
})

describe('plans that nobody has approved', () => {
  it('are told to the leaders who may approve them, with a button for each', async () => {
    const cells = FIRST_PLAN.split(',')
    const row = [...cells.with(0, 'JH2026-09').with(1, '新计划').slice(0, -3), '', '', ''].join(',')
    const now = new Date(await office.now())
    await importText(
      office.store,
      'plans',
      `${PLAN_HEADER}\n${row}\n`,
      now,
      await office.who('office', 'SCQ-FZ'),
    )
    await office.system.settle()
    const leader = await office.who('leader', 'SCQ-FZ')
    const [message] = (await office.read(`private:${leader}`)).slice(-1)
    expect(message?.text).toContain('【待批准】')
    expect(message?.text).toContain('JH2026-09 新计划')
    expect(message?.buttons.flat().map(({ send }) => send)).toEqual(['/approve JH2026-09'])
  })
})
