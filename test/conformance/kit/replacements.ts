/** Vectors of §7: the menu of an opened seat and the pick from it. */
import { hashOf } from '../../../commands/rules/draw/hash.js'
import { stream } from '../../../commands/rules/draw/seed.js'
import type { RosterGiven } from './rosters.js'
import type { KitFile } from './vector.js'

export interface ReplacementGiven extends RosterGiven {
  seed: string
  entry: string
  secret: string
  line: string
  /** By q, null where a seat is empty. */
  holders: (string | null)[]
  visit: number
  seat: number
}

/** S′ of §7. */
export function replacementSeed({
  seed,
  entry,
  secret,
  line,
}: Pick<ReplacementGiven, 'seed' | 'entry' | 'secret' | 'line'>) {
  return hashOf(['dr1/replace', seed, entry, secret, line])
}

/** Straight from the text of §7. */
export function pickSuccessor(given: ReplacementGiven): { menu: string[]; inspector: string | null } {
  const q = given.visit * given.seats.length + given.seat
  const held = (id: string) => given.holders.filter((one, at) => at !== q && one === id).length
  const lawful = given.inspectors.filter(([id, , , capacity]) => {
    return id !== given.holders[q] && fits(given, id) && !sitsBeside(given, id) && held(id) < capacity
  })
  const least = Math.min(...lawful.map(([id, , , , prior]) => prior + held(id)))
  const menu = lawful.filter(([id, , , , prior]) => prior + held(id) === least).map(([id]) => id)
  const u = stream(replacementSeed(given), 'replace')()
  return { menu, inspector: menu[Math.floor(u * menu.length)] ?? null }
}

function fits({ inspectors, seats, visits, visit, seat }: ReplacementGiven, id: string): boolean {
  const [, of, tags] = inspectors.find(([one]) => one === id)!
  const [, department, needed] = seats[seat]!
  const suits = (department === null || department === of) && needed.every((tag) => tags.includes(tag))
  return suits && !visits[visit]![1].includes(id)
}

function sitsBeside({ holders, seats, visit, seat }: ReplacementGiven, id: string): boolean {
  return seats.some((_, k) => k !== seat && holders[visit * seats.length + k] === id)
}

const BASE = {
  seats: [
    ['甲', 'A', []],
    ['乙', null, []],
  ] as RosterGiven['seats'],
  inspectors: [
    ['I1', 'A', [], 2, 0, null],
    ['I2', 'A', [], 9, 0, null],
    ['I3', 'A', [], 9, 1, null],
    ['I4', 'B', [], 9, 0, null],
    ['I5', 'B', [], 1, 3, null],
    ['I6', 'A', [], 0, 0, 'leave'],
  ] as RosterGiven['inspectors'],
}
const plain: RosterGiven['visits'] = [
  ['F0', []],
  ['F1', []],
]

type Case = Pick<ReplacementGiven, 'visits' | 'holders' | 'visit' | 'seat'> & Partial<RosterGiven>
const CASES: [about: string, given: Case][] = [
  [
    'seat 甲 of F0: I2 with the least load is alone on the menu',
    { visits: plain, holders: ['I1', 'I4', 'I1', 'I5'], visit: 0, seat: 0 },
  ],
  [
    'the open seat 乙 of F1: department does not matter, load does',
    { visits: plain, holders: ['I1', 'I4', 'I2', 'I5'], visit: 1, seat: 1 },
  ],
  ['who sits beside is not lawful', { visits: plain, holders: ['I1', 'I2', 'I3', 'I4'], visit: 0, seat: 0 }],
  [
    'who is recused from the firm is not lawful',
    {
      visits: [
        ['F0', ['I2']],
        ['F1', []],
      ],
      holders: ['I1', 'I4', 'I1', 'I5'],
      visit: 0,
      seat: 0,
    },
  ],
  [
    'the leaver is barred, though of least load',
    { visits: plain, holders: ['I2', 'I4', 'I1', 'I5'], visit: 0, seat: 0 },
  ],
  [
    'who holds as many seats as their capacity is out',
    { visits: plain, holders: ['I2', 'I1', 'I2', 'I1'], visit: 0, seat: 0 },
  ],
  [
    'an empty seat: nobody is barred',
    { visits: plain, holders: [null, null, null, null], visit: 0, seat: 0 },
  ],
  [
    'an empty seat beside others filled',
    { visits: plain, holders: ['I1', null, 'I2', 'I5'], visit: 0, seat: 1 },
  ],
  [
    'an empty menu is recorded as such',
    {
      visits: [
        ['F0', ['I2', 'I3']],
        ['F1', []],
      ],
      holders: ['I1', 'I4', 'I2', 'I5'],
      visit: 0,
      seat: 0,
    },
  ],
]

export function makeReplacements(): KitFile {
  const all = CASES.flatMap(([about, one]) => [1, 2].map((n) => ({ about: `${about}; seed ${n}`, one, n })))
  return {
    kind: 'replacement',
    about:
      'Who takes an opened seat (§7): the menu, and the pick under S′ = H(["dr1/replace", seed, entry, secret, line]). `holders` by q before the seat is opened; `entry` is the hash of the visit.leaving entry.',
    vectors: all.map(({ about, one, n }) => {
      const hashes = {
        seed: hashOf(['kit/replacement/S', n]),
        entry: hashOf(['kit/replacement/entry', n]),
        secret: hashOf(['kit/replacement/secret', n]),
        line: hashOf(['kit/replacement/line', n]),
      }
      const given: ReplacementGiven = { ...hashes, ...BASE, ...one }
      return { about, given, expected: pickSuccessor(given) }
    }),
  }
}
