/** Vectors of §4: the generator behind npm `seedrandom` 3.0.5, what it cannot tell apart, and the tickets of rows. */
import seedrandom from 'seedrandom'
import { hashOf } from '../../../commands/rules/draw/hash.js'
import { stream } from '../../../commands/rules/draw/seed.js'
import { bitsOf, type KitFile } from './vector.js'

const SEEDS: [about: string, seed: string][] = [
  ['the example of §4', 'b79d8371d4f9f270e9ac3a9f2588a51cb2f9c12edae64506d769fa65560ae468'],
  ['64 zeros', '0'.repeat(64)],
  ['64 letters f', 'f'.repeat(64)],
  ['one letter', 'a'],
  ['Chinese: U+53CC U+968F U+673A keep only cc, 6f and 3a', '双随机'],
  ['Chinese and ASCII mixed', '2026年第3号 plan'],
  ['an emoji is two units, each cut to its low 8 bits', '🎲'],
  ['several emoji, one joined', '👩‍🔬🎲🎰'],
  ['a lone high surrogate', '\ud83c'],
  ['a lone low surrogate between letters', 'a\udfb2b'],
  ['surrogates in the wrong order', '\udfb2\ud83c'],
  ['the empty seed is the key 00', ''],
  ['U+0000 is the key 00 as well', '\u0000'],
  ['U+00FF', 'ÿ'],
  ['256 characters fill the key exactly', '0123456789abcdef'.repeat(16)],
  ['257 characters: the last one mixes into the first', `${'0123456789abcdef'.repeat(16)}g`],
  ['600 characters, Chinese among them', '抽取 draw '.repeat(75)],
  ['1,000 times the same', 'z'.repeat(1000)],
]

const COLLISIONS: [about: string, a: string, b: string][] = [
  ['the empty seed and U+0000', '', '\u0000'],
  ['a letter and the Chinese character with the same low 8 bits', 'A', '\u4e41'],
  ['two Chinese words whose units differ by 256', '\u53cc\u968f', '\u54cc\u976f'],
  ['a letter and a full-width one', '\u0021', '\uff21'],
  ['a lone high surrogate and an ASCII character', '\ud83c', '\u003c'],
  ['an emoji and two ASCII characters', '\ud83c\udf32', '<2'],
  ['a seed and itself said twice: RC4 goes round the key', 'ab', 'abab'],
  ['256 letters and one', 'z'.repeat(256), 'z'],
]

/** What `seedrandom` makes of a string: low 8 bits of each unit, and beyond 256 units a mixture. */
export function keyOf(seed: string): number[] {
  const key: number[] = []
  let smear = 0
  for (let j = 0; j < seed.length; j++) {
    smear ^= (key[j & 255] ?? 0) * 19
    key[j & 255] = (smear + seed.charCodeAt(j)) & 255
  }
  return key.length > 0 ? key : [0]
}

const doublesOf = (seed: string, count: number) => {
  const next = seedrandom(seed)
  return Array.from({ length: count }, () => bitsOf(next()))
}

export function makeGenerator(): KitFile {
  return {
    kind: 'seedrandom',
    about:
      'The first doubles of seedrandom(seed), as big-endian bits in hex. `key` is the RC4 key (hex bytes) that the seed becomes; protocol dr1 itself uses 64 ASCII characters only.',
    vectors: SEEDS.map(([about, seed]) => ({
      about,
      given: { seed, key: Buffer.from(keyOf(seed)).toString('hex') },
      expected: doublesOf(seed, 6),
    })),
  }
}

export function makeCollisions(): KitFile {
  return {
    kind: 'collision',
    about:
      'Pairs of different seeds that seedrandom does not tell apart: the reason why dr1 seeds it with 64 hex characters and with nothing else. Their H (§0) differs, and so does what dr1 draws.',
    vectors: COLLISIONS.map(([about, a, b]) => ({
      about,
      given: { a, b },
      expected: { a: doublesOf(a, 3), b: doublesOf(b, 3) },
    })),
  }
}

const ROWS = [0, 1, 255, 256, 257, 511, 512, 100_000]

export function makeTickets(): KitFile {
  const seeds = [hashOf(['kit/ticket', 1]), hashOf(['kit/ticket', 2]), '0'.repeat(64)]
  return {
    kind: 'ticket',
    about:
      'The tickets (§4) of rows of the sheet, counted from 0, under a seed S: row i is double i mod 256 of part ⌊i/256⌋.',
    vectors: seeds.map((seed, n) => ({
      about: `S number ${n + 1}, on both sides of the 256-row blocks`,
      given: { seed, rows: ROWS },
      expected: ROWS.map((row) => bitsOf(ticketOf(seed, row))),
    })),
  }
}

function ticketOf(seed: string, row: number): number {
  const next = stream(seed, 'ticket', Math.floor(row / 256))
  for (let skipped = 0; skipped < row % 256; skipped++) next()
  return next()
}

export function makeSubs(): KitFile {
  const seed = hashOf(['kit/sub'])
  const names: [string, ...number[]][] = [
    ['ticket', 0],
    ['ticket', 1],
    ['ticket', 390],
    ['roster/order'],
    ['roster/pick'],
    ['replace'],
  ]
  return {
    kind: 'sub',
    about: 'sub(name) and sub(name, k) of §4 under a seed S, and the first three doubles of the stream.',
    vectors: names.map(([name, ...part]) => ({
      about: [name, ...part].join(', '),
      given: { seed, name: [name, ...part] },
      expected: {
        sub: hashOf(['dr1/sub', seed, name, ...part]),
        doubles: doublesOf(hashOf(['dr1/sub', seed, name, ...part]), 3),
      },
    })),
  }
}
