import { describe, expect, it } from 'vitest'
import { checkDue } from '../../../commands/rules/recheck-course.js'

const T1 = '2026-03-10T01:00:00.000Z'
const T2 = '2026-03-13T01:00:00.000Z'
const T3 = '2026-03-16T01:00:00.000Z'
const order = { id: 5, kind: 'rectify', recheckOn: '2026-03-13', nextCheckOn: null }
const failed = { on: '2026-03-13', done: false, at: T2 }

describe('what an order to put something right waits for', () => {
  it('is its check by the day that was set, whatever else was decided', () => {
    const penalty = { id: 6, kind: 'penalty', at: T1 }
    expect(checkDue(order, undefined, [penalty])).toEqual({ kind: 'check', on: '2026-03-13' })
  })

  it('is nothing once it was done, and nothing for another kind of decision', () => {
    expect(checkDue(order, { ...failed, done: true }, [])).toBeNull()
    expect(checkDue({ ...order, kind: 'penalty' }, undefined, [])).toBeNull()
  })

  it('is a next step after a check that failed: a day, another order, another decision made since', () => {
    expect(checkDue(order, failed, [])).toEqual({ kind: 'unmended', on: '2026-03-13' })
    const next = { ...order, nextCheckOn: '2026-03-20' }
    expect(checkDue(next, failed, [])).toEqual({ kind: 'check', on: '2026-03-20' })
    expect(checkDue(order, failed, [{ id: 6, kind: 'penalty', at: T3 }])).toBeNull()
    expect(checkDue(order, failed, [{ id: 6, kind: 'rectify', at: T3 }])).toBeNull()
  })

  it('is not ended by what was decided before the check', () => {
    for (const one of [
      { id: 6, kind: 'penalty', at: T1 },
      { id: 4, kind: 'penalty', at: T3 },
    ])
      expect(checkDue(order, failed, [one])).toEqual({ kind: 'unmended', on: '2026-03-13' })
  })

  it('keeps a day that was set beside a penalty, and not beside another order', () => {
    const next = { ...order, nextCheckOn: '2026-03-20' }
    expect(checkDue(next, failed, [{ id: 6, kind: 'penalty', at: T3 }])).toEqual({
      kind: 'check',
      on: '2026-03-20',
    })
    expect(checkDue(next, failed, [{ id: 6, kind: 'rectify', at: T3 }])).toBeNull()
  })
})
