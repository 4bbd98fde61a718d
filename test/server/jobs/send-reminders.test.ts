import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messages } from '../../../commands/messages.js'
import { sendReminders } from '../../../server/jobs/send-reminders.js'
import { AT, addDrawn, person } from '../../db/small-county.js'
import { at, type DueOffice, openDueOffice } from './due-office.js'

let office: DueOffice
beforeEach(async () => {
  office = await openDueOffice()
})
afterEach(() => office.close())

describe('a reminder that nobody could get', () => {
  it('of a visit without inspectors goes to the office and the supervisors, at every stage', async () => {
    // Due on 10 March.
    await office.store.write((tx) => addDrawn(tx, 'CQ1', AT, [[]]))
    await sendReminders(office.work, at('03-10', '09:00'))
    const [toOffice, toSupervisor, ...others] = await office.said()
    expect(toOffice).toMatch(/^office: 【无人检查】/)
    expect(toOffice).toContain('RWCQ1-0　F1号商行')
    expect(toOffice).toContain('【今天到期】')
    expect(toSupervisor).toMatch(/^p8: 【无人检查】/)
    expect(others).toEqual([])
    await sendReminders(office.work, at('03-13', '09:00'))
    expect((await office.said())[0]).toContain('【红牌 · 超期 3 个工作日】')
  })

  it('of a department without a leader goes to them with the red card', async () => {
    await office.store.write((tx) => addDrawn(tx, 'CQ1', AT, [[1]]))
    await sendReminders(office.work, at('03-13', '09:00'))
    const red = (await office.said()).filter((text) => text.includes('【红牌】'))
    expect(red.map((text) => text.split(':', 1)[0])).toEqual(['office', 'p8'])
    expect(red[0]).toContain('市场监管局')
    expect(red[0]).toContain(messages.reminder.noLeader)
    await office.store.write((tx) => tx.people.put(person('p4', { roles: ['leader'] })))
    await sendReminders(office.work, at('03-16', '09:00'))
    const next = (await office.said()).filter((text) => text.includes('【红牌】'))
    expect(next.map((text) => text.split(':', 1)[0])).toEqual(['p4'])
    expect(next[0]).not.toContain(messages.reminder.noLeader)
  })
})

describe('reminders taken up late', () => {
  it('are not written in the evening, so that the morning says the stage that then holds', async () => {
    await office.store.write((tx) => addDrawn(tx, 'CQ1', AT, [[1]]))
    await sendReminders(office.work, at('03-10', '21:00'))
    expect(await office.said()).toEqual([])
    await sendReminders(office.work, at('03-11', '09:00'))
    const [reminder] = await office.said()
    expect(reminder).toContain('【黄牌 · 超期 1 个工作日】以下')
  })

  it('go out until 20:59', async () => {
    await office.store.write((tx) => addDrawn(tx, 'CQ1', AT, [[1]]))
    await sendReminders(office.work, at('03-10', '20:59'))
    expect((await office.said())[0]).toContain('【今天到期】以下')
  })
})
