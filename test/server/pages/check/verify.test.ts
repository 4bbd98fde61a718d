import { beforeAll, describe, expect, it } from 'vitest'
import { makeBigProof } from '../../../../bench/big-proof.js'
import { checkBeacon } from '../../../../server/pages/check/check-beacon.js'
import { readProof } from '../../../../server/pages/check/read-proof.js'
import { verify } from '../../../../server/pages/check/verify.js'
import type { Proof } from '../../../../server/verify/proof-shape.js'
import { makeDemoProof, parseProof } from '../../verify/demo-proof.js'
import { append, change, changeAndReseal, hash, hashOf, insert, relink } from '../../verify/seal-proof.js'
import {
  announceNumber,
  arrive,
  at,
  CHANGED,
  DAY,
  MISWRITTEN,
  other,
  RESEALED,
  type Tamper,
} from '../../verify/tampers.js'

let text: string
let proof: Proof

beforeAll(async () => {
  text = await makeDemoProof()
  proof = parseProof(text)
})

const check = (words: string | Uint8Array) => verify(Buffer.from(words))
const sectionOf = (bytes: Uint8Array) => {
  const verdict = verify(bytes)
  return verdict.result === 'mismatch' ? verdict.section : verdict.result
}

describe('a proof that the product made', () => {
  it('matches', () => {
    expect(check(text)).toEqual({ result: 'match', warnings: [] })
    expect(sectionOf(changeAndReseal(proof, () => {}))).toBe('match')
  })

  it('matches with recusals, prior loads and a weighted stratum', () => {
    expect(check(makeBigProof({ firms: 2000, visits: 60, inspectors: 25 }))).toMatchObject({
      result: 'match',
    })
  })

  it('may stand among others’ entries', () => {
    const bytes = change(proof, (p) => {
      insert(p, 2, { kind: 'visit.acked', actor: 'P0005', at: p.ledger.entries[2]!.at }, {})
      delete p.ledger.bodies[p.ledger.entries[2]!.n]
      relink(p)
    })
    expect(sectionOf(bytes)).toBe('match')
  })
})

describe('what is no proof', () => {
  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', Buffer.from(''), /空的/],
    ['other text', Buffer.from('证明'), /不是 JSON/],
    ['half a proof', Buffer.from('{"beacon":null,"commit":{"at":"2026'), /不完整/],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), /UTF-8/],
    ['a byte-order mark before other text', Buffer.from('\ufeff证明'), /不是 JSON/],
  ])('cannot be read: %s', (_, bytes, reason) => {
    expect(check(bytes)).toEqual({ result: 'unreadable', reason: expect.stringMatching(reason) })
  })

  it('cannot be read when it is cut short anywhere', () => {
    for (let end = 1; end < text.length - 1; end += 997) {
      const words = text.slice(0, end)
      expect(check(words)).toMatchObject({ result: 'unreadable', reason: expect.stringContaining('不完整') })
    }
  })

  it('says how large it is when it is too large', () => {
    const { result, reason } = verify(new Uint8Array(300 * 1024 * 1024)) as { result: string; reason: string }
    expect([result, reason]).toEqual(['unreadable', expect.stringContaining('300 MB')])
  })

  it('names another version of the protocol', () => {
    const words = text.replace('"protocol":"dr1"', '"extra":1,"protocol":"dr2"')
    expect(check('{"protocol":"dr2","what":1}\n')).toMatchObject({ reason: expect.stringContaining('dr2') })
    expect(check(words)).toMatchObject({ result: 'mismatch' })
  })

  it.each<[string, (words: string) => string]>([
    ...MISWRITTEN,
    ['something after it', (words) => `${words} `],
    ['an exponent', (words) => words.replace('"nth":1', '"nth":1e0')],
    ['a negative zero', (words) => words.replace('"nth":1', '"nth":-0')],
    ['a key that is not ASCII', (words) => words.replace('"rules":{', '"rules":{"甲":{"count":1},')],
  ])('is incomplete: %s', (_, by) => {
    const words = by(text)
    expect(words).not.toBe(text)
    expect(check(words)).toMatchObject({ result: 'mismatch', section: 'complete' })
  })

  it('misses each of its keys, and has none too many', () => {
    for (const of of [
      (p: Proof) => p,
      (p: Proof) => p.commit,
      (p: Proof) => p.witnesses[0]!,
      (p: Proof) => p.ledger.entries[1]!,
    ]) {
      for (const key of Object.keys(of(proof))) {
        const bytes = change(proof, (copy) => Reflect.deleteProperty(of(copy), key))
        expect([key, sectionOf(bytes)]).toEqual([key, 'complete'])
      }
      expect(sectionOf(change(proof, (copy) => Object.assign(of(copy), { more: 1 })))).toBe('complete')
    }
  })
})

describe('a proof with one thing changed', () => {
  it.each<Tamper>([...CHANGED, ['complete', 'a roster of pairs', (p) => p.roster![0]!.pop()]])(
    'fails in %s: %s',
    (section, _, by) => {
      expect(sectionOf(change(proof, by))).toBe(section)
    },
  )
})

describe('a proof whose every hash fits again', () => {
  it.each<Tamper>([...RESEALED, ['ranges', 'a stratum without a rule', (p) => delete p.commit.rules.A]])(
    'fails in %s: %s',
    (section, _, by) => {
      expect(sectionOf(changeAndReseal(proof, by))).toBe(section)
    },
  )

  it.each(['draw.voided', 'draw.failed', 'draw.committed', 'visit.leaving'])(
    'has no %s between commit and result, and no end after it',
    (kind) => {
      const entry = { kind, actor: 'P0001', at: at(proof, 600) }
      expect(sectionOf(change(proof, (p) => insert(p, 2, entry, { reason: 'x' })))).toBe('ledger')
      expect(sectionOf(change(proof, (p) => append(p, kind, 'P0001', { reason: 'x' })))).toBe('ledger')
    },
  )
})

describe('a beacon', () => {
  const sealed = (by: (p: Proof) => void) => sectionOf(changeAndReseal(proof, by))

  it('of digits is taken as the office announced it', () => {
    // The seed changes, and with it the firms: everything before them fits.
    expect(sealed((p) => arrive(p, '12345'))).toBe('selected')
    expect(sealed((p) => arrive(p, '1234'))).toBe('beacon')
    expect(sealed((p) => arrive(p, '1２345'))).toBe('beacon')
    expect(sealed((p) => announceNumber(p, at(p, DAY)))).toBe('beacon')
    expect(sealed((p) => arrive(p, '12345', null))).toBe('ledger')
    expect(sealed((p) => arrive(p, '12345', 'P0003', 2 * DAY + 1))).toBe('ledger')
  })

  it('of digits that were due before the close is warned of', () => {
    const warningsOf = (expected: number) =>
      checkBeacon(
        readProof(
          changeAndReseal(proof, (p) => {
            arrive(p, '12345')
            announceNumber(p, at(p, expected))
          }),
        ),
      )
    const close = Date.parse(proof.ledger.entries[1]!.at) - Date.parse(proof.commit.at)
    expect(warningsOf(close)).toEqual([expect.stringContaining('不晚于见证截止')])
    expect(warningsOf(close + 1)).toEqual([])
  })

  it('of drand is a round that the chain has signed, after the close', () => {
    expect(sealed((p) => arriveDrand(p, {}))).toBe('selected')
    expect(sealed((p) => arriveDrand(p, { round: 1001 }))).toBe('beacon')
    expect(sealed((p) => arriveDrand(p, { value: '1'.repeat(64) }))).toBe('beacon')
    expect(sealed((p) => arriveDrand(p, { chain: '1'.repeat(64) }))).toBe('beacon')
    const forged = other(SIGNATURE)
    const value = hash(Buffer.from(forged, 'hex'))
    expect(sealed((p) => arriveDrand(p, { signature: forged, value }))).toBe('beacon')
    expect(sealed((p) => arriveDrand(p, {}, -1))).toBe('ledger')
  })
})

/** Round 1000 of quicknet, of 23 August 2023. */
const SIGNATURE =
  'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39'
const CHAIN = '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971'
const ROUND_1000 = (1_692_803_367 + 999 * 3) * 1000

/** The draw closed 31 seconds before round 1000 came, and its result is entered `after` milliseconds after that. */
function arriveDrand(p: Proof, changes: Record<string, unknown>, after = 0): void {
  const moment = (ms: number) => new Date(ROUND_1000 + ms).toISOString()
  p.commit.at = moment(-60_000)
  p.commit.beacon = { kind: 'drand', chain: CHAIN, delay: 30 }
  const value = hash(Buffer.from(SIGNATURE, 'hex'))
  const beacon = { kind: 'drand' as const, chain: CHAIN, round: 1000, value, signature: SIGNATURE }
  p.beacon = Object.assign(beacon, changes)
  insert(
    p,
    2,
    { kind: 'draw.beacon', actor: 'system', at: moment(after) },
    {
      value: p.beacon.value,
      confirmedBy: null,
    },
  )
  const instants = [moment(-60_000), moment(-31_000), moment(after), moment(after)]
  for (const [i, entry] of p.ledger.entries.entries()) entry.at = instants[i]!
}

describe('a replacement', () => {
  const verdictOf = (by: (p: Proof) => void) => sectionOf(change(proof, by))
  const colleagues = () => {
    const rows = proof.files.inspectors.trimEnd().split('\n')
    const inspectors = rows.map((line) => JSON.parse(line) as [string, string])
    return inspectors.filter(([, of]) => of === 'SCQ-ZJ').map(([id]) => id)
  }
  const successors = () => colleagues().filter((id) => verdictOf((p) => replace(p, id)) === 'match')

  it('has one lawful successor, of the seat’s department and not the leaver', () => {
    const [successor, ...others] = successors()
    expect([successor === undefined, others]).toEqual([false, []])
    expect(successor).not.toBe(proof.roster![5]![2])
    expect(verdictOf((p) => replace(p, null))).toBe('replacements')
  })

  it.each<[string, (p: Proof, id: string) => void]>([
    ['the starter as witness', (p, id) => replace(p, id, p.ledger.entries[0]!.actor)],
    ['a leaver who does not hold the seat', (p, id) => replace(p, id, 'P9001', p.roster![0]![2])],
    ['no record of it', (p, id) => replace(p, id) && p.replacements.pop()],
    [
      'another secret',
      (p, id) => replace(p, id) && Object.assign(p.replacements[0]!, { secret: '5'.repeat(64) }),
    ],
    ['another visit', (p, id) => replace(p, id) && Object.assign(p.replacements[0]!, { visit: 2 })],
    ['another entry', (p, id) => replace(p, id) && Object.assign(p.replacements[0]!, { entry: 1 })],
  ])('fails with %s', (_, by) => {
    const [successor] = successors()
    expect(verdictOf((p) => by(p, successor!))).toBe('replacements')
  })

  it('may be under way, but its witness not alone', () => {
    const promise = { reason: 'leave', evidence: 'e'.repeat(64), secret: 'f'.repeat(64) }
    const leaving = { visit: 0, seat: 0, leaver: proof.roster![0]![2], ...promise }
    const start = (p: Proof) => append(p, 'visit.leaving', 'P9002', leaving)
    const speak = (p: Proof) => append(p, 'draw.witnessed', 'P9001', { line: 'a'.repeat(64), last: true })
    expect(verdictOf(start)).toBe('match')
    expect(verdictOf((p) => start(p) && speak(p))).toBe('match')
    expect(verdictOf(speak)).toBe('replacements')
  })
})

/** Enters the replacement of visit 1, seat 2, as the office would. */
function replace(
  p: Proof,
  inspector: string | null,
  witness = 'P9001',
  leaver: string | null = p.roster![5]![2],
): boolean {
  const place = { visit: 1, seat: 2, leaver }
  const secret = '0'.repeat(64)
  const promise = { reason: 'leave', evidence: 'e'.repeat(64), secret: hashOf('dr1/secret', secret) }
  const start = append(p, 'visit.leaving', 'P9002', { ...place, ...promise })
  const line = hashOf('dr1/witness', start.hash, witness, '换人')
  append(p, 'draw.witnessed', witness, { line, last: true })
  append(p, 'visit.replaced', 'system', { entry: start.n, secret, inspector })
  const said = { person: witness, text: '换人', line }
  p.replacements.push({ ...place, entry: start.n, secret, witness: said, inspector })
  return true
}
