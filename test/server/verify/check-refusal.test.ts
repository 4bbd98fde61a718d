import { describe, expect, it } from 'vitest'
import { checkRefusal } from '../../../server/verify/check-refusal.js'
import type { RosterRules } from '../../../server/verify/roster-rules.js'

/** Two visits of two seats; A may go once, B twice, C never, and only seats 0 and 2 suit A. */
const rules: RosterRules = {
  inspectors: [
    ['A', 'D', [], 1, 0, null],
    ['B', 'D', [], 2, 0, null],
    ['C', 'D', [], 0, 0, 'leave'],
  ],
  ...{ visits: 2, seatsPerVisit: 2, seats: 4 },
  suits: () => true,
  fits: (inspector, seat) => inspector !== 0 || seat % 2 === 0,
  visitOf: (seat) => Math.floor(seat / 2),
}

describe('the certificate of an impossible roster', () => {
  it('holds for any set of seats with too little room', () => {
    checkRefusal({ seats: [0, 1, 2, 3], inspectors: ['A', 'B', 'C'], room: 3 }, rules)
  })

  it.each([
    ['enough room', { seats: [1, 3], inspectors: ['B', 'C'], room: 2 }],
    ['another room', { seats: [0, 1, 2, 3], inspectors: ['A', 'B', 'C'], room: 2 }],
    ['an inspector left out', { seats: [0, 1, 2, 3], inspectors: ['A', 'B'], room: 3 }],
    ['seats in another order', { seats: [1, 0, 2, 3], inspectors: ['A', 'B', 'C'], room: 3 }],
    ['a seat that does not exist', { seats: [0, 1, 2, 4], inspectors: ['A', 'B', 'C'], room: 3 }],
    ['no seats', { seats: [], inspectors: [], room: 0 }],
  ])('does not hold with %s', (_, refusal) => {
    expect(() => checkRefusal(refusal, rules)).toThrow(expect.objectContaining({ section: 'roster' }))
  })
})
