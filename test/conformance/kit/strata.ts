/** Vectors of §5: how many firms, which ones by given tickets, and which ones under a seed. */
import { hashOf } from '../../../commands/rules/draw/hash.js'
import { countOf, type Rule, selectFirms } from '../../../commands/rules/draw/select.js'
import { bitsOf, type KitFile } from './vector.js'

const COUNTS: [about: string, rule: Rule, rows: number][] = [
  ['p = 0', { ratio: [0, 1] }, 100],
  ['p = q', { ratio: [7, 7] }, 100],
  ['an exact share', { ratio: [1, 20] }, 100],
  ['rounded up by one row', { ratio: [1, 20] }, 101],
  ['one row of a million', { ratio: [1, 1_000_000] }, 1],
  ['0.1 · 30 is exactly 3, though not in binary fractions', { ratio: [1, 10] }, 30],
  ['a share of no rows', { ratio: [1, 3] }, 0],
  ['count 0', { count: 0 }, 5],
  ['count = N', { count: 5 }, 5],
  ['count > N', { count: 7 }, 5],
  ['N·p passes 2^53', { ratio: [999_999, 1_000_000] }, 2 ** 40],
  ['N·p passes 2^53 and the remainder decides', { ratio: [333_333, 1_000_000] }, 2 ** 46 + 1],
  ['p = q where N·p passes 2^53', { ratio: [1_000_000, 1_000_000] }, 2 ** 41 + 1],
]

export function makeCounts(): KitFile {
  return {
    kind: 'count',
    about:
      'How many of a stratum’s N rows a rule selects: ⌈N·p/q⌉ in whole numbers, or the count, never more than N (§5).',
    vectors: COUNTS.map(([about, rule, rows]) => ({
      about,
      given: { rule, rows },
      expected: countOf(rule, rows),
    })),
  }
}

/** Expected by hand: what a reader can follow with pencil and paper. */
const RANKS: [about: string, rule: Rule, weights: number[], tickets: number[], rows: number[]][] = [
  ['the lowest tickets', { count: 2 }, [1, 1, 1, 1], [0.5, 0.25, 0.75, 0.125], [3, 1]],
  ['equal tickets: the lower index first', { count: 3 }, [1, 1, 1, 1], [0.5, 0.25, 0.5, 0.5], [1, 0, 2]],
  ['weights mean nothing to a plain rule', { count: 1 }, [9, 9, 1], [0.5, 0.75, 0.25], [2]],
  ['all', { ratio: [1, 1] }, [1, 1, 1], [0.5, 0.25, 0.75], [1, 0, 2]],
  ['none', { ratio: [0, 1] }, [1, 1, 1], [0.5, 0.25, 0.75], []],
  [
    'weighted: equal weights rank by ticket',
    { count: 2, weighted: true },
    [3, 3, 3, 3],
    [0.5, 0.25, 0.75, 0.125],
    [3, 1],
  ],
  [
    'weighted: keys (W = 10, m = 1) are 9, 1.32…, 2.33…, 13.5',
    { count: 1, weighted: true },
    [1, 4, 3, 2],
    [0.5, 0.46875, 0.5, 0.7714285714285715],
    [1],
  ],
  [
    'weighted: equal keys, the lower index first',
    { count: 2, weighted: true },
    [2, 2, 2, 2],
    [0.5, 0.5, 0.5, 0.25],
    [3, 0],
  ],
  [
    'one certain row comes first whatever its ticket',
    { count: 2, weighted: true },
    [1, 1, 50, 1, 1],
    [0.5, 0.25, 0.9375, 0.75, 0.625],
    [2, 1],
  ],
  [
    'certain rows leave in two rounds: 100 at once, 10 only after it; both have key 0, the index decides',
    { count: 3, weighted: true },
    [1, 10, 1, 1, 100, 1],
    [0.5, 0.75, 0.25, 0.625, 0.875, 0.125],
    [1, 4, 5],
  ],
  [
    'certain rows leave in four rounds, and m reaches 0',
    { count: 4, weighted: true },
    [1000, 100, 10, 1],
    [0.875, 0.75, 0.625, 0.5],
    [0, 1, 2, 3],
  ],
  [
    'exactly at the limit: m·weight = W is certain',
    { count: 2, weighted: true },
    [5, 3, 2],
    [0.9375, 0.5, 0.25],
    [0, 2],
  ],
  [
    'all rows certain at once',
    { count: 4, weighted: true },
    [4, 4, 4, 4],
    [0.5, 0.25, 0.75, 0.125],
    [0, 1, 2, 3],
  ],
  ['count > N: every row is certain', { count: 9, weighted: true }, [3, 1, 2], [0.5, 0.25, 0.75], [0, 1, 2]],
  [
    'a ticket of exactly 0 has key 0 as certain rows have: the index decides',
    { count: 2, weighted: true },
    [1, 1, 50, 1],
    [0.5, 0, 0.75, 0.25],
    [1, 2],
  ],
  ['weighted with p = 0', { ratio: [0, 5], weighted: true }, [1, 2, 3], [0.5, 0.25, 0.75], []],
  [
    'one last bit decides: the operations in the order of §5 (W = 30, m = 1)',
    { count: 1, weighted: true },
    [7, 11, 12],
    [0.1, 0.15151515151515152, 0.16326530612244897],
    lastBit([7, 11, 12], [0.1, 0.15151515151515152, 0.16326530612244897]),
  ],
]

/** For one row to draw and none certain: the row with the least key, straight from the formula. */
function lastBit(weights: number[], tickets: number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight)
  const keys = weights.map((a, i) => (tickets[i]! * (total - a)) / ((1 - tickets[i]!) * a))
  return [keys.indexOf(Math.min(...keys))]
}

export function makeRanks(): KitFile {
  return {
    kind: 'rank',
    about:
      'The selected rows of one stratum in rank order, by tickets that are given (as bits) and not drawn: ties, certain rows in several rounds, m down to 0. Expected values were written by hand.',
    vectors: RANKS.map(([about, rule, weights, tickets, rows]) => ({
      about,
      given: { rule, weights, tickets: tickets.map(bitsOf) },
      expected: rows,
    })),
  }
}

type Row = [firm: string, stratum: string, weight: number]

function makeSheet(size: number, of: (i: number) => [stratum: string, weight: number]): Row[] {
  return Array.from({ length: size }, (_, i) => [`F${String(i).padStart(4, '0')}`, ...of(i)])
}

const DRAWS: [about: string, sheet: Row[], rules: Record<string, Rule>][] = [
  ['one plain stratum', makeSheet(12, () => ['A', 1]), { A: { ratio: [1, 4] } }],
  [
    'strata are taken in byte order, tickets go on through the whole sheet',
    makeSheet(600, (i) => [['b', 'B', 'a-1', '0'][i % 4]!, 1]),
    { b: { count: 3 }, B: { ratio: [1, 100] }, 'a-1': { count: 1 }, 0: { count: 2 } },
  ],
  [
    'one stratum selects nobody, one everybody',
    makeSheet(9, (i) => ['AB'[i % 2]!, 1]),
    { A: { count: 0 }, B: { ratio: [1, 1] } },
  ],
  [
    'a weighted stratum',
    makeSheet(40, (i) => ['W', 1 + ((i * 7) % 13)]),
    { W: { count: 8, weighted: true } },
  ],
  [
    'a weighted stratum with certain rows, beside a plain one',
    makeSheet(40, (i) => (i % 3 === 0 ? ['P', 1] : ['W', i % 10 === 4 ? 500 : 1 + (i % 5)])),
    { P: { ratio: [1, 5] }, W: { count: 9, weighted: true } },
  ],
  [
    'weights up to a million',
    makeSheet(30, (i) => ['W', 1 + ((i * 271_828) % 1_000_000)]),
    { W: { ratio: [1, 3], weighted: true } },
  ],
  ['an empty sheet', [], {}],
]

export function makeDraws(): KitFile {
  return {
    kind: 'select',
    about:
      'The selected rows [stratum, rank, index, firm] of a sheet [firm, stratum, weight] under a seed S (§5).',
    vectors: DRAWS.map(([about, sheet, rules], n) => {
      const seed = hashOf(['kit/select', n])
      const rows = sheet.map(([firm, stratum, weight]) => ({ firm, stratum, weight }))
      return { about, given: { seed, rules, sheet }, expected: selectFirms(seed, rows, rules) }
    }),
  }
}
