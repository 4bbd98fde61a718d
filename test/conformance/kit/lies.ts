/** Re-sealed lies: the liar also rewrote commit, witness lines, seed, result and ledger, so that one thing alone is wrong. */
import type { Proof } from '../../../server/verify/proof-shape.js'
import type { Section } from '../../../server/verify/verdict.js'
import { append, change, changeAndReseal, hash, insert, relink } from '../../server/verify/seal-proof.js'
import { delayFrom, entryOf, later } from './edit-proof.js'
import { LIES_AFTER } from './lies-after.js'
import { LIES_BEFORE } from './lies-before.js'
import { diff, type Json } from './patch.js'
import type { KitFile, Vector } from './vector.js'

export type Honest = 'small' | 'drand' | 'impossible'
export type Lie = [
  section: Section,
  about: string,
  by: (p: Proof) => unknown,
  of?: Honest,
  sealed?: 'as it is',
]

/** A true point of the curve, the negative of the signature: only the pairing tells that it is not the chain's. */
const FORGED: Lie = [
  'beacon',
  'drand: a curve point that is not the chain’s signature, its value fitting',
  forge,
  'drand',
]

function forge(p: Proof): void {
  const { signature } = p.beacon as { signature: string }
  // The third bit of a compressed point says which of two roots is meant: the other one is the negative point.
  const negative = (Number.parseInt(signature[0]!, 16) ^ 2).toString(16) + signature.slice(1)
  const value = hash(Buffer.from(negative, 'hex'))
  Object.assign(p.beacon!, { signature: negative, value })
  Object.assign(p.ledger.bodies[entryOf(p, 'draw.beacon').n]!, { value })
}

const DAY = 24 * 60 * 60_000

/** Not lies: what a proof may also hold. Nothing before the result is touched, so the seed stays. */
const VARIANTS: [about: string, by: (p: Proof) => unknown][] = [
  [
    'a replacement of which only the leaving is entered',
    (p) => append(p, 'visit.leaving', 'P0002', leavingOf(p)),
  ],
  ['no replacement', forgetReplacement],
  [
    'an entry of this draw of a kind that dr1 does not name, such as a firm that has gone, at the end',
    (p) => append(p, 'visit.gone', 'P0002', { visit: 2, evidence: '1'.repeat(64) }),
  ],
  ['such an entry between two witnesses', insertUnnamed],
  ['somebody else’s entry before the result', insertOthers],
  ['a close exactly 24 hours after the commit', closeLate],
]

function leavingOf(p: Proof): Record<string, unknown> {
  const { draw: _, ...body } = p.ledger.bodies[entryOf(p, 'visit.leaving').n]!
  return { ...body, visit: 0, leaver: p.roster![0]![2] }
}

function forgetReplacement(p: Proof): void {
  p.replacements = []
  for (const { n } of p.ledger.entries.splice(-3)) delete p.ledger.bodies[n]
}

function insertUnnamed(p: Proof): void {
  forgetReplacement(p)
  const { at } = entryOf(p, 'draw.witnessed')
  insert(
    p,
    p.ledger.entries.indexOf(entryOf(p, 'draw.witnessed', 1)),
    { kind: 'visit.gone', actor: 'P0002', at },
    { visit: 0 },
  )
}

function insertOthers(p: Proof): void {
  forgetReplacement(p)
  const drawn = entryOf(p, 'draw.drawn')
  insert(p, p.ledger.entries.indexOf(drawn), { kind: 'visit.recorded', actor: 'P0042', at: drawn.at }, {})
  delete p.ledger.bodies[entryOf(p, 'visit.recorded', 1).n]
  relink(p)
}

function closeLate(p: Proof): void {
  forgetReplacement(p)
  entryOf(p, 'draw.witnessed', 1).at = later(p.commit.at, DAY)
  delayFrom(p, 'draw.beacon', DAY / 2)
  relink(p)
}

export function makeLies(honest: Record<Honest, Proof>): KitFile {
  return {
    kind: 'lie',
    about:
      'Proofs that must not match though every hash in them fits: RFC 6902 patches of an honest proof `of`, and the section of §9 in which the check must first fail.',
    vectors: [...LIES_BEFORE, ...LIES_AFTER, FORGED].map(
      ([section, about, by, of = 'small', sealed]): Vector => {
        const bytes = (sealed ? change : changeAndReseal)(honest[of], (p) => void by(p))
        return { about, of, section, patch: diff(toJson(honest[of]), parse(bytes)) }
      },
    ),
  }
}

export function makeVariants({ small }: Record<Honest, Proof>): KitFile {
  return {
    kind: 'variant',
    about: 'Proofs that must match as well: RFC 6902 patches of the small proof.',
    vectors: VARIANTS.map(([about, by]): Vector => {
      const bytes = change(small, (p) => void by(p))
      return { about, of: 'small', section: null, patch: diff(toJson(small), parse(bytes)) }
    }),
  }
}

const parse = (bytes: Buffer) => JSON.parse(bytes.toString()) as Json
const toJson = (proof: Proof) => proof as unknown as Json
