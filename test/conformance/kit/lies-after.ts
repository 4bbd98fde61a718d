/** Lies about the ledger and about everything that follows from the seed. Every hash after them is made to fit again. */
import { append, hashOf, insert } from '../../server/verify/seal-proof.js'
import { bodyOf, delayFrom, editLines, editRow, entryOf, later, swap } from './edit-proof.js'
import type { Lie } from './lies.js'

type Proof = Parameters<Lie[2]>[0]
const DAY = 24 * 60 * 60_000

const place = (p: Proof, kind: string) => p.ledger.entries.indexOf(entryOf(p, kind))
const anEntry = (p: Proof, kind: string) => ({ kind, actor: 'P0001', at: entryOf(p, 'draw.drawn').at })

export const LIES_AFTER: Lie[] = [
  [
    'ledger',
    'a second commit before the result',
    (p) => insert(p, place(p, 'draw.drawn'), anEntry(p, 'draw.committed'), { commit: '1'.repeat(64) }),
  ],
  [
    'ledger',
    'a second commit after the result',
    (p) => append(p, 'draw.committed', 'P0001', { commit: '1'.repeat(64) }),
  ],
  [
    'ledger',
    'voided before the result',
    (p) => insert(p, place(p, 'draw.drawn'), anEntry(p, 'draw.voided'), { reason: '不合意' }),
  ],
  [
    'ledger',
    'failed after the result',
    (p) => append(p, 'draw.failed', 'system', { cause: 'late', secret: p.secret }),
  ],
  ['ledger', 'drawn twice', (p) => append(p, 'draw.drawn', 'system', { ...bodyOf(p, 'draw.drawn') })],
  [
    'ledger',
    'a leaving before the result',
    (p) => insert(p, place(p, 'draw.drawn'), anEntry(p, 'visit.leaving'), { ...bodyOf(p, 'visit.leaving') }),
  ],
  [
    'ledger',
    'a kind of draw entry that the protocol does not know',
    (p) => append(p, 'draw.amended', 'P0001', {}),
  ],
  [
    'ledger',
    'time that runs back',
    (p) => Object.assign(entryOf(p, 'draw.drawn'), { at: later(entryOf(p, 'draw.beacon').at, -1) }),
  ],
  [
    'ledger',
    'another instant than the commit’s',
    (p) => Object.assign(p.commit, { at: later(p.commit.at, 1) }),
  ],
  ['ledger', 'a close 24 hours and a millisecond after the commit', (p) => closeAfter(p, DAY + 1)],
  [
    'ledger',
    'a number that came 24 hours and a millisecond late',
    (p) =>
      delayFrom(
        p,
        'draw.beacon',
        Date.parse(expected(p)) + DAY + 1 - Date.parse(entryOf(p, 'draw.beacon').at),
      ),
  ],
  [
    'ledger',
    'a number that nobody confirmed',
    (p) => Object.assign(bodyOf(p, 'draw.beacon'), { confirmedBy: null }),
  ],
  [
    'ledger',
    'a number that was confirmed by who entered it',
    (p) => Object.assign(bodyOf(p, 'draw.beacon'), { confirmedBy: entryOf(p, 'draw.beacon').actor }),
  ],
  [
    'ledger',
    'a number that the system confirmed',
    (p) => Object.assign(bodyOf(p, 'draw.beacon'), { confirmedBy: 'system' }),
  ],
  [
    'ledger',
    'a number that the system entered',
    (p) => Object.assign(entryOf(p, 'draw.beacon'), { actor: 'system' }),
  ],
  [
    'ledger',
    'a number that came a millisecond before it was to exist',
    (p) => Object.assign(entryOf(p, 'draw.beacon'), { at: later(expected(p), -1) }),
  ],
  ['ledger', 'another number than was entered', (p) => Object.assign(p.beacon!, { value: '04918' })],
  [
    'ledger',
    'drand: a round that came before its time',
    (p) => Object.assign(entryOf(p, 'draw.beacon'), { at: '2023-08-23T15:59:23.999Z' }),
    'drand',
  ],
  [
    'ledger',
    'drand: a round that came 24 hours and a second late',
    (p) => delayFrom(p, 'draw.beacon', DAY),
    'drand',
  ],
  [
    'ledger',
    'a start by the system',
    (p) => Object.assign(entryOf(p, 'draw.committed'), { actor: 'system' }),
  ],
  [
    'ledger',
    'the last witness is not marked as last',
    (p) => Object.assign(bodyOf(p, 'draw.witnessed', 1), { last: false }),
  ],
  [
    'ledger',
    'the first witness is marked as last',
    (p) => Object.assign(bodyOf(p, 'draw.witnessed', 0), { last: true }),
  ],
  [
    'ledger',
    'a witness entered by somebody else',
    (p) => Object.assign(entryOf(p, 'draw.witnessed'), { actor: 'P0099' }),
  ],
  [
    'ledger',
    'witnesses in another order than in the ledger',
    (p) => p.witnesses.reverse(),
    'small',
    'as it is',
  ],
  [
    'ledger',
    'one witness announced, two entered',
    (p) => Object.assign(p.commit, { witnesses: 1 }) && p.witnesses.pop(),
  ],
  ['ledger', 'a registry position after the commit', (p) => Object.assign(p.commit.registry, { n: 41 })],
  [
    'ledger',
    'a registry position of another chain',
    (p) => Object.assign(p.commit.registry, { hash: '1'.repeat(64) }),
  ],
  [
    'ledger',
    'position 0 with another hash than 64 zeros',
    (p) => Object.assign(p.commit.registry, { n: 0, hash: '1'.repeat(64) }),
  ],
  [
    'ledger',
    'an entry of another draw',
    (p) => Object.assign(bodyOf(p, 'draw.witnessed'), { draw: 'CQ2026-002' }),
  ],
  ['ledger', 'a key too many in a body', (p) => Object.assign(bodyOf(p, 'draw.drawn'), { note: '' })],
  ['ledger', 'a key missing in a body', (p) => delete bodyOf(p, 'visit.leaving').evidence],
  ['ledger', 'a wrong type in a body', (p) => Object.assign(bodyOf(p, 'visit.leaving'), { seat: '0' })],
  [
    'ledger',
    'a body shown of an entry that is not there',
    (p) => Object.assign(p.ledger.bodies, { 99: { draw: p.commit.draw } }),
  ],
  ['ledger', 'an entry left out of the middle', (p) => p.ledger.entries.splice(1, 1), 'small', 'as it is'],
  ['ledger', 'no entries', (p) => Object.assign(p.ledger, { entries: [], bodies: {} }), 'small', 'as it is'],
  [
    'ledger',
    'somebody else’s entry in front',
    (p) => p.ledger.entries.unshift(othersEntry(p, p.ledger.entries[0]!.n - 1)),
  ],
  [
    'ledger',
    'somebody else’s entry at the end',
    (p) => p.ledger.entries.push(othersEntry(p, p.ledger.entries.at(-1)!.n + 1)),
  ],

  ['seed', 'another secret than was promised', (p) => Object.assign(p, { secret: hashOf('x') })],

  ['selected', 'another firm selected', (p) => Object.assign(p.selected[0]!, { 2: 0, 3: 'F01' })],
  ['selected', 'a firm fewer', (p) => dropVisit(p)],
  ['selected', 'two firms in another order', (p) => swap(p.selected, 0, 1)],
  [
    'selected',
    'ranks from 0',
    (p) => {
      for (const row of p.selected) row[1]--
    },
  ],
  ['selected', 'another index for the same firm', (p) => p.selected[0]![2]++],
  ['selected', 'a row of the sheet removed', (p) => editLines(p, 'sheet', (lines) => lines.shift())],
  [
    'selected',
    'a firm put on the sheet',
    (p) => editLines(p, 'sheet', (lines) => lines.push(lines.at(-1)!.replace('F12', 'F13'))),
  ],
  ['selected', 'an excluded firm left out', (p) => editLines(p, 'excluded', (lines) => lines.pop())],
  ['selected', 'another weight', (p) => editRow(p, 'sheet', 9, (cells) => cells.splice(2, 1, 6))],
  ['selected', 'another stratum', (p) => editRow(p, 'sheet', 0, (cells) => cells.splice(1, 1, 'B'))],
  ['selected', 'another prior load', (p) => editRow(p, 'inspectors', 0, (cells) => cells.splice(4, 1, 0))],
  ['selected', 'another count', (p) => Object.assign(p.commit.rules, { B: { count: 3, weighted: true } })],
  ['selected', 'weights taken out of the rule', (p) => Object.assign(p.commit.rules, { B: { count: 2 } })],
  ['selected', 'a witness’s other word', (p) => Object.assign(p.witnesses[0]!, { text: '换一句' })],
  ['selected', 'another secret, and its promise changed too', (p) => setSecret(p, hashOf('x'))],
  ['selected', 'another number, entered too', (p) => setNumber(p, '04918')],
  ['selected', 'another due day', (p) => Object.assign(p.commit, { due: '2026-05-31' })],

  ['openings', 'a recusal left out', (p) => recuse(p, [])],
  ['openings', 'a recusal put in', (p) => recuse(p, ['Z101', 'Z103'])],
  ['openings', 'another salt', (p) => Object.assign(p.openings[0]!, { 1: '0'.repeat(32) })],
  [
    'openings',
    'a salt in upper case',
    (p) => Object.assign(p.openings[0]!, { 1: p.openings[0]![1].toUpperCase() }),
  ],
  ['openings', 'an opening fewer', (p) => p.openings.pop()],
  ['openings', 'two openings in another order', (p) => swap(p.openings, 0, 1)],

  ['roster', 'two inspectors exchanged', (p) => exchange(p, 0, 4)],
  ['roster', 'one inspector instead of another', (p) => Object.assign(p.roster![0]!, { 2: 'Z103' })],
  ['roster', 'who is recused', (p) => Object.assign(p.roster![2]!, { 2: 'Z103' })],
  ['roster', 'a seat fewer', (p) => p.roster!.pop()],
  ['roster', 'another name of a seat', (p) => Object.assign(p.roster![0]!, { 1: '消防' })],
  ['roster', 'another firm in a seat', (p) => Object.assign(p.roster![0]!, { 0: 'F06' })],
  [
    'roster',
    'no roster, with a certificate that proves nothing',
    (p) =>
      Object.assign(p, {
        roster: null,
        refusal: { seats: [0], inspectors: ['Z101', 'Z102', 'Z103', 'Z104'], room: 3 },
      }),
  ],
  ['roster', 'neither roster nor certificate', (p) => Object.assign(p, { roster: null })],
  [
    'roster',
    'a roster though none is possible',
    (p) =>
      Object.assign(p, { roster: p.selected.map(([, , , firm]) => [firm, '市场监管', 'Z1']), refusal: null }),
    'impossible',
  ],
  ['roster', 'both a roster and a certificate', (p) => Object.assign(p, { roster: [] }), 'impossible'],
  ['roster', 'a certificate with more room', (p) => p.refusal!.room++, 'impossible'],
  ['roster', 'a certificate of one seat', (p) => p.refusal!.seats.pop(), 'impossible'],
  ['roster', 'a certificate with somebody recused', (p) => p.refusal!.inspectors.push('Z2'), 'impossible'],

  ['replacements', 'another successor, entered too', (p) => succeed(p, 'Z103')],
  ['replacements', 'nobody as successor', (p) => succeed(p, null)],
  ['replacements', 'the leaver as successor', (p) => succeed(p, p.replacements[0]!.leaver)],
  ['replacements', 'an inspector of the other department', (p) => succeed(p, 'Z201')],
  [
    'replacements',
    'the starter as witness of the replacement',
    (p) =>
      Object.assign(p.replacements[0]!.witness, { person: 'P0001' }) &&
      Object.assign(entryOf(p, 'draw.witnessed', 2), { actor: 'P0001' }),
  ],
  ['replacements', 'a witness without words', (p) => Object.assign(p.replacements[0]!.witness, { text: '' })],
  [
    'replacements',
    'another secret than the leaving promised',
    (p) => setReplacing(p, { secret: hashOf('y') }),
  ],
  ['replacements', 'a leaver who does not hold the seat', (p) => setLeaving(p, { leaver: 'Z103' })],
  ['replacements', 'nobody as leaver of a held seat', (p) => setLeaving(p, { leaver: null })],
  ['replacements', 'a seat that does not exist', (p) => setLeaving(p, { seat: 2 })],
  ['replacements', 'a visit that does not exist', (p) => setLeaving(p, { visit: 5 })],
  ['replacements', 'a replacement that the proof does not list', (p) => p.replacements.pop()],
  [
    'replacements',
    'a replacement that the ledger does not have',
    (p) => p.replacements.push({ ...p.replacements[0]! }),
  ],
  [
    'replacements',
    'another word, another line in the ledger',
    (p) => Object.assign(p.replacements[0]!.witness, { text: '不换' }),
    'small',
    'as it is',
  ],
]

const expected = ({ commit }: Proof) => (commit.beacon as { expected: string }).expected

function closeAfter(p: Proof, ms: number): void {
  entryOf(p, 'draw.witnessed', 1).at = later(p.commit.at, ms)
  delayFrom(p, 'draw.beacon', DAY / 2)
}

function othersEntry(p: Proof, n: number): Proof['ledger']['entries'][number] {
  const at = n < p.ledger.entries[0]!.n ? p.commit.at : p.ledger.entries.at(-1)!.at
  return { n, at, kind: 'visit.recorded', actor: 'P0042', body: hashOf('x'), prev: hashOf('y'), hash: '' }
}

function dropVisit(p: Proof): void {
  p.selected.pop()
  p.openings.pop()
  p.roster!.splice(-2)
}

function setSecret(p: Proof, secret: string): void {
  Object.assign(p, { secret })
  Object.assign(p.commit, { secret: hashOf('dr1/secret', secret) })
}

function setNumber(p: Proof, value: string): void {
  Object.assign(p.beacon!, { value })
  Object.assign(bodyOf(p, 'draw.beacon'), { value })
}

/** In the second visit. */
function recuse(p: Proof, recused: string[]): void {
  p.openings[1]![2] = recused
}

function exchange(p: Proof, a: number, b: number): void {
  const kept = p.roster![a]![2]
  p.roster![a]![2] = p.roster![b]![2]
  p.roster![b]![2] = kept
}

function succeed(p: Proof, inspector: string | null): void {
  setReplacing(p, { inspector })
}

function setReplacing(p: Proof, part: Partial<Proof['replacements'][number]>): void {
  Object.assign(p.replacements[0]!, part)
  Object.assign(bodyOf(p, 'visit.replaced'), part)
}

function setLeaving(p: Proof, part: Partial<Proof['replacements'][number]>): void {
  Object.assign(p.replacements[0]!, part)
  Object.assign(bodyOf(p, 'visit.leaving'), part)
}
