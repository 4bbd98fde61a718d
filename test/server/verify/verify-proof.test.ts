import { beforeAll, describe, expect, it } from 'vitest'
import { checkBeacon } from '../../../server/verify/check-beacon.js'
import type { Proof } from '../../../server/verify/proof-shape.js'
import { readProof } from '../../../server/verify/read-proof.js'
import { verifyProof } from '../../../server/verify/verify-proof.js'
import { makeDemoProof, parseProof } from './demo-proof.js'
import { change, changeAndReseal, hash, insert, relink } from './seal-proof.js'

type Tamper = [section: string, what: string, by: (proof: Proof) => void]

let text: string
let proof: Proof

beforeAll(async () => {
  text = await makeDemoProof()
  proof = parseProof(text)
})

const check = (words: string | Uint8Array) => verifyProof(Buffer.from(words))
const sectionOf = (bytes: Uint8Array) => {
  const verdict = verifyProof(bytes)
  return verdict.result === 'mismatch' ? verdict.section : verdict.result
}
const other = (hex: string) => (hex.startsWith('0') ? '1' : '0') + hex.slice(1)
const at = (p: Proof, ms: number) => new Date(Date.parse(p.commit.at) + ms).toISOString()
const DAY = 24 * 60 * 60_000

function editLines(p: Proof, file: keyof Proof['files'], by: (lines: string[]) => string[]): void {
  p.files[file] = by(p.files[file].trimEnd().split('\n'))
    .map((line) => `${line}\n`)
    .join('')
}

function setWeight(p: Proof, weight: number): void {
  editLines(p, 'sheet', ([first, ...rest]) => [first!.replace(/,1,/, `,${weight},`), ...rest])
}

describe('a published proof', () => {
  it('matches', () => {
    expect(check(text)).toEqual({ result: 'match', about: expect.anything() })
    expect(proof.roster!.length).toBe(proof.selected.length * 3)
  })

  it('still matches after a faithful reseal', () => {
    expect(sectionOf(changeAndReseal(proof, () => {}))).toBe('match')
  })
})

describe('what is no proof', () => {
  it.each([
    ['nothing', Buffer.from('')],
    ['other text', Buffer.from('证明')],
    ['half a proof', Buffer.from('{"protocol":"dr1"')],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['a byte-order mark before other text', Buffer.from('\ufeff证明')],
  ])('cannot be read: %s', (_, bytes) => {
    expect(check(bytes).result).toBe('unreadable')
  })

  it.each<[string, (words: string) => string]>([
    ['another value', () => '[]\n'],
    ['a byte-order mark', (words) => `\ufeff${words}`],
    ['no line feed', (words) => words.trimEnd()],
    ['white space', (words) => words.replace(',"nth":1', ', "nth":1')],
    [
      'another order of keys',
      (words) => words.replace('{"beacon":null,', '{').replace(/\}\n$/, ',"beacon":null}\n'),
    ],
    ['a key twice', (words) => words.replace('"nth":1', '"nth":1,"nth":1')],
    ['a fraction', (words) => words.replace('"nth":1', '"nth":1.5')],
    ['an integer as a fraction', (words) => words.replace('"nth":1', '"nth":1.0')],
    ['a number too big', (words) => words.replace('"nth":1', '"nth":9007199254740993')],
    ['a lone surrogate', (words) => words.replace('春天来了', '\\ud800')],
    ['an escape too many', (words) => words.replace('春天来了', '\\u6625天来了')],
    ['a key that no text names', (words) => words.replace('{"beacon":null', '{"__proto__":1,"beacon":null')],
    ['such a key further in', (words) => words.replace('"rules":{', '"rules":{"__proto__":{"count":1},')],
    ['endless nesting', () => '['.repeat(1_000_000) + ']'.repeat(1_000_000)],
  ])('is incomplete: %s', (_, by) => {
    expect(by(text)).not.toBe(text)
    expect(check(by(text))).toMatchObject({ result: 'mismatch', section: 'complete' })
  })

  it('misses each of its keys', () => {
    for (const key of Object.keys(proof)) {
      const bytes = change(proof, (copy) => delete (copy as Record<string, unknown>)[key])
      expect([key, sectionOf(bytes)]).toEqual([key, 'complete'])
    }
    for (const key of Object.keys(proof.commit)) {
      const bytes = change(proof, (copy) => delete (copy.commit as Record<string, unknown>)[key])
      expect([key, sectionOf(bytes)]).toEqual([key, 'complete'])
    }
  })
})

describe('a proof with one thing changed', () => {
  it.each<Tamper>([
    ['complete', 'a wrong type', (p) => Object.assign(p.commit, { nth: '1' })],
    ['complete', 'a key more', (p) => Object.assign(p.witnesses[0]!, { name: 'x' })],
    ['commit', 'protocol', (p) => Object.assign(p, { protocol: 'dr2' })],
    ['commit', 'plan hash', (p) => Object.assign(p.commit, { planHash: 'x' })],
    ['commit', 'items', (p) => p.commit.items.reverse()],
    ['commit', 'nth without a reason', (p) => Object.assign(p.commit, { nth: 2 })],
    ['commit', 'ratio above one', (p) => Object.assign(p.commit.rules, { A: { ratio: [2, 1] } })],
    ['commit', 'due', (p) => Object.assign(p.commit, { due: '2026-02-30' })],
    ['files', 'a fingerprint', (p) => Object.assign(p.commit, { sheet: other(p.commit.sheet) })],
    ['files', 'a file', (p) => editLines(p, 'excluded', (lines) => lines.slice(1))],
    ['witnesses', 'a promise', (p) => Object.assign(p.commit, { due: '2026-12-31' })],
    ['witnesses', 'text', (p) => Object.assign(p.witnesses[0]!, { text: '秋天来了' })],
    ['witnesses', 'person', (p) => Object.assign(p.witnesses[0]!, { person: 'P9999' })],
    ['witnesses', 'line', (p) => Object.assign(p.witnesses[0]!, { line: other(p.witnesses[0]!.line) })],
    ['witnesses', 'count', (p) => p.witnesses.pop()],
    ['beacon', 'a beacon', (p) => Object.assign(p, { beacon: { kind: 'number', name: 'x', value: '1234' } })],
    ['ledger', 'an instant', (p) => Object.assign(p.ledger.entries[1]!, { at: at(p, 5000) })],
    ['ledger', 'a link', (p) => Object.assign(p.ledger.entries[0]!, { prev: '1'.repeat(64) })],
    ['ledger', 'a missing entry', (p) => p.ledger.entries.splice(1, 1)],
    ['ledger', 'a missing body', (p) => delete p.ledger.bodies[p.ledger.entries[1]!.n]],
    ['ledger', 'a body', (p) => Object.assign(p.ledger.bodies[p.ledger.entries[2]!.n]!, { seed: '1' })],
    ['ledger', 'selected', (p) => p.selected.reverse()],
    ['ledger', 'roster', (p) => p.roster!.reverse()],
    ['seed', 'secret', (p) => Object.assign(p, { secret: other(p.secret) })],
    ['seed', 'seed', (p) => Object.assign(p, { seed: other(p.seed) })],
    ['openings', 'salt', (p) => Object.assign(p.openings[0]!, { 1: '0'.repeat(32) })],
    ['openings', 'a recusal', (p) => Object.assign(p.openings[0]!, { 2: [p.roster![0]![2]] })],
    ['openings', 'one missing', (p) => p.openings.pop()],
    ['roster', 'a refusal', (p) => Object.assign(p, { refusal: { seats: [0], inspectors: [], room: 0 } })],
  ])('fails in %s: %s', (section, _, by) => {
    expect(sectionOf(change(proof, by))).toBe(section)
  })
})

describe('a proof in which any one value is another', () => {
  it('never matches', () => {
    const paths = [...leaves(proof)].filter(([part, row]) => !many.has(part!) || Number(row) < 2)
    expect(paths.length).toBeGreaterThan(80)
    for (const path of paths) {
      const bytes = change(proof, (copy) => alter(copy, path))
      expect([path, verifyProof(bytes).result]).toEqual([path, 'mismatch'])
    }
  })

  const many = new Set(['selected', 'openings', 'roster'])

  function* leaves(value: unknown, path: string[] = []): Generator<string[]> {
    if (typeof value !== 'object' || value === null) yield path
    else for (const [key, part] of Object.entries(value)) yield* leaves(part, [...path, key])
  }

  function alter(root: object, path: string[]): void {
    const parent = path.slice(0, -1).reduce((value, key) => Reflect.get(value, key) as object, root)
    const key = path.at(-1)!
    const value: unknown = Reflect.get(parent, key)
    const altered = typeof value === 'string' && value !== '' ? other(value) : null
    Reflect.set(parent, key, typeof value === 'number' ? value + 1 : (altered ?? '2026-03-11'))
  }
})

describe('a proof whose every hash fits again', () => {
  it.each<Tamper>([
    ['commit', 'a number that exists', (p) => announceNumber(p, at(p, 0))],
    [
      'files',
      'white space in a row',
      (p) => Object.assign(p.files, { seats: p.files.seats.replace(',', ', ') }),
    ],
    ['files', 'a row of another shape', (p) => Object.assign(p.files, { seats: '["x",null]\n' })],
    ['files', 'no last line feed', (p) => Object.assign(p.files, { seats: p.files.seats.trimEnd() })],
    ['ranges', 'rows in another order', (p) => editLines(p, 'sheet', (lines) => lines.reverse())],
    ['ranges', 'a row twice', (p) => editLines(p, 'sheet', (lines) => [lines[0]!, ...lines])],
    ['ranges', 'a weight', (p) => setWeight(p, 1_000_001)],
    ['ranges', 'a firm in both files', (p) => excludeFirst(p)],
    ['ranges', 'no seats', (p) => Object.assign(p.files, { seats: '' })],
    ['ranges', 'a rule for nobody', (p) => Object.assign(p.commit.rules, { E: { count: 1 } })],
    ['witnesses', 'the starter', (p) => witnessBy(p, p.ledger.entries[0]!.actor)],
    ['witnesses', 'no word', (p) => Object.assign(p.witnesses[0]!, { text: '' })],
    ['witnesses', 'a long word', (p) => Object.assign(p.witnesses[0]!, { text: '长'.repeat(501) })],
    ['ledger', 'another person’s entry', (p) => Object.assign(p.ledger.entries[1]!, { actor: 'P9999' })],
    ['ledger', 'time that runs back', (p) => Object.assign(p.ledger.entries[1]!, { at: at(p, -1) })],
    ['ledger', 'another instant of the commit', (p) => Object.assign(p.commit, { at: at(p, 1) })],
    ['ledger', 'a late close', (p) => delay(p, DAY + 1)],
    ['ledger', 'a registry from after it', (p) => Object.assign(p.commit.registry, { n: 99 })],
    [
      'ledger',
      'a registry of another chain',
      (p) => Object.assign(p.commit.registry, { hash: '1'.repeat(64) }),
    ],
    ['ledger', 'a start by the system', (p) => Object.assign(p.ledger.entries[0]!, { actor: 'system' })],
    [
      'ledger',
      'an unfinished close',
      (p) => Object.assign(p.ledger.bodies[p.ledger.entries[1]!.n]!, { last: false }),
    ],
    [
      'ledger',
      'another draw’s entry',
      (p) => Object.assign(p.ledger.bodies[p.ledger.entries[1]!.n]!, { draw: 'X' }),
    ],
    ['seed', 'another secret', (p) => Object.assign(p, { secret: other(p.secret) })],
    ['selected', 'another word', (p) => Object.assign(p.witnesses[0]!, { text: '秋天来了' })],
    [
      'selected',
      'another weight',
      (p) => Object.assign(p.commit.rules.D!, { weighted: true }) && setWeight(p, 9),
    ],
  ])('fails in %s: %s', (section, _, by) => {
    expect(sectionOf(changeAndReseal(proof, by))).toBe(section)
  })

  it.each<Tamper>([
    ['selected', 'a firm fewer', (p) => p.selected.pop()],
    ['selected', 'another firm', (p) => Object.assign(p.selected[0]!, { 3: p.selected[1]![3] })],
    ['roster', 'two inspectors swapped', (p) => swapInspectors(p)],
    ['roster', 'a seat fewer', (p) => p.roster!.pop()],
    ['roster', 'a seat’s name', (p) => Object.assign(p.roster![0]!, { 1: p.roster![1]![1] })],
    [
      'roster',
      'no roster',
      (p) => Object.assign(p, { roster: null, refusal: { seats: [0], inspectors: [], room: 0 } }),
    ],
  ])('fails in %s though the ledger says so: %s', (section, _, by) => {
    expect(sectionOf(changeAndReseal(proof, by))).toBe(section)
  })

  it.each(['draw.voided', 'draw.failed', 'draw.committed', 'visit.leaving'])(
    'has no %s between commit and result',
    (kind) => {
      const bytes = change(proof, (p) =>
        insert(p, 2, { kind, actor: 'P0001', at: at(p, 600) }, { reason: 'x' }),
      )
      expect(sectionOf(bytes)).toBe('ledger')
    },
  )

  it('may stand among others’ entries', () => {
    const bytes = change(proof, (p) => {
      const { at: moment } = p.ledger.entries[2]!
      insert(p, 2, { kind: 'visit.acked', actor: 'P0005', at: moment }, {})
      delete p.ledger.bodies[p.ledger.entries[2]!.n]
      relink(p)
    })
    expect(sectionOf(bytes)).toBe('match')
  })
})

describe('a beacon', () => {
  const sealed = (by: (p: Proof) => void) => verifyProof(changeAndReseal(proof, by))

  it('of digits is taken as the office announced it', () => {
    // The seed changes, and with it the firms: everything before them fits.
    expect(sealed((p) => arrive(p, '12345'))).toMatchObject({ section: 'selected' })
    expect(sealed((p) => arrive(p, '1234'))).toMatchObject({ section: 'beacon' })
    expect(sealed((p) => arrive(p, '1２345'))).toMatchObject({ section: 'beacon' })
    expect(sealed((p) => announceNumber(p, at(p, DAY)))).toMatchObject({ section: 'beacon' })
    expect(sealed((p) => arrive(p, '12345', null))).toMatchObject({ section: 'ledger' })
    expect(sealed((p) => arrive(p, '12345', 'P0003', 2 * DAY + 1))).toMatchObject({ section: 'ledger' })
  })

  it('of digits expected before the last witness spoke is warned of', () => {
    const expectedAfter = (ms: number) =>
      checkBeacon(
        readProof(
          changeAndReseal(proof, (p) => {
            arrive(p, '12345')
            announceNumber(p, at(p, ms))
            p.ledger.entries[1]!.at = at(p, 60_000)
          }),
        ),
      )
    expect(expectedAfter(60_001)).toBeUndefined()
    expect(expectedAfter(60_000)).toContain('号码可能已经公布')
  })

  it('of drand is the round after the close, the hash of its signature, and signed by the chain', () => {
    expect(sealed((p) => arriveDrand(p))).toMatchObject({ section: 'selected' })
    expect(checkBeacon(readProof(changeAndReseal(proof, (p) => arriveDrand(p))))).toBeUndefined()
    expect(sealed((p) => arriveDrand(p, { round: 1001 }))).toMatchObject({ section: 'beacon' })
    expect(sealed((p) => arriveDrand(p, { value: '1'.repeat(64) }))).toMatchObject({ section: 'beacon' })
    const forged = { signature: SIGNATURE.slice(0, -1).concat('8') }
    const noPoint = { signature: 'ab'.repeat(48) }
    for (const { signature } of [forged, noPoint]) {
      const value = hash(Buffer.from(signature, 'hex'))
      expect(sealed((p) => arriveDrand(p, { signature, value }))).toMatchObject({
        section: 'beacon',
        reason: expect.stringContaining('签名不是'),
      })
    }
    // Closed three seconds later, the round is another one.
    expect(sealed((p) => arriveDrand(p, {}, 3000))).toMatchObject({ section: 'beacon' })
  })
})

function announceNumber(p: Proof, expected: string): void {
  p.commit.beacon = { kind: 'number', name: '福彩3D第2026058期', digits: 5, expected }
}

function arrive(p: Proof, value: string, confirmedBy: string | null = 'P0003', after = DAY): void {
  announceNumber(p, at(p, DAY))
  p.beacon = { kind: 'number', name: '福彩3D第2026058期', value }
  insert(p, 2, { kind: 'draw.beacon', actor: 'P0002', at: at(p, after) }, { value, confirmedBy })
  p.ledger.entries[3]!.at = at(p, after)
}

/** Round 1000 of quicknet, as the League of Entropy made it. */
const SIGNATURE =
  'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39'
const ROUND_TIME = (1_692_803_367 + 999 * 3) * 1000

/** The draw closes half a minute before that round is made, and so many milliseconds later. */
function arriveDrand(
  p: Proof,
  change: { round?: number; value?: string; signature?: string } = {},
  later = 0,
): void {
  const chain = '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971'
  const genuine = { round: 1000, value: hash(Buffer.from(SIGNATURE, 'hex')), signature: SIGNATURE }
  p.beacon = { kind: 'drand', chain, ...genuine, ...change }
  p.commit.beacon = { kind: 'drand', chain, delay: 30 }
  const moment = (ms: number) => new Date(ROUND_TIME + ms).toISOString()
  p.commit.at = moment(-90_000)
  const { value } = p.beacon
  insert(p, 2, { kind: 'draw.beacon', actor: 'system', at: moment(0) }, { value, confirmedBy: null })
  const times = [moment(-90_000), moment(later - 30_000), moment(0), moment(1000)]
  for (const [i, entry] of p.ledger.entries.entries()) entry.at = times[i]!
}

function witnessBy(p: Proof, person: string): void {
  p.witnesses[0]!.person = person
  p.ledger.entries[1]!.actor = person
}

function delay(p: Proof, ms: number): void {
  for (const entry of p.ledger.entries.slice(1)) entry.at = at(p, ms)
}

function excludeFirst(p: Proof): void {
  const [firm] = JSON.parse(p.files.sheet.split('\n')[0]!) as [string]
  editLines(p, 'excluded', (lines) => [...lines, JSON.stringify([firm, 'closed'])].sort())
}

/** Between two visits, in the same seat. */
function swapInspectors(p: Proof): void {
  const [a, b] = [
    p.roster![0]!,
    p.roster!.find(([, name, id]) => name === p.roster![0]![1] && id !== p.roster![0]![2])!,
  ]
  const kept = a[2]
  a[2] = b[2]
  b[2] = kept
}
