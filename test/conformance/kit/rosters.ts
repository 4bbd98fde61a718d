/** Vectors of §6: rosters under a seed, and certificates that no lawful full roster exists. */
import type { InspectorRow, SeatRow } from '../../../commands/rules/draw/freeze.js'
import { hashOf } from '../../../commands/rules/draw/hash.js'
import { drawRoster, type RosterRefusal } from '../../../commands/rules/draw/roster.js'
import type { Visit } from '../../../commands/rules/draw/roster-board.js'
import { caseSeed, randomCase } from '../../commands/rules/draw/roster-cases.js'
import type { KitFile, Vector } from './vector.js'

type InspectorLine = [string, string, string[], number, number, string | null]
type SeatLine = [string, string | null, string[]]

/** As in the files of §1, visits as [firm, recused]. */
export interface RosterGiven {
  visits: [firm: string, recused: string[]][]
  seats: SeatLine[]
  inspectors: InspectorLine[]
}

export function rowsOf({ visits, seats, inspectors }: RosterGiven) {
  return {
    visits: visits.map(([firm, recused]): Visit => ({ firm, recused })),
    seats: seats.map(([name, department, tags]): SeatRow => ({ name, department, tags })),
    inspectors: inspectors.map(([id, department, tags, capacity, priorLoad, reason]): InspectorRow => {
      return { id, department, tags, capacity, priorLoad, reason }
    }),
  }
}

const person = (id: string, of: string, capacity = 9, prior = 0, tags: string[] = []): InspectorLine => [
  id,
  of,
  tags,
  capacity,
  prior,
  null,
]
const visitsOf = (count: number, recused: Record<number, string[]> = {}) =>
  Array.from({ length: count }, (_, v): [string, string[]] => [`F${v}`, recused[v] ?? []])

const CASES: [about: string, given: RosterGiven][] = [
  [
    'one seat, one inspector: a menu of one still takes a double',
    { visits: visitsOf(3), seats: [['1', null, []]], inspectors: [person('I1', 'A')] },
  ],
  [
    'two equal seats: nobody holds both of a visit, loads are balanced within one',
    {
      visits: visitsOf(5),
      seats: [
        ['1', null, []],
        ['2', null, []],
      ],
      inspectors: ['I1', 'I2', 'I3'].map((id) => person(id, 'A')),
    },
  ],
  [
    'joint seats of two departments and one that is open to any',
    {
      visits: visitsOf(4),
      seats: [
        ['甲', 'A', []],
        ['乙', 'B', []],
        ['any', null, []],
      ],
      inspectors: [
        person('I1', 'A'),
        person('I2', 'A'),
        person('I3', 'B'),
        person('I4', 'B'),
        person('I5', 'C'),
      ],
    },
  ],
  [
    'tags: a seat asks for two, and the only holder of both is kept from the seats that others can fill',
    {
      visits: visitsOf(3),
      seats: [
        ['lead', 'A', ['food', 'lead']],
        ['2', 'A', []],
      ],
      inspectors: [
        person('I1', 'A', 9, 0, ['food', 'lead']),
        person('I2', 'A', 9, 0, ['lead']),
        person('I3', 'A'),
      ],
    },
  ],
  [
    'recusals: F0 has one inspector left, F2 two',
    {
      visits: visitsOf(4, { 0: ['I1', 'I2'], 2: ['I3'] }),
      seats: [['1', null, []]],
      inspectors: ['I1', 'I2', 'I3'].map((id) => person(id, 'A')),
    },
  ],
  [
    'capacities: 0 (on leave), 1 and 2 must be filled to the last',
    {
      visits: visitsOf(3),
      seats: [['1', null, []]],
      inspectors: [['I1', 'A', [], 0, 0, 'leave'], person('I2', 'A', 1), person('I3', 'A', 2, 5)],
    },
  ],
  [
    'prior loads: who has had less this year goes first, all of them until they are level',
    {
      visits: visitsOf(6),
      seats: [['1', null, []]],
      inspectors: [
        person('I1', 'A', 9, 4),
        person('I2', 'A', 9, 1),
        person('I3', 'A', 9, 1),
        person('I4', 'A', 9, 0),
      ],
    },
  ],
  ['no visits', { visits: [], seats: [['1', null, []]], inspectors: [person('I1', 'A')] }],
  [
    'impossible: two visits, both only for I1, who can go once',
    {
      visits: visitsOf(2, { 0: ['I2'], 1: ['I2'] }),
      seats: [['1', null, []]],
      inspectors: [person('I1', 'A', 1), person('I2', 'A', 5)],
    },
  ],
  [
    'impossible: two seats of one visit, one inspector who fits both',
    {
      visits: visitsOf(1),
      seats: [
        ['1', null, []],
        ['2', null, []],
      ],
      inspectors: [person('I1', 'A', 9)],
    },
  ],
]

/** Small random ones as well; each was compared with what trying every roster gives. */
const RANDOM = Array.from({ length: 60 }, (_, n) => n)

export function makeRosters(): KitFile {
  const drawn = CASES.map(([about, given], n) => draw(about, hashOf(['kit/roster', n]), given))
  const random = RANDOM.map((n) => draw(`random case ${n}`, caseSeed(n), fromRandom(n)))
  return {
    kind: 'roster',
    about:
      'The inspector of each seat q = visit · seats + seat (§6), or null where no lawful full roster exists. Visits are [firm, recused], seats and inspectors as in their files.',
    vectors: [...drawn, ...random],
  }
}

function draw(about: string, seed: string, given: RosterGiven): Vector {
  const { visits, seats, inspectors } = rowsOf(given)
  const result = drawRoster(seed, visits, seats, inspectors)
  const expected = 'roster' in result ? result.roster.map(([, , id]) => id) : null
  return { about, given: { seed, ...given }, expected }
}

function fromRandom(n: number): RosterGiven {
  const { visits, seats, inspectors } = randomCase(n)
  return {
    visits: visits.map(({ firm, recused }) => [firm, recused]),
    seats: seats.map(({ name, department, tags }) => [name, department, tags]),
    inspectors: inspectors.map((row) => [
      row.id,
      row.department,
      row.tags,
      row.capacity,
      row.priorLoad,
      row.reason,
    ]),
  }
}

/** Two visits of two seats. I1 fits seat 1 only and can go once; I2 fits both and is recused from F1; I3 is on leave. */
const SHORT: RosterGiven = {
  visits: visitsOf(2, { 1: ['I2'] }),
  seats: [
    ['1', 'A', []],
    ['2', 'A', ['lead']],
  ],
  inspectors: [person('I1', 'A', 1), person('I2', 'A', 4, 0, ['lead']), ['I3', 'A', ['lead'], 0, 0, 'leave']],
}

const CERTIFICATES: [about: string, refusal: RosterRefusal, holds: boolean][] = [
  [
    'all seats of all visits: four, and room for two',
    { seats: [0, 1, 2, 3], inspectors: ['I1', 'I2', 'I3'], room: 2 },
    true,
  ],
  ['the two seats of F1: I1 once, I3 not at all', { seats: [2, 3], inspectors: ['I1', 'I3'], room: 1 }, true],
  ['seat 3 alone: only I3, who cannot go', { seats: [3], inspectors: ['I3'], room: 0 }, true],
  ['not the least set, but a true one', { seats: [0, 1, 3], inspectors: ['I1', 'I2', 'I3'], room: 2 }, true],
  ['room is not less than the seats', { seats: [0, 2], inspectors: ['I1', 'I2', 'I3'], room: 2 }, false],
  ['room stated too low', { seats: [0, 1, 2, 3], inspectors: ['I1', 'I2', 'I3'], room: 1 }, false],
  ['room stated too high', { seats: [2, 3], inspectors: ['I1', 'I3'], room: 2 }, false],
  ['an inspector left out', { seats: [2, 3], inspectors: ['I1'], room: 1 }, false],
  ['who has capacity 0 is left out', { seats: [3], inspectors: [], room: 0 }, false],
  ['an inspector too many', { seats: [3], inspectors: ['I1', 'I3'], room: 1 }, false],
  ['inspectors out of order', { seats: [2, 3], inspectors: ['I3', 'I1'], room: 1 }, false],
  ['somebody who is not on the roll', { seats: [3], inspectors: ['I3', 'I9'], room: 0 }, false],
  ['seats out of order', { seats: [3, 2], inspectors: ['I1', 'I3'], room: 1 }, false],
  ['a seat twice', { seats: [3, 3], inspectors: ['I3'], room: 0 }, false],
  ['a seat that does not exist', { seats: [3, 4], inspectors: ['I3'], room: 0 }, false],
  ['a negative seat', { seats: [-1, 3], inspectors: ['I3'], room: 0 }, false],
  ['no seats at all', { seats: [], inspectors: [], room: 0 }, false],
]

export function makeCertificates(): KitFile {
  return {
    kind: 'refusal',
    about:
      'Whether a certificate (§6) proves that no lawful full roster exists. Expected values were written by hand; any set of seats with too little room will do.',
    vectors: CERTIFICATES.map(([about, refusal, holds]) => ({
      about,
      given: { ...SHORT, refusal },
      expected: holds,
    })),
  }
}
