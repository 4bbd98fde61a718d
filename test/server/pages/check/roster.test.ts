import { describe, expect, it } from 'vitest'
import { drawRoster } from '../../../../commands/rules/draw/roster.js'
import { checkRefusal } from '../../../../server/pages/check/check-roster.js'
import { pickRoster } from '../../../../server/pages/check/pick-roster.js'
import type { Proof } from '../../../../server/pages/check/proof.js'
import type { InspectorRow, SeatRow } from '../../../../server/pages/check/read-files.js'
import { describeSeating, type Seating } from '../../../../server/pages/check/seating.js'
import { openStream } from '../../../../server/pages/check/stream.js'

type Roster = number[]

/** Every lawful full roster, by trying everything. */
function listRosters(seating: Seating): Roster[] {
  const { seats, seatsPerVisit, suited, capacity } = seating
  const found: Roster[] = []
  const extend = (roster: Roster) => {
    const seat = roster.length
    if (seat === seats) return void found.push(roster)
    const team = roster.slice(seat - (seat % seatsPerVisit))
    for (const one of suited[seat]!) {
      const held = roster.filter((holder) => holder === one).length
      if (held < capacity[one]! && !team.includes(one)) extend([...roster, one])
    }
  }
  extend([])
  return found
}

const costOf = ({ priorLoad }: Seating, roster: Roster) =>
  priorLoad
    .map((prior, one) => prior + roster.filter((holder) => holder === one).length)
    .reduce((sum, load) => sum + load * load, 0)

/** The roster of dr1 §6 as its text says it. */
function pickByDefinition(seed: string, seating: Seating): Roster | null {
  const lawful = listRosters(seating)
  if (lawful.length === 0) return null
  const least = Math.min(...lawful.map((roster) => costOf(seating, roster)))
  let left = lawful.filter((roster) => costOf(seating, roster) === least)
  const [order, pick] = [openStream(seed, 'roster/order'), openStream(seed, 'roster/pick')]
  const seats = Array.from({ length: seating.seats }, (_, i) => i)
  for (let i = seats.length - 1; i > 0; i--) {
    const j = Math.floor(order() * (i + 1))
    ;[seats[i], seats[j]] = [seats[j]!, seats[i]!]
  }
  for (const seat of seats) {
    const menu = [...new Set(left.map((roster) => roster[seat]!))].sort((a, b) => a - b)
    const picked = menu[Math.floor(pick() * menu.length)]
    left = left.filter((roster) => roster[seat] === picked)
  }
  return left[0]!
}

function inventSeating(next: () => number): Seating {
  const up = (most: number) => Math.floor(next() * (most + 1))
  const [visits, seatsPerVisit, people] = [1 + up(2), 1 + up(1), 2 + up(3)]
  const seats = visits * seatsPerVisit
  const range = Array.from({ length: people }, (_, i) => i)
  const share = 0.4 + 0.6 * next()
  return {
    ...{ visits, seatsPerVisit, seats, ids: range.map((i) => `I${i}`) },
    capacity: range.map(() => up(3)),
    priorLoad: range.map(() => up(2)),
    suited: Array.from({ length: seats }, () => range.filter(() => next() < share)),
  }
}

describe('the roster', () => {
  it('is the one of the plain definition, in small cases of every kind', () => {
    const next = openStream('cases', 'roster')
    const kinds = { full: 0, none: 0, choice: 0 }
    for (let k = 0; k < 1500; k++) {
      const seating = inventSeating(next)
      const expected = pickByDefinition(`seed ${k}`, seating)
      expect([k, pickRoster(`seed ${k}`, seating)]).toEqual([k, expected])
      kinds[expected ? 'full' : 'none'] += 1
      if (expected && String(expected) !== String(pickByDefinition(`other ${k}`, seating))) kinds.choice += 1
    }
    for (const count of Object.values(kinds)) expect(count).toBeGreaterThan(100)
  })
})

/** Departments, tags, recusals, absences and prior loads, as a plan could have them. */
function inventDraw(next: () => number) {
  const up = (most: number) => Math.floor(next() * (most + 1))
  const some = (names: string[]) => names.filter(() => next() < 0.4)
  const inspectors = Array.from({ length: 4 + up(4) }, (_, i) => ({
    ...{ id: `I${i}`, department: `D${up(1)}`, tags: some(['food', 'fire']), reason: null },
    ...{ capacity: up(3), priorLoad: up(3) },
  }))
  const seats = Array.from({ length: 1 + up(2) }, (_, k) => ({
    ...{ name: `S${k}`, department: next() < 0.5 ? null : `D${up(1)}`, tags: next() < 0.2 ? ['food'] : [] },
  }))
  const visits = Array.from({ length: 1 + up(4) }, (_, v) => ({
    firm: `F${v}`,
    recused: inspectors.map(({ id }) => id).filter(() => next() < 0.1),
  }))
  return { inspectors, seats, visits }
}

describe('beside the product’s own rules', () => {
  it('gives the same roster, and takes every certificate that there is none', () => {
    const next = openStream('draws', 'roster')
    const kinds = { full: 0, none: 0 }
    for (let k = 0; k < 600; k++) {
      const { inspectors, seats, visits } = inventDraw(next)
      const answer = drawRoster(`seed ${k}`, visits, seats, inspectors)
      const files = {
        ...{
          sheet: [],
          excluded: [],
          seats: seats.map((one): SeatRow => [one.name, one.department, one.tags]),
        },
        inspectors: inspectors.map(
          (one): InspectorRow => [one.id, one.department, one.tags, one.capacity, one.priorLoad, one.reason],
        ),
      }
      const openings = visits.map(({ firm, recused }): [string, string, string[]] => [firm, '', recused])
      const here = describeSeating({ openings } as unknown as Proof, files)
      const holders = pickRoster(`seed ${k}`, here)
      kinds['roster' in answer ? 'full' : 'none'] += 1
      if ('roster' in answer) {
        expect(holders?.map((one) => here.ids[one])).toEqual(answer.roster.map(([, , id]) => id))
      } else {
        expect(holders).toBeNull()
        checkRefusal(answer.refusal, here)
      }
    }
    for (const count of Object.values(kinds)) expect(count).toBeGreaterThan(100)
  })
})

/** Two visits of two seats; A may go once, B twice, C never, and only seats 0 and 2 suit A. */
const seating: Seating = {
  ...{ visits: 2, seatsPerVisit: 2, seats: 4, ids: ['A', 'B', 'C'] },
  ...{ capacity: [1, 2, 0], priorLoad: [0, 0, 0] },
  suited: [
    [0, 1, 2],
    [1, 2],
    [0, 1, 2],
    [1, 2],
  ],
}

describe('the certificate of an impossible roster', () => {
  it('holds for any set of seats with too little room', () => {
    checkRefusal({ seats: [0, 1, 2, 3], inspectors: ['A', 'B', 'C'], room: 3 }, seating)
    expect(pickRoster('seed', seating)).toBeNull()
  })

  it.each([
    ['enough room', { seats: [1, 3], inspectors: ['B', 'C'], room: 2 }],
    ['another room', { seats: [0, 1, 2, 3], inspectors: ['A', 'B', 'C'], room: 2 }],
    ['an inspector left out', { seats: [0, 1, 2, 3], inspectors: ['A', 'B'], room: 3 }],
    ['an inspector too many', { seats: [1], inspectors: ['A', 'B', 'C'], room: 0 }],
    ['seats in another order', { seats: [1, 0, 2, 3], inspectors: ['A', 'B', 'C'], room: 3 }],
    ['a seat that does not exist', { seats: [0, 1, 2, 4], inspectors: ['A', 'B', 'C'], room: 3 }],
    ['a seat below all', { seats: [-1, 0, 1, 2, 3], inspectors: ['A', 'B', 'C'], room: 3 }],
    ['no seats', { seats: [], inspectors: [], room: 0 }],
  ])('does not hold with %s', (_, refusal) => {
    expect(() => checkRefusal(refusal, seating)).toThrow(/排不出名单的证明/)
  })
})
