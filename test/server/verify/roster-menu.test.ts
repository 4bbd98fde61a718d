import { describe, expect, it } from 'vitest'
import { createDoubles } from '../../../server/verify/random.js'
import { fillRoster } from '../../../server/verify/roster-fill.js'
import { findMenu } from '../../../server/verify/roster-menu.js'
import type { RosterRules } from '../../../server/verify/roster-rules.js'
import type { RosterState } from '../../../server/verify/roster-state.js'

interface Size {
  inspectors: number
  visits: number
  seatsPerVisit: number
  /** How likely an inspector fits a seat. */
  fitting: number
  capacity: number
}

function makeRules(size: Size, next: () => number): RosterRules {
  const { inspectors, visits, seatsPerVisit } = size
  const seats = visits * seatsPerVisit
  const below = (n: number) => Math.floor(next() * n)
  const fitting = Array.from({ length: inspectors * seats }, () => next() < size.fitting)
  return {
    inspectors: Array.from({ length: inspectors }, (_, i) => [
      `I${i}`,
      'D',
      [],
      below(size.capacity + 1),
      below(3),
      null,
    ]),
    ...{ visits, seatsPerVisit, seats },
    suits: () => true,
    fits: (inspector, seat) => fitting[inspector * seats + seat]!,
    visitOf: (seat) => Math.floor(seat / seatsPerVisit),
  }
}

/** Every lawful full roster, by trying all. */
function* allRosters(rules: RosterRules, roster: number[] = []): Generator<number[]> {
  const seat = roster.length
  if (seat === rules.seats) yield roster
  else
    for (const i of rules.inspectors.keys())
      if (allows(rules, roster, i)) yield* allRosters(rules, [...roster, i])
}

function allows(rules: RosterRules, roster: number[], inspector: number): boolean {
  const seat = roster.length
  const first = rules.visitOf(seat) * rules.seatsPerVisit
  const held = roster.filter((one) => one === inspector).length
  const free = held < rules.inspectors[inspector]![3] && !roster.slice(first).includes(inspector)
  return free && rules.fits(inspector, seat)
}

function costOf(rules: RosterRules, roster: number[]): number {
  const held = rules.inspectors.map(([, , , , prior], i) => prior + roster.filter((one) => one === i).length)
  return held.reduce((sum, load) => sum + load * load, 0)
}

function cheapest(rules: RosterRules): number[][] {
  const all = [...allRosters(rules)]
  const least = all.reduce((min, roster) => Math.min(min, costOf(rules, roster)), Number.POSITIVE_INFINITY)
  return all.filter((roster) => costOf(rules, roster) === least)
}

const rosterOf = (rules: RosterRules, state: RosterState) =>
  Array.from({ length: rules.seats }, (_, seat) => state.holder(seat))

describe('the menus of a roster', () => {
  it('are those that trying every roster gives', () => {
    const next = createDoubles('menus')
    let compared = 0
    for (let round = 0; round < 400; round++) {
      const size = { inspectors: 3 + (round % 3), visits: 2 + (round % 2), seatsPerVisit: 1 + (round % 2) }
      const rules = makeRules({ ...size, fitting: 0.6, capacity: 3 }, next)
      let left = cheapest(rules)
      const state = fillRoster(rules)
      expect(state === null).toBe(left.length === 0)
      if (!state) continue
      const open = new Set(Array.from({ length: rules.seats }, (_, seat) => seat))
      for (const seat of [...open].reverse()) {
        const menu = findMenu(rules, state, open, seat)
        const expected = rules.inspectors.flatMap((_, i) => (left.some((one) => one[seat] === i) ? [i] : []))
        expect(menu.inspectors).toEqual(expected)
        const pick = menu.inspectors[Math.floor(next() * menu.inspectors.length)]!
        menu.give(pick)
        open.delete(seat)
        left = left.filter((one) => one[seat] === pick)
        compared++
      }
      expect(left).toEqual([rosterOf(rules, state)])
    }
    expect(compared).toBeGreaterThan(500)
  })

  it('come fast for 300 visits of two seats and 160 inspectors', () => {
    const next = createDoubles('speed')
    const size = { inspectors: 160, visits: 300, seatsPerVisit: 2 }
    const rules = makeRules({ ...size, fitting: 0.5, capacity: 40 }, next)
    const began = performance.now()
    const state = fillRoster(rules)!
    const open = new Set(Array.from({ length: rules.seats }, (_, seat) => seat))
    for (const seat of [...open]) {
      const menu = findMenu(rules, state, open, seat)
      menu.give(menu.inspectors[Math.floor(next() * menu.inspectors.length)]!)
      open.delete(seat)
    }
    expect(performance.now() - began).toBeLessThan(5000)
  })
})
