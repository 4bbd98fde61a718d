import { describe, expect, it } from 'vitest'
import {
  type CreditClass,
  type CreditFact,
  type CreditTable,
  FACT_KINDS,
  type FactKind,
  rateFirm,
} from '../../../../commands/rules/credit/rate.js'
import {
  PROPOSED_TABLE,
  readCreditTable,
  writeCreditTable,
} from '../../../../commands/rules/credit/read-table.js'

const KINDS = Object.keys(FACT_KINDS) as FactKind[]
const tableOf = (text: string): CreditTable => {
  const read = readCreditTable(text)
  if ('faults' in read) throw new Error(read.faults.join())
  return read.table
}
const PROPOSED = tableOf(PROPOSED_TABLE)
const faultsOf = (change: (text: string) => string) => {
  const read = readCreditTable(change(PROPOSED_TABLE))
  return 'faults' in read ? read.faults : []
}

/** Numbers from a fixed seed, the same in every run (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Case {
  base: CreditClass
  facts: CreditFact[]
  table: CreditTable
  day: string
}

function makeCase(next: () => number): Case {
  const pick = (n: number) => Math.floor(next() * n)
  const day = () => new Date(Date.UTC(2020 + pick(8), pick(12), 1 + pick(28))).toISOString().slice(0, 10)
  const cuts = [...new Set(Array.from({ length: 9 }, () => 1 + pick(99)))].sort((a, b) => a - b).slice(0, 3)
  while (cuts.length < 3) cuts.push(cuts.at(-1)! + 1)
  const [d, c, b] = cuts as [number, number, number]
  const weight = () => 1 + pick(50)
  return {
    base: (['A', 'B', 'C', 'D'] as const)[pick(4)]!,
    facts: Array.from({ length: pick(12) }, (_, i) => ({
      kind: KINDS[pick(KINDS.length)]!,
      on: day(),
      source: `S${i}`,
    })),
    table: {
      starts: { A: pick(101), B: pick(101), C: pick(101), D: pick(101) },
      years: 1 + pick(5),
      points: Object.fromEntries(KINDS.map((kind) => [kind, pick(80) - 50])) as CreditTable['points'],
      classes: [
        { class: 'A', from: b, to: 100, weight: weight() },
        { class: 'B', from: c, to: b - 1, weight: weight() },
        { class: 'C', from: d, to: c - 1, weight: weight() },
        { class: 'D', from: 0, to: d - 1, weight: weight() },
      ],
    },
    day: day(),
  }
}

describe('the rating of a firm', () => {
  it('is a pure function of file, table and day: neither order, nor other cases, nor repetition change it', () => {
    const next = random(20_161_008)
    for (let n = 0; n < 2000; n++) {
      const { base, facts, table, day } = makeCase(next)
      const before = JSON.stringify({ facts, table })
      const rating = rateFirm(base, facts, table, day)
      expect(rateFirm(base, [...facts].reverse(), structuredClone(table), day)).toEqual(rating)
      expect(rateFirm(base, facts, tableOf(writeCreditTable(table)), day)).toEqual(rating)
      expect(JSON.stringify({ facts, table })).toBe(before)
      // Its own sums, and a class that its score belongs to.
      const sum = rating.reasons.reduce((total, { points }) => total + points, table.starts[base])
      expect(rating.score).toBe(Math.max(0, Math.min(100, sum)))
      const own = table.classes.filter(({ from, to }) => rating.score >= from && rating.score <= to)
      expect(own).toEqual([expect.objectContaining({ class: rating.class, weight: rating.weight })])
      for (const { kind, times, points, sources } of rating.reasons)
        expect([sources.length, points]).toEqual([times, times * table.points[kind]])
    }
  })

  it('never falls by a good fact, nor rises by a bad one', () => {
    const next = random(45)
    for (let n = 0; n < 500; n++) {
      const { base, facts, day } = makeCase(next)
      const { score } = rateFirm(base, facts, PROPOSED, day)
      const more = (kind: FactKind) =>
        rateFirm(base, [...facts, { kind, on: day, source: 'X' }], PROPOSED, day).score
      for (const kind of ['sound', 'praise'] as const) expect(more(kind)).toBeGreaterThanOrEqual(score)
      for (const kind of ['problem', 'complaint', 'penalty', 'serious'] as const)
        expect(more(kind)).toBeLessThanOrEqual(score)
    }
  })

  it('counts a fact for its years to the day, and nothing that lies ahead', () => {
    const rated = (on: string, day: string) =>
      rateFirm('B', [{ kind: 'penalty', on, source: 'X' }], PROPOSED, day).score
    expect(rated('2023-03-11', '2026-03-10')).toBe(65)
    expect(rated('2023-03-10', '2026-03-10')).toBe(80)
    expect(rated('2026-03-11', '2026-03-10')).toBe(80)
    expect(rated('2025-03-01', '2028-02-29')).toBe(65)
    expect(rated('2025-02-28', '2028-02-29')).toBe(80)
  })

  it('follows the proposed table', () => {
    const fact = (kind: FactKind, n: number) =>
      Array.from({ length: n }, (_, i): CreditFact => ({ kind, on: '2026-01-01', source: `${kind}${i}` }))
    const classOf = (base: CreditClass, ...facts: CreditFact[]) =>
      rateFirm(base, facts, PROPOSED, '2026-03-10').class
    expect([classOf('A'), classOf('B'), classOf('C'), classOf('D')]).toEqual(['A', 'B', 'C', 'D'])
    expect(classOf('B', ...fact('sound', 4))).toBe('A')
    expect(classOf('B', ...fact('complaint', 2))).toBe('C')
    expect(classOf('A', ...fact('serious', 1))).toBe('D')
    expect(classOf('A', ...fact('blacklisted', 1), ...fact('sound', 9))).toBe('D')
  })
})

describe('a table of rules', () => {
  it('is written as it is read', () => {
    expect(writeCreditTable(PROPOSED)).toBe(PROPOSED_TABLE)
  })

  it.each([
    ['a hole', (t: string) => t.replace('75-89', '76-89'), ['75 分不属于任何等级（紧挨着 B级和C级）。']],
    ['an overlap', (t: string) => t.replace('75-89', '75-90'), ['90 分同时属于 A级和B级。']],
    [
      'a wide hole and a wide overlap',
      (t: string) => t.replace('D级 0-59', 'D级 10-40').replace('60-74', '60-80'),
      [
        '0 至 9 分不属于任何等级（紧挨着 D级）。',
        '41 至 59 分不属于任何等级（紧挨着 C级和D级）。',
        '75 至 80 分同时属于 B级和C级。',
      ],
    ],
    [
      'the wrong way round',
      (t: string) => t.replace('A级 90-100', 'A级 0-59').replace('D级 0-59', 'D级 90-100'),
      ['等级要从 A 级到 D 级，分数由高到低。'],
    ],
    [
      'a line too few',
      (t: string) => t.replace(/投诉属实.*\n/u, ''),
      ['缺少“投诉属实”一行。', '“投诉属实”要写整数的分值，例如 -5。'],
    ],
    ['a line twice', (t: string) => `${t}\n年限 5`, ['“年限”写了不止一次。']],
    ['a line that means nothing', (t: string) => `${t}\nconstructor 5`, ['不认识“constructor”这一行。']],
    [
      'no weight',
      (t: string) => t.replace('权重 8', '权重 0'),
      ['“D级”要写成“60-74 权重 4”这样：分数从小到大、不超过 100，权重至少是 1。'],
    ],
    ['half points', (t: string) => t.replace('-15', '-1.5'), ['“行政处罚”要写整数的分值，例如 -5。']],
    [
      'a start beyond the scale',
      (t: string) => t.replace('A=95', 'A=101'),
      ['“起始分”里要写明 A=0 到 100 之间的分数。'],
    ],
  ])('with %s is refused by its name', (_, change, faults) => {
    expect(faultsOf(change)).toEqual(faults)
  })

  it('may be typed in full width, with colons and blanks', () => {
    expect(faultsOf((text) => text.replaceAll(' ', '　').replace('年限　3', '年限：３年'))).toEqual([])
  })
})
