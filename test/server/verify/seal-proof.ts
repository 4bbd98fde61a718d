/** Changes a proof as somebody would who could also rewrite the ledger: every hash after the change is made to fit again. */
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Entry, Proof, Replacement } from '../../../server/verify/proof-shape.js'

export const hash = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex')
export const hashOf = (...parts: unknown[]) => hash(canonicalize(parts) ?? '')
const toBytes = (proof: unknown) => Buffer.from(`${canonicalize(proof)}\n`)

/** The proof as bytes after a change, with nothing else touched. */
export function change(proof: Proof, by: (proof: Proof) => void): Buffer {
  const copy = structuredClone(proof)
  by(copy)
  return toBytes(copy)
}

/** The proof as bytes after a change, with commit, witnesses, seed, result and ledger made to fit. */
export function changeAndReseal(proof: Proof, by: (proof: Proof) => void): Buffer {
  return change(proof, (copy) => {
    by(copy)
    reseal(copy)
  })
}

function reseal(proof: Proof): void {
  const { commit, ledger } = proof
  for (const name of ['sheet', 'excluded', 'inspectors', 'seats'] as const)
    commit[name] = hash(proof.files[name])
  const c = hashOf('dr1/commit', commit)
  for (const witness of proof.witnesses) witness.line = hashOf('dr1/witness', c, witness.person, witness.text)
  const lines = proof.witnesses.map(({ line }) => line).sort()
  proof.seed = hashOf('dr1/seed', c, proof.secret, lines, beaconPart(proof))
  const result = hashOf('dr1/result', proof.selected, proof.roster)
  const spoken = proof.witnesses.values()
  for (const { n, kind } of ledger.entries) {
    const body = ledger.bodies[n]
    if (kind === 'draw.committed') Object.assign(body!, { commit: c })
    if (kind === 'draw.drawn') Object.assign(body!, { secret: proof.secret, seed: proof.seed, result })
    const witness = kind === 'draw.witnessed' ? spoken.next().value : undefined
    if (witness) Object.assign(body!, { line: witness.line })
  }
  relink(proof)
  for (const replacement of proof.replacements) resealReplacement(proof, replacement)
}

/** What its witness said is bound to the entry before, whose hash has changed. */
function resealReplacement(proof: Proof, { entry, witness }: Replacement): void {
  const { entries, bodies } = proof.ledger
  const start = entries.find(({ n, kind }) => n === entry && kind === 'visit.leaving')
  const spoken = entries.find(({ n, kind }) => n > entry && kind === 'draw.witnessed')
  if (!start || !spoken) return
  witness.line = hashOf('dr1/witness', start.hash, witness.person, witness.text)
  Object.assign(bodies[spoken.n]!, { line: witness.line })
  relink(proof)
}

function beaconPart({ beacon }: Proof): unknown {
  if (!beacon) return null
  if (beacon.kind === 'number') return ['number', beacon.name, null, beacon.value]
  return ['drand', beacon.chain, beacon.round, beacon.value]
}

/** Makes the hashes of the ledger's entries fit what the entries now hold. */
export function relink({ ledger }: Proof): void {
  for (const [i, entry] of ledger.entries.entries()) {
    const body = ledger.bodies[entry.n]
    if (body) entry.body = hashOf('ssj/body', body)
    if (i > 0) entry.prev = ledger.entries[i - 1]!.hash
    const { hash: _, ...rest } = entry
    entry.hash = hashOf('ssj/ledger', rest)
  }
}

/** Appends an entry of the draw. */
export function append(proof: Proof, kind: string, actor: string, body: Record<string, unknown>): Entry {
  const last = proof.ledger.entries.at(-1)!
  const entry = { ...last, n: last.n + 1, kind, actor, prev: last.hash }
  proof.ledger.entries.push(entry)
  proof.ledger.bodies[entry.n] = { draw: proof.commit.draw, ...body }
  relink(proof)
  return entry
}

/** Inserts an entry before the one at this place; everything after it moves on by one. */
export function insert(
  proof: Proof,
  place: number,
  entry: Pick<Entry, 'kind' | 'actor' | 'at'>,
  body: Record<string, unknown>,
) {
  const { entries, bodies } = proof.ledger
  const moved = entries.map(({ n }) => bodies[n])
  moved.splice(place, 0, { draw: proof.commit.draw, ...body })
  entries.splice(place, 0, { ...entries[place]!, ...entry })
  const first = entries[0]!.n
  proof.ledger.bodies = {}
  for (const [i, one] of entries.entries()) {
    one.n = first + i
    if (moved[i]) proof.ledger.bodies[one.n] = moved[i]
  }
  relink(proof)
}
