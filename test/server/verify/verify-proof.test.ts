import { beforeAll, describe, expect, it } from 'vitest'
import { checkBeacon } from '../../../server/verify/check-beacon.js'
import type { Proof } from '../../../server/verify/proof-shape.js'
import { readProof } from '../../../server/verify/read-proof.js'
import { verifyProof } from '../../../server/verify/verify-proof.js'
import { makeDemoProof, parseProof } from './demo-proof.js'
import { change, changeAndReseal, hash, insert, relink } from './seal-proof.js'
import {
  announceNumber,
  arrive,
  at,
  CHANGED,
  DAY,
  MISWRITTEN,
  other,
  RESEALED,
  setWeight,
  type Tamper,
} from './tampers.js'

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

  it.each(MISWRITTEN)('is incomplete: %s', (_, by) => {
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
    ...CHANGED,
    ['complete', 'a key more', (p) => Object.assign(p.witnesses[0]!, { name: 'x' })],
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
    ...RESEALED,
    [
      'selected',
      'another weight',
      (p) => Object.assign(p.commit.rules.D!, { weighted: true }) && setWeight(p, 9),
    ],
  ])('fails in %s: %s', (section, _, by) => {
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
