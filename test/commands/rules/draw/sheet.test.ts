import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freezeFiles, readSheet } from '../../../../commands/rules/draw/freeze.js'
import { compareBytes, hashOf, isIdentifier, jcs } from '../../../../commands/rules/draw/hash.js'
import { stream } from '../../../../commands/rules/draw/seed.js'
import { countOf, type Rule, selectFirms } from '../../../../commands/rules/draw/select.js'

const saltKey = 'ab'.repeat(32)
const seal = 'cd'.repeat(32)
const frozen = (sheet: { firm: string; stratum: string; weight: number }[]) =>
  freezeFiles({
    ...{ drawNo: 'CQ2026-001', saltKey, excluded: [], inspectors: [] },
    sheet: sheet.map((row) => ({ ...row, recused: [] })),
    seats: [{ name: '1', department: null, tags: [] }],
  }).sheet

const firm = fc.oneof(
  fc.stringMatching(/^[0-9A-Za-z-]{1,8}$/),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }).filter(isIdentifier),
  fc.constantFrom('F"1', 'F\\', 'F', 'F!', 'F-', 'F\ue000', 'F𠮷', '市'),
)
const rows = (firms: fc.Arbitrary<string>) =>
  fc.uniqueArray(
    fc.record({
      firm: firms,
      stratum: fc.constantFrom('A', 'b.1', '__proto__'),
      weight: fc.integer({ min: 1, max: 1_000_000 }),
    }),
    { selector: (row) => row.firm, maxLength: 40 },
  )

describe('a sheet', () => {
  it('is the canonical line of each row by byte order, and is read back, whatever the names are', () => {
    fc.assert(
      fc.property(rows(firm), (sheet) => {
        const text = frozen(sheet)
        const sorted = [...sheet].sort((a, b) => compareBytes(a.firm, b.firm))
        const expected = sorted.map((row) => {
          const salt = hashOf(['dr1/salt', saltKey, row.firm]).slice(0, 32)
          const sealed = hashOf(['dr1/seal', 'CQ2026-001', row.firm, salt, []])
          return `${jcs([row.firm, row.stratum, row.weight, sealed])}\n`
        })
        expect(text).toBe(expected.join(''))
        expect(readSheet(text)).toEqual(sorted)
      }),
      { numRuns: 300 },
    )
  })

  it('is read exactly when its plain definition holds, after any change of a byte', () => {
    const lines = fc.array(firm, { minLength: 1, maxLength: 4 }).map((firms) =>
      [...firms]
        .sort(compareBytes)
        .map((name) => `${JSON.stringify([name, 'A', 10, seal])}\n`)
        .join(''),
    )
    const byte = fc.constantFrom(...Buffer.from('"\\,[]\n 0aA{\u0000\u00ff-.!1'))
    fc.assert(
      fc.property(lines, fc.nat(), byte, fc.boolean(), (text, place, by, insert) => {
        const bytes = Buffer.from(text)
        const at = place % bytes.length
        const changed = Buffer.concat([
          bytes.subarray(0, at),
          Buffer.of(by),
          bytes.subarray(insert ? at : at + 1),
        ])
        for (const one of [text, changed.toString('utf8')]) expect(reads(one)).toBe(isSheet(one))
      }),
      { numRuns: 3000 },
    )
  })

  it.each([
    ['weight 0', `["F","A",0,"${seal}"]\n`],
    ['too much weight', `["F","A",1000001,"${seal}"]\n`],
    ['a weight with a leading zero', `["F","A",01,"${seal}"]\n`],
    ['a short seal', `["F","A",1,"${seal.slice(1)}"]\n`],
    ['a long seal', `["F","A",1,"${seal}0"]\n`],
    ['a long name', `["${'F'.repeat(65)}","A",1,"${seal}"]\n`],
    ['a long stratum', `["F","${'A'.repeat(33)}",1,"${seal}"]\n`],
    ['no line feed', `["F","A",1,"${seal}"]`],
    ['an empty line', `["F","A",1,"${seal}"]\n\n`],
    ['a firm twice', `["F","A",1,"${seal}"]\n`.repeat(2)],
    ['a longer name first', `["F1","A",1,"${seal}"]\n["F","A",1,"${seal}"]\n`],
  ])('is refused with %s', (_, text) => {
    expect(() => readSheet(text)).toThrow()
    expect(isSheet(text)).toBe(false)
  })
})

describe('the selection', () => {
  const rule = fc.oneof(
    fc.record({ count: fc.nat(12) }),
    fc.record({ count: fc.nat(12), weighted: fc.constant(true as const) }),
    fc.constant({ ratio: [1, 3] as [number, number], weighted: true as const }),
  )

  it('is that of the plain definition', () => {
    fc.assert(
      fc.property(
        rows(fc.stringMatching(/^[A-Z0-9]{1,4}$/)),
        rule,
        rule,
        rule,
        fc.nat(),
        (sheet, a, b, c, n) => {
          const rules: Record<string, Rule> = Object.fromEntries([
            ['A', a],
            ['b.1', b],
            ['__proto__', c],
          ])
          const light = sheet.map((row, i) => (i % 3 ? { ...row, weight: 1 + (row.weight % 9) } : row))
          expect(selectFirms(hashOf(n), light, rules)).toEqual(selectPlainly(hashOf(n), light, rules))
        },
      ),
      { numRuns: 500 },
    )
  })
})

function reads(text: string): boolean {
  try {
    readSheet(text)
    return true
  } catch {
    return false
  }
}

/** §1, line by line. */
function isSheet(text: string): boolean {
  if (text !== '' && !text.endsWith('\n')) return false
  let before: string | undefined
  for (const line of text.split('\n').slice(0, -1)) {
    const row = parse(line)
    if (!Array.isArray(row) || row.length !== 4 || JSON.stringify(row) !== line) return false
    const [name, stratum, weight, sealed] = row as unknown[]
    if (!isIdentifier(name) || !/^[A-Za-z0-9._-]{1,32}$/.test(String(stratum))) return false
    if (typeof stratum !== 'string' || !Number.isInteger(weight)) return false
    if (Number(weight) < 1 || Number(weight) > 1_000_000) return false
    if (typeof sealed !== 'string' || !/^[0-9a-f]{64}$/.test(sealed)) return false
    if (before !== undefined && compareBytes(before, name) >= 0) return false
    before = name
  }
  return true
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** §5, sentence by sentence. */
function selectPlainly(
  seed: string,
  sheet: { firm: string; stratum: string; weight: number }[],
  rules: Record<string, Rule>,
) {
  const tickets: number[] = []
  const next = stream(seed, 'ticket', 0)
  for (const _ of sheet) tickets.push(next())
  return [...new Set(sheet.map((row) => row.stratum))].sort().flatMap((stratum) => {
    let left = [...sheet.keys()].filter((i) => sheet[i]!.stratum === stratum)
    const rule = rules[stratum]!
    const n = countOf(rule, left.length)
    let keyed = left.map((i) => ({ i, key: tickets[i]! }))
    if (rule.weighted) {
      keyed = []
      let total = left.reduce((sum, i) => sum + sheet[i]!.weight, 0)
      let m = n
      while (m > 0) {
        const certain = left.filter((i) => m * sheet[i]!.weight >= total)
        if (certain.length === 0) break
        left = left.filter((i) => !certain.includes(i))
        for (const i of certain) {
          keyed.push({ i, key: 0 })
          total -= sheet[i]!.weight
          m--
        }
      }
      for (const i of m > 0 ? left : []) {
        const [u, a] = [tickets[i]!, m * sheet[i]!.weight]
        keyed.push({ i, key: (u * (total - a)) / ((1 - u) * a) })
      }
    }
    keyed.sort((x, y) => x.key - y.key || x.i - y.i)
    return keyed.slice(0, n).map(({ i }, rank) => [stratum, rank + 1, i, sheet[i]!.firm])
  })
}
