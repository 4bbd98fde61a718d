import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../../commands/rules/calendar.js'
import {
  discloseBy,
  leastFar,
  nextResultDay,
  stateAfterReview,
} from '../../../commands/rules/result-course.js'

const calendar = createCalendar([])
const clean = (inspectedOn: string) => discloseBy({ inspectedOn, problem: false }, [], calendar)

describe('the last day for the public (四(三)1)', () => {
  it('is the twentieth working day after the inspection where nothing was found', () => {
    // 6 9 10 11 12 13 14(补班) 24 25 26 27 28(补班) February, 2 3 4 5 6 9 10 11 March: 春节 is off from the 15th to the 23rd.
    expect(clean('2026-02-05')).toBe('2026-03-11')
    // 28 29 30 September, 8 9 10(补班) 12–16 19–23 26–29 October: 中秋 and 国庆 are off.
    expect(clean('2026-09-24')).toBe('2026-10-29')
    // 11–13 16–20 23–27 30 31 March, 1–3 7 8 April: 清明 is off from the 4th to the 6th.
    expect(clean('2026-03-10')).toBe('2026-04-08')
  })

  it('counts from the next day, also for an inspection on a day off', () => {
    expect(clean('2026-10-03')).toBe(clean('2026-10-07'))
    expect(clean('2026-10-07')).toBe('2026-11-03')
  })

  it('runs from the decision where something was found, and not before one', () => {
    const found = { inspectedOn: '2026-01-05', problem: true }
    expect(discloseBy(found, [], calendar)).toBeNull()
    expect(discloseBy(found, ['2026-03-10'], calendar)).toBe('2026-04-08')
    expect(discloseBy(found, ['2026-09-24', '2026-03-10'], calendar)).toBe('2026-04-08')
  })
})

describe('the way of a result', () => {
  it('reminds before the last day, and every five working days where there is none', () => {
    expect(nextResultDay('2026-03-10', '2026-04-08', calendar)).toBe('2026-03-31')
    expect(nextResultDay('2026-04-01', null, calendar)).toBe('2026-04-09')
  })

  it('takes a problem to its decision before the public hears of it', () => {
    expect(stateAfterReview(false, 0)).toBe('disclosure')
    expect(stateAfterReview(true, 0)).toBe('decision')
    expect(stateAfterReview(true, 1)).toBe('disclosure')
  })

  it('speaks of a visit by the part that has come least far', () => {
    expect(leastFar([{ state: 'disclosed' }, { state: 'review' }, { state: 'decision' }])).toEqual({
      state: 'review',
    })
    expect(leastFar([{ state: 'corrected' }, { state: 'disclosed' }])).toEqual({ state: 'disclosed' })
    expect(leastFar([])).toBeUndefined()
  })
})
