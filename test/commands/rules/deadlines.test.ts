import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../../commands/rules/calendar.js'
import {
  firstStageDay,
  nextStageDay,
  type Stage,
  stageDay,
  stageOn,
} from '../../../commands/rules/deadlines.js'
import { addDays } from '../../../commands/rules/office-time.js'

const calendar = createCalendar([])
const left = (days: 5 | 3 | 1 | 0): Stage => ({ kind: 'before', days })
const yellow = (days: number): Stage => ({ kind: 'overdue', days, card: 'yellow' })
const red = (days: number): Stage => ({ kind: 'overdue', days, card: 'red' })

function stages(due: string, from: string, to: string): Record<string, Stage | null> {
  const found: Record<string, Stage | null> = {}
  for (let day = from; day <= to; day = addDays(day, 1)) found[day.slice(5)] = stageOn(day, due, calendar)
  return found
}

/** Every stage day in turn, as the reminder job meets them. */
function reminders(drawn: string, due: string, count: number): string[] {
  const days = [firstStageDay(drawn, due, calendar)]
  while (days.length < count) days.push(nextStageDay(days.at(-1)!, due, calendar))
  return days.map((day) => day.slice(5))
}

describe('deadlines', () => {
  it('counts across Spring Festival 2026, with its two working Saturdays', () => {
    expect(stages('2026-02-25', '2026-02-10', '2026-03-02')).toEqual({
      '02-10': null,
      '02-11': left(5),
      '02-12': left(5),
      '02-13': left(3),
      '02-14': left(3),
      ...Object.fromEntries([15, 16, 17, 18, 19, 20, 21, 22, 23].map((date) => [`02-${date}`, left(3)])),
      '02-24': left(1),
      '02-25': left(0),
      '02-26': yellow(1),
      '02-27': yellow(2),
      '02-28': red(3),
      '03-01': red(3),
      '03-02': red(4),
    })
  })

  it('counts across Mid-Autumn and National Day 2026', () => {
    expect(reminders('2026-09-01', '2026-10-09', 8)).toEqual([
      ...['09-24', '09-29', '10-08', '10-09', '10-10', '10-12', '10-13', '10-14'],
    ])
    expect(stageOn('2026-10-07', '2026-10-09', calendar)).toEqual(left(3))
    expect(stageOn('2026-10-11', '2026-10-09', calendar)).toEqual(yellow(1))
    expect(stageOn('2026-10-13', '2026-10-09', calendar)).toEqual(red(3))
  })

  it('reminds before a due day within the holidays and counts delay after them', () => {
    expect(reminders('2026-02-02', '2026-02-18', 7)).toEqual([
      ...['02-09', '02-11', '02-13', '02-14', '02-24', '02-25', '02-26'],
    ])
    expect(stageOn('2026-02-18', '2026-02-18', calendar)).toEqual(left(0))
    expect(stageOn('2026-02-23', '2026-02-18', calendar)).toEqual(left(0))
    expect(stageOn('2026-02-24', '2026-02-18', calendar)).toEqual(yellow(1))
  })

  it('begins each stage on the day that stageDay names', () => {
    for (const due of ['2026-02-25', '2026-02-18', '2026-10-04', '2026-06-30', '2027-01-02']) {
      for (let day = addDays(due, -20); day < addDays(due, 20); day = addDays(day, 1)) {
        const stage = stageOn(day, due, calendar)
        if (stage === null) continue
        const began = stageDay(stage, due, calendar)
        expect(began <= day, `${due} ${day}`).toBe(true)
        expect(stageOn(began, due, calendar)).toEqual(stage)
        expect(stageOn(addDays(began, -1), due, calendar)).not.toEqual(stage)
      }
    }
  })

  it('finds the next day with a new stage from any day, working or not', () => {
    for (const due of ['2026-02-25', '2026-02-18', '2026-10-04']) {
      for (let day = addDays(due, -20); day < addDays(due, 20); day = addDays(day, 1)) {
        const next = nextStageDay(day, due, calendar)
        const now = stageOn(day, due, calendar)
        expect(stageOn(addDays(next, -1), due, calendar), `${due} ${day}`).toEqual(now)
        expect(stageOn(next, due, calendar), `${due} ${day}`).not.toEqual(now)
      }
    }
  })

  it('leaves out what began before or with the draw', () => {
    expect(firstStageDay('2026-03-10', '2026-03-17', calendar)).toBe('2026-03-12')
    expect(firstStageDay('2026-03-17', '2026-03-17', calendar)).toBe('2026-03-18')
    expect(firstStageDay('2026-03-20', '2026-03-17', calendar)).toBe('2026-03-23')
  })
})
