import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { followCalendar } from '../../../server/jobs/follow-calendar.js'
import { sendReminders } from '../../../server/jobs/send-reminders.js'
import { AT, addDrawn } from '../../db/small-county.js'
import { at, type DueOffice, openDueOffice } from './due-office.js'

describe('holidays that are imported while visits are open', () => {
  let office: DueOffice
  const off = (...days: string[]) =>
    office.store.write(async (tx) => {
      for (const day of days) await tx.calendar.put({ day: `2026-03-${day}`, working: false })
    })
  const visits = () => office.store.read((view) => view.visits.ofDraw('CQ1'))
  const follow = (day: string, time = '10:00') => followCalendar(office.work, at(day, time))

  beforeEach(async () => {
    office = await openDueOffice()
    // Due on Tuesday 10, Wednesday 11 and Thursday 12 March.
    await office.store.write((tx) => addDrawn(tx, 'CQ1', AT, [[1], [2], [3]]))
    await office.store.write(async (tx) => {
      await tx.visits.change('RWCQ1-0', { remindOn: '2026-03-05' })
      await tx.visits.change('RWCQ1-1', { remindOn: '2026-03-06' })
      await tx.visits.change('RWCQ1-2', { state: 'recorded', remindOn: null })
    })
  })
  afterEach(() => office.close())

  it('move the reminders of open visits, and leave every due day as it was drawn', async () => {
    // Without the 9th, three working days before 10 March are the 4th, and before 11 March the 5th.
    await off('09')
    await follow('03-04')
    expect((await visits()).map(({ due, remindOn }) => [due, remindOn])).toEqual([
      ['2026-03-10', '2026-03-04'],
      ['2026-03-11', '2026-03-05'],
      ['2026-03-12', null],
    ])
    expect(await office.said()).toEqual([])
  })

  it('tell the office once which due days are off now', async () => {
    await off('10', '12')
    await follow('03-04')
    const [told, ...more] = await office.said()
    expect(told).toMatch(/^office: 【放假安排有变】有 1 个/)
    expect(told).toContain('RWCQ1-0　期限 3月10日（周二）')
    expect(more).toEqual([])
    await follow('03-04', '10:01')
    await off('11')
    await follow('03-04', '10:02')
    const again = await office.said()
    expect(again).toHaveLength(1)
    expect(again[0]).toContain('RWCQ1-1')
    expect(again[0]).not.toContain('RWCQ1-0')
  })

  it('remind today of the stage that the new calendar shows, and of no stage twice', async () => {
    await sendReminders(office.work, at('03-09', '09:00'))
    expect(await office.said()).toHaveLength(2)
    // Without the 10th, the 9th is the last working day before one due day, and one before the other.
    await off('10')
    await follow('03-09')
    await office.said()
    await sendReminders(office.work, at('03-09', '10:00'))
    const told = (await office.said()).map((text) => /^p\d: 【.*?】/.exec(text)?.[0])
    expect(told).toEqual(['p1: 【今天到期】', 'p2: 【还有 1 个工作日到期】'])
    await follow('03-09', '10:01')
    await sendReminders(office.work, at('03-09', '10:02'))
    expect(await office.said()).toEqual([])
  })
})
