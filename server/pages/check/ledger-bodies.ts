/** The draw's own entries in the ledger, and what the body of each kind holds (dr1 §7, §8). */
import { isHash, isIdentifier } from './forms.js'
import type { Entry, Proof } from './proof.js'
import { flag, formed, integer, nullable, object, type Shape, text } from './shape.js'

interface Bodies {
  'draw.committed': { commit: string }
  'draw.witnessed': { line: string; last: boolean }
  'draw.beacon': { value: string; confirmedBy: string | null }
  'draw.drawn': { secret: string; seed: string; result: string }
  'visit.leaving': {
    visit: number
    seat: number
    leaver: string | null
    reason: string
    evidence: string
    secret: string
  }
  'visit.replaced': { entry: number; secret: string; inspector: string | null }
}

export type OwnKind = keyof Bodies

export interface Own<Kind extends OwnKind> extends Entry {
  content: Bodies[Kind]
}

const hash = formed(isHash)
const id = formed(isIdentifier)
const index: Shape = (value) => (typeof value === 'number' && value >= 0 ? null : ' 应为不小于 0 的整数')

/** Every kind of entry that a draw which was drawn may have. */
export const BODY_SHAPES: Record<OwnKind, Shape> = {
  'draw.committed': object({ draw: text, commit: hash }),
  'draw.witnessed': object({ draw: text, line: hash, last: flag }),
  'draw.beacon': object({ draw: text, value: text, confirmedBy: nullable(id) }),
  'draw.drawn': object({ draw: text, secret: hash, seed: hash, result: hash }),
  'visit.leaving': object({
    ...{ draw: text, visit: index, seat: index, leaver: nullable(id) },
    ...{ reason: id, evidence: hash, secret: hash },
  }),
  'visit.replaced': object({ draw: text, entry: integer, secret: hash, inspector: nullable(id) }),
}

export const isOwnKind = (kind: string): kind is OwnKind => Object.hasOwn(BODY_SHAPES, kind)

/** This draw's entries of one kind, oldest first; those whose body has not the kind's shape are left out. */
export function ownEntries<Kind extends OwnKind>({ ledger }: Proof, kind: Kind): Own<Kind>[] {
  return ledger.entries.flatMap((entry) => {
    const body = ledger.bodies[entry.n]
    if (entry.kind !== kind || !body || BODY_SHAPES[kind](body) !== null) return []
    return [{ ...entry, content: body as unknown as Bodies[Kind] }]
  })
}

/** The entry of the last witness that the draw needed (dr1 §3). */
export function findClose(proof: Proof): Own<'draw.witnessed'> | null {
  return ownEntries(proof, 'draw.witnessed')[proof.commit.witnesses - 1] ?? null
}
