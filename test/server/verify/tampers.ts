/** What may be wrong with a proof: each check must name the same section for it. */
import type { Proof } from '../../../server/verify/proof-shape.js'
import { insert } from './seal-proof.js'

export type Tamper = [section: string, what: string, by: (proof: Proof) => void]

export const DAY = 24 * 60 * 60_000
export const other = (hex: string) => (hex.startsWith('0') ? '1' : '0') + hex.slice(1)
export const at = (p: Proof, ms: number) => new Date(Date.parse(p.commit.at) + ms).toISOString()
/** Of the entry at that place in the proof. */
const bodyOf = (p: Proof, place: number) => p.ledger.bodies[p.ledger.entries[place]!.n]!

function editLines(p: Proof, file: keyof Proof['files'], by: (lines: string[]) => string[]): void {
  const lines = by(p.files[file].trimEnd().split('\n'))
  p.files[file] = lines.map((line) => `${line}\n`).join('')
}

export function setWeight(p: Proof, weight: number): void {
  editLines(p, 'sheet', ([first, ...rest]) => [first!.replace(/,1,/, `,${weight},`), ...rest])
}

export function announceNumber(p: Proof, expected: string): void {
  p.commit.beacon = { kind: 'number', name: '福彩3D第2026058期', digits: 5, expected }
}

export function arrive(p: Proof, value: string, confirmedBy: string | null = 'P0003', after = DAY): void {
  announceNumber(p, at(p, DAY))
  p.beacon = { kind: 'number', name: '福彩3D第2026058期', value }
  insert(p, 2, { kind: 'draw.beacon', actor: 'P0002', at: at(p, after) }, { value, confirmedBy })
  p.ledger.entries[3]!.at = at(p, after)
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
  const a = p.roster![0]!
  const b = p.roster!.find(([, name, id]) => name === a[1] && id !== a[2])!
  const kept = a[2]
  a[2] = b[2]
  b[2] = kept
}

/** JSON that says the same or nearly so, but is not the canonical form of a complete proof. */
export const MISWRITTEN: [what: string, by: (words: string) => string][] = [
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
]

/** With nothing else touched. */
export const CHANGED: Tamper[] = [
  ['complete', 'a wrong type', (p) => Object.assign(p.commit, { nth: '1' })],
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
]

/** For a liar who makes every hash fit again. */
export const RESEALED: Tamper[] = [
  ['commit', 'a number that exists', (p) => announceNumber(p, at(p, 0))],
  ['files', 'white space in a row', (p) => (p.files.seats = p.files.seats.replace(',', ', '))],
  ['files', 'a row of another shape', (p) => (p.files.seats = '["x",null]\n')],
  ['files', 'no last line feed', (p) => (p.files.seats = p.files.seats.trimEnd())],
  ['ranges', 'rows in another order', (p) => editLines(p, 'sheet', (lines) => lines.reverse())],
  ['ranges', 'a row twice', (p) => editLines(p, 'sheet', (lines) => [lines[0]!, ...lines])],
  ['ranges', 'a weight', (p) => setWeight(p, 1_000_001)],
  ['ranges', 'a firm in both files', excludeFirst],
  ['ranges', 'no seats', (p) => (p.files.seats = '')],
  ['ranges', 'a rule for nobody', (p) => Object.assign(p.commit.rules, { E: { count: 1 } })],
  ['witnesses', 'the starter', (p) => witnessBy(p, p.ledger.entries[0]!.actor)],
  ['witnesses', 'no word', (p) => (p.witnesses[0]!.text = '')],
  ['witnesses', 'a long word', (p) => (p.witnesses[0]!.text = '长'.repeat(501))],
  ['ledger', 'another person’s entry', (p) => (p.ledger.entries[1]!.actor = 'P9999')],
  ['ledger', 'time that runs back', (p) => (p.ledger.entries[1]!.at = at(p, -1))],
  ['ledger', 'another instant of the commit', (p) => (p.commit.at = at(p, 1))],
  ['ledger', 'a late close', (p) => delay(p, DAY + 1)],
  ['ledger', 'a registry from after it', (p) => (p.commit.registry.n = 99)],
  ['ledger', 'a registry of another chain', (p) => (p.commit.registry.hash = '1'.repeat(64))],
  ['ledger', 'a start by the system', (p) => (p.ledger.entries[0]!.actor = 'system')],
  ['ledger', 'an unfinished close', (p) => Object.assign(bodyOf(p, 1), { last: false })],
  ['ledger', 'another draw’s entry', (p) => Object.assign(bodyOf(p, 1), { draw: 'X' })],
  ['seed', 'another secret', (p) => (p.secret = other(p.secret))],
  ['selected', 'another word', (p) => (p.witnesses[0]!.text = '秋天来了')],
  ['selected', 'a firm fewer', (p) => p.selected.pop()],
  ['selected', 'another firm', (p) => (p.selected[0]![3] = p.selected[1]![3])],
  ['roster', 'two inspectors swapped', swapInspectors],
  ['roster', 'a seat fewer', (p) => p.roster!.pop()],
  ['roster', 'a seat’s name', (p) => (p.roster![0]![1] = p.roster![1]![1])],
  [
    'roster',
    'no roster',
    (p) => Object.assign(p, { roster: null, refusal: { seats: [0], inspectors: [], room: 0 } }),
  ],
]
