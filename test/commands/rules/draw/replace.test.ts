import { describe, expect, it } from 'vitest'
import type { InspectorRow } from '../../../../commands/rules/draw/freeze.js'
import {
  type ReplacementLot,
  replaceHolder,
  replacementSeed,
} from '../../../../commands/rules/draw/replace.js'
import { giveSeat, setBoard } from '../../../../commands/rules/draw/roster-board.js'
import { stream } from '../../../../commands/rules/draw/seed.js'
import { type Case, caseSeed, drawByForce, mayHold, randomCase } from './roster-cases.js'

const lotOf = (n: number): ReplacementLot => ({
  seed: caseSeed(n),
  entry: 'e'.repeat(64),
  secret: 'f'.repeat(64),
  line: 'a'.repeat(64),
})

function inspector(id: string, change: Partial<InspectorRow> = {}): InspectorRow {
  return { id, department: 'A', tags: [], capacity: 9, priorLoad: 0, reason: null, ...change }
}

function boardOf({ visits, seats, inspectors }: Case, held: (number | null)[]) {
  const board = setBoard(visits, seats, inspectors)
  for (const [q, i] of held.entries()) if (i !== null) giveSeat(board, q, i)
  return board
}

/** Two visits of one seat each, the first held by I0. */
function small(inspectors: InspectorRow[], change: Partial<Case> = {}): Case {
  const visits = [
    { firm: 'F0', recused: [] },
    { firm: 'F1', recused: [] },
  ]
  return { visits, seats: [{ name: 'S', department: 'A', tags: [] }], inspectors, ...change }
}

/** Everybody who came out of many lots. */
function menuOf(given: Case, held: (number | null)[], q = 0): (number | null)[] {
  const taken = Array.from({ length: 60 }, (_, n) => replaceHolder(boardOf(given, held), q, lotOf(n)))
  return [...new Set(taken)].sort()
}

/** dr1 §7 again, from the text: who may take seat q, with the least load. */
function menuByText(given: Case, held: (number | null)[], q: number): number[] {
  const { seats, inspectors } = given
  const left = held.map((i, other) => (other === q ? null : i))
  const count = (i: number) => left.filter((one) => one === i).length
  const first = q - (q % seats.length)
  const beside = left.slice(first, first + seats.length)
  const lawful = [...inspectors.keys()].filter(
    (i) => i !== held[q] && mayHold(given, q, i) && !beside.includes(i) && count(i) < inspectors[i]!.capacity,
  )
  const load = (i: number) => inspectors[i]!.priorLoad + count(i)
  return lawful.filter((i) => lawful.every((other) => load(i) <= load(other)))
}

describe('who takes a seat that is left', () => {
  it('is one of the least loaded, the leaver and whoever is full, unfit or recused barred', () => {
    const crowd = [
      inspector('I0'),
      inspector('I1', { priorLoad: 1 }),
      inspector('I2', { priorLoad: 1 }),
      inspector('I3', { priorLoad: 2 }),
      inspector('I4', { capacity: 0 }),
      inspector('I5', { department: 'B' }),
      inspector('I6'),
    ]
    const visits = [
      { firm: 'F0', recused: ['I6'] },
      { firm: 'F1', recused: [] },
    ]
    expect(menuOf(small(crowd, { visits }), [0, null])).toEqual([1, 2])
  })

  it('has a load of the seats held in this draw as well, and room by them', () => {
    const two = [inspector('I0'), inspector('I1'), inspector('I2', { priorLoad: 1 })]
    expect(menuOf(small(two), [0, 1])).toEqual([1, 2])
    const full = [inspector('I0'), inspector('I1', { capacity: 1 }), inspector('I2', { priorLoad: 5 })]
    expect(menuOf(small(full), [0, 1])).toEqual([2])
  })

  it('holds no other seat of that visit', () => {
    const seats = ['S', 'T'].map((name) => ({ name, department: null, tags: [] }))
    const given = small([inspector('I0'), inspector('I1'), inspector('I2', { priorLoad: 5 })], { seats })
    expect(menuOf(given, [0, 1, null, null])).toEqual([2])
  })

  it('is nobody where nobody may, and the seat then stands empty', () => {
    const given = small([inspector('I0')])
    const board = boardOf(given, [0, null])
    expect(replaceHolder(board, 0, lotOf(1))).toBeNull()
    expect([...board.holder]).toEqual([-1, -1])
    expect([board.load[0], board.room[0]]).toEqual([0, 9])
  })

  it('may be an earlier leaver of the seat, and anybody for an empty one', () => {
    const given = small([inspector('I0'), inspector('I1')])
    const board = boardOf(given, [0, null])
    expect(replaceHolder(board, 0, lotOf(1))).toBe(1)
    expect(replaceHolder(board, 0, lotOf(2))).toBe(0)
    expect(menuOf(given, [null, null])).toEqual([0, 1])
  })

  it('is what the text says, on random rosters', () => {
    let compared = 0
    for (let n = 0; n < 400; n++) {
      const given = randomCase(n)
      const roster = drawByForce(caseSeed(n), given)?.roster
      const held = roster ?? given.visits.flatMap(() => given.seats.map(() => null))
      for (const q of held.keys()) {
        const lot = lotOf(n * 10 + q)
        const menu = menuByText(given, held, q)
        const u = stream(replacementSeed(lot), 'replace')()
        const expected = menu[Math.floor(u * menu.length)] ?? null
        expect(replaceHolder(boardOf(given, held), q, lot), `case ${n}, seat ${q}`).toBe(expected)
        if (menu.length > 1) compared++
      }
    }
    expect(compared).toBeGreaterThan(200)
  })
})
