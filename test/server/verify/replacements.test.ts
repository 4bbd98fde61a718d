import { beforeAll, describe, expect, it } from 'vitest'
import type { Proof } from '../../../server/verify/proof-shape.js'
import { verifyProof } from '../../../server/verify/verify-proof.js'
import { makeDemoProof, parseProof } from './demo-proof.js'
import { append, change, hashOf, relink } from './seal-proof.js'

let proof: Proof
/** Of the department whose seat is emptied. */
let colleagues: string[]
let outsider: string
let successor: string

beforeAll(async () => {
  proof = parseProof(await makeDemoProof())
  const rows = proof.files.inspectors.trimEnd().split('\n')
  const inspectors = rows.map((line) => JSON.parse(line) as [string, string])
  colleagues = inspectors.filter(([, of]) => of === 'SCQ-ZJ').map(([id]) => id)
  outsider = inspectors.find(([, of]) => of !== 'SCQ-ZJ')![0]
  successor = successors(() => {})[0]!
})

interface Leaving {
  visit?: number
  seat?: number
  leaver?: string | null
  witness?: string
  text?: string
}

/** Enters a whole replacement, as the office would. */
function replace(
  p: Proof,
  inspector: string | null,
  { visit = 1, seat = 2, ...leaving }: Leaving = {},
): void {
  const secret = String(p.replacements.length).repeat(64)
  const { leaver = p.roster![visit * 3 + seat]![2], witness = 'P9001', text = '换人' } = leaving
  const promise = { reason: 'leave', evidence: 'e'.repeat(64), secret: hashOf('dr1/secret', secret) }
  const start = append(p, 'visit.leaving', 'P9002', { visit, seat, leaver, ...promise })
  const line = hashOf('dr1/witness', start.hash, witness, text)
  append(p, 'draw.witnessed', witness, { line, last: true })
  append(p, 'visit.replaced', 'system', { entry: start.n, secret, inspector })
  const said = { person: witness, text, line }
  p.replacements.push({ visit, seat, leaver, entry: start.n, secret, witness: said, inspector })
}

const verdictOf = (by: (p: Proof) => void) => verifyProof(change(proof, by))
const sectionOf = (by: (p: Proof) => void) => {
  const verdict = verdictOf(by)
  return verdict.result === 'mismatch' ? verdict.section : verdict.result
}

/** Those of the department whom the check takes as successor. */
function successors(before: (p: Proof) => void, leaving?: Leaving): string[] {
  return colleagues.filter(
    (id) =>
      sectionOf((p) => {
        before(p)
        replace(p, id, leaving)
      }) === 'match',
  )
}

describe('a replacement', () => {
  it('has one lawful successor, of the seat’s department and not the leaver', () => {
    expect(successors(() => {})).toEqual([successor])
    expect(successor).not.toBe(proof.roster![5]![2])
    expect(sectionOf((p) => replace(p, outsider))).toBe('replacements')
    expect(sectionOf((p) => replace(p, null))).toBe('replacements')
  })

  it('can follow another of the same seat, whose successor is the next leaver', () => {
    const again = successors((p) => replace(p, successor), { leaver: successor })
    expect(again).toHaveLength(1)
    expect(again[0]).not.toBe(successor)
    expect(successors((p) => replace(p, successor))).toEqual([])
  })

  it('may be under way', () => {
    const promise = { reason: 'leave', evidence: 'e'.repeat(64), secret: 'f'.repeat(64) }
    const leaving = { visit: 0, seat: 0, leaver: proof.roster![0]![2], ...promise }
    expect(sectionOf((p) => append(p, 'visit.leaving', 'P9002', leaving))).toBe('match')
    expect(sectionOf((p) => append(p, 'draw.witnessed', 'P9001', { line: 'a'.repeat(64), last: true }))).toBe(
      'replacements',
    )
  })

  it.each<[string, (p: Proof, id: string) => void]>([
    ['the starter as witness', (p, id) => replace(p, id, { witness: p.ledger.entries[0]!.actor })],
    ['a witness without words', (p, id) => replace(p, id, { text: '' })],
    ['a leaver who does not hold the seat', (p, id) => replace(p, id, { leaver: p.roster![0]![2] })],
    ['nobody as leaver', (p, id) => replace(p, id, { leaver: null })],
    ['a seat that does not exist', (p, id) => replace(p, id, { seat: 3, leaver: p.roster![0]![2] })],
    ['no record of it', (p, id) => forget(p, id)],
    ['another secret', (p, id) => edit(p, id, { secret: '5'.repeat(64) })],
    ['another visit', (p, id) => edit(p, id, { visit: 2 })],
    ['another entry', (p, id) => edit(p, id, { entry: 1 })],
    ['another word', (p, id) => edit(p, id, { witness: { ...said(p, id), text: '不换' } })],
    ['another witness', (p, id) => edit(p, id, { witness: { ...said(p, id), person: 'P9003' } })],
  ])('fails with %s', (_, by) => {
    expect(sectionOf((p) => by(p, successor))).toBe('replacements')
  })

  it('is entered with exactly its keys', () => {
    const wrong = (by: (body: Record<string, unknown>) => void) =>
      sectionOf((p) => {
        replace(p, successor)
        by(p.ledger.bodies[p.replacements[0]!.entry]!)
        relink(p)
      })
    expect(wrong((body) => Object.assign(body, { visit: -1 }))).toBe('ledger')
    expect(wrong((body) => Object.assign(body, { seat: 'SCQ-ZJ' }))).toBe('ledger')
    expect(wrong((body) => delete body.evidence)).toBe('ledger')
  })
})

function edit(p: Proof, id: string, part: Partial<Proof['replacements'][number]>): void {
  replace(p, id)
  Object.assign(p.replacements.at(-1)!, part)
}

function said(p: Proof, id: string): Proof['replacements'][number]['witness'] {
  const copy = structuredClone(p)
  replace(copy, id)
  return copy.replacements.at(-1)!.witness
}

function forget(p: Proof, id: string): void {
  replace(p, id)
  p.replacements.pop()
}
