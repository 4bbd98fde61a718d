/** Lies about what stood before the seed: commit, files, ranges, witnesses. Every hash after them is made to fit again. */
import { bodyOf, editLines, editRow, entryOf, later } from './edit-proof.js'
import type { Lie } from './lies.js'

export const LIES_BEFORE: Lie[] = [
  ['commit', 'a second draw without a reason', (p) => Object.assign(p.commit, { nth: 2 })],
  ['commit', 'a first draw with a reason', (p) => Object.assign(p.commit, { reason: '重抽' })],
  ['commit', 'a second draw with an empty reason', (p) => Object.assign(p.commit, { nth: 2, reason: '' })],
  [
    'commit',
    'a second draw before which there was no commit',
    (p) => Object.assign(p.commit, { nth: 2, reason: '重抽', previous: null }),
  ],
  ['commit', 'number 0 of the plan’s draws', (p) => Object.assign(p.commit, { nth: 0 })],
  ['commit', 'a ratio above one', (p) => Object.assign(p.commit.rules, { A: { ratio: [6, 5] } })],
  ['commit', 'a ratio with q = 0', (p) => Object.assign(p.commit.rules, { A: { ratio: [0, 0] } })],
  [
    'commit',
    'a ratio with q above a million',
    (p) => Object.assign(p.commit.rules, { A: { ratio: [1, 1_000_001] } }),
  ],
  ['commit', 'a negative p', (p) => Object.assign(p.commit.rules, { A: { ratio: [-1, 5] } })],
  ['commit', 'a negative count', (p) => Object.assign(p.commit.rules, { A: { count: -1 } })],
  ['commit', 'a stratum’s name with a blank', (p) => Object.assign(p.commit.rules, { 'A B': { count: 1 } })],
  ['commit', 'items out of order', (p) => p.commit.items.reverse()],
  ['commit', 'an item twice', (p) => p.commit.items.push(p.commit.items.at(-1)!)],
  ['commit', 'a day that does not exist', (p) => Object.assign(p.commit, { due: '2026-02-30' })],
  ['commit', 'an opening day that does not exist', (p) => Object.assign(p.commit, { opens: '2026-13-01' })],
  [
    'commit',
    'an instant without milliseconds',
    (p) => Object.assign(p.commit, { at: '2026-03-10T01:10:00Z' }),
  ],
  ['commit', 'a draw’s number with a comma', (p) => Object.assign(p.commit, { draw: 'CQ2026,003' })],
  ['commit', 'a plan’s number of 65 code points', (p) => Object.assign(p.commit, { plan: '计'.repeat(65) })],
  ['commit', 'a plan hash in upper case', (p) => Object.assign(p.commit, { planHash: 'A'.repeat(64) })],
  [
    'commit',
    'a plan hash cut short',
    (p) => Object.assign(p.commit, { planHash: p.commit.planHash.slice(1) }),
  ],
  ['commit', 'no witness needed', (p) => Object.assign(p.commit, { witnesses: 0 })],
  ['commit', 'a public number of three digits', (p) => Object.assign(p.commit.beacon!, { digits: 3 })],
  [
    'commit',
    'a public number that existed already',
    (p) => Object.assign(p.commit.beacon!, { expected: p.commit.at }),
  ],
  [
    'commit',
    'a drand delay under 30 seconds',
    (p) => Object.assign(p.commit.beacon!, { delay: 29 }),
    'drand',
  ],
  ['commit', 'a negative ledger position', (p) => Object.assign(p.commit.registry, { n: -1 })],

  [
    'files',
    'white space in a row',
    (p) => Object.assign(p.files, { seats: p.files.seats.replace(',', ', ') }),
  ],
  ['files', 'a row of another shape', (p) => editRow(p, 'seats', 0, (cells) => cells.pop())],
  ['files', 'a cell of another type', (p) => editRow(p, 'sheet', 0, (cells) => cells.splice(2, 1, '1'))],
  [
    'files',
    'a weight with a fraction',
    (p) => Object.assign(p.files, { sheet: p.files.sheet.replace(',1,', ',1.5,') }),
  ],
  ['files', 'no line feed at the end', (p) => Object.assign(p.files, { sheet: p.files.sheet.trimEnd() })],
  [
    'files',
    'carriage returns',
    (p) => Object.assign(p.files, { sheet: p.files.sheet.replaceAll('\n', '\r\n') }),
  ],
  ['files', 'an empty line', (p) => Object.assign(p.files, { sheet: `${p.files.sheet}\n` })],
  ['files', 'a byte-order mark', (p) => Object.assign(p.files, { sheet: `\ufeff${p.files.sheet}` })],
  [
    'files',
    'an escape that is not needed',
    (p) => Object.assign(p.files, { seats: p.files.seats.replace('市', '\\u5e02') }),
  ],

  ['ranges', 'rows out of order', (p) => editLines(p, 'sheet', (lines) => lines.reverse())],
  ['ranges', 'a row twice', (p) => editLines(p, 'sheet', (lines) => lines.unshift(lines[0]!))],
  ['ranges', 'a weight of 0', (p) => editRow(p, 'sheet', 0, (cells) => cells.splice(2, 1, 0))],
  [
    'ranges',
    'a weight above a million',
    (p) => editRow(p, 'sheet', 0, (cells) => cells.splice(2, 1, 1_000_001)),
  ],
  ['ranges', 'a seal that is no hash', (p) => editRow(p, 'sheet', 0, (cells) => cells.splice(3, 1, 'x'))],
  [
    'ranges',
    'a firm’s id with a blank',
    (p) => editRow(p, 'sheet', 0, (cells) => cells.splice(0, 1, 'F 01')),
  ],
  ['ranges', 'an empty firm’s id', (p) => editRow(p, 'sheet', 0, (cells) => cells.splice(0, 1, ''))],
  [
    'ranges',
    'a firm both on the sheet and excluded',
    (p) => editLines(p, 'excluded', (lines) => lines.unshift('["F12","cancelled"]')),
  ],
  ['ranges', 'a stratum without a rule', (p) => editRow(p, 'sheet', 0, (cells) => cells.splice(1, 1, 'C'))],
  ['ranges', 'a rule for nobody', (p) => Object.assign(p.commit.rules, { C: { count: 1 } })],
  ['ranges', 'inspectors out of order', (p) => editLines(p, 'inspectors', (lines) => lines.reverse())],
  [
    'ranges',
    'a reason beside a capacity',
    (p) => editRow(p, 'inspectors', 0, (cells) => cells.splice(5, 1, 'leave')),
  ],
  [
    'ranges',
    'a capacity above a million',
    (p) => editRow(p, 'inspectors', 0, (cells) => cells.splice(3, 1, 1_000_001)),
  ],
  ['ranges', 'a negative prior load', (p) => editRow(p, 'inspectors', 0, (cells) => cells.splice(4, 1, -1))],
  [
    'ranges',
    'an inspector’s tags out of order',
    (p) => editRow(p, 'inspectors', 5, (cells) => (cells[2] as string[]).reverse()),
  ],
  ['ranges', 'a seat’s tag twice', (p) => editRow(p, 'seats', 0, (cells) => cells.splice(2, 1, ['a', 'a']))],
  ['ranges', 'two seats of one name', (p) => editLines(p, 'seats', (lines) => lines.push(lines[0]!))],
  ['ranges', 'no seats', (p) => Object.assign(p.files, { seats: '' })],
  [
    'ranges',
    'an excluded firm without a reason',
    (p) => editRow(p, 'excluded', 0, (cells) => cells.splice(1, 1, '')),
  ],

  ['witnesses', 'the starter as witness', (p) => witnessBy(p, 0, entryOf(p, 'draw.committed').actor)],
  ['witnesses', 'one person as both witnesses', (p) => witnessBy(p, 1, p.witnesses[0]!.person)],
  ['witnesses', 'the system as witness', (p) => witnessBy(p, 0, 'system')],
  ['witnesses', 'no word', (p) => Object.assign(p.witnesses[0]!, { text: '' })],
  [
    'witnesses',
    'a word of 501 code points',
    (p) => Object.assign(p.witnesses[0]!, { text: '长'.repeat(501) }),
  ],
  ['witnesses', 'a witness fewer than announced', (p) => p.witnesses.pop()],
  [
    'witnesses',
    'a witness more than announced',
    (p) => p.witnesses.push({ ...p.witnesses[0]!, person: 'P0009' }),
  ],

  ['beacon', 'no beacon though one was announced', (p) => Object.assign(p, { beacon: null })],
  ['beacon', 'a beacon though none was announced', (p) => Object.assign(p.commit, { beacon: null })],
  ['beacon', 'the number of another issue', (p) => Object.assign(p.beacon!, { name: '福彩3D·2026-060' })],
  ['beacon', 'a digit too few', (p) => setBeacon(p, '0491')],
  ['beacon', 'a full-width digit', (p) => setBeacon(p, '0491７')],
  [
    'beacon',
    'another kind of beacon',
    (p) => Object.assign(p.commit, { beacon: { kind: 'drand', chain: '1'.repeat(64), delay: 30 } }),
  ],
  ['beacon', 'drand: another round', (p) => Object.assign(p.beacon!, { round: 1001 }), 'drand'],
  [
    'beacon',
    'drand: the round of a later close',
    (p) => Object.assign(entryOf(p, 'draw.witnessed'), { at: later(entryOf(p, 'draw.witnessed').at, 1001) }),
    'drand',
  ],
  [
    'beacon',
    'drand: a longer delay than the round had',
    (p) => Object.assign(p.commit.beacon!, { delay: 60 }),
    'drand',
  ],
  [
    'beacon',
    'drand: a value that is not the signature’s SHA-256',
    (p) => setBeacon(p, '1'.repeat(64)),
    'drand',
  ],
  [
    'beacon',
    'drand: a chain that is not accepted',
    (p) => setChain(p, '8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce'),
    'drand',
  ],
  [
    'beacon',
    'drand: the chain of the commit is another',
    (p) => Object.assign(p.beacon!, { chain: '1'.repeat(64) }),
    'drand',
  ],
  ['beacon', 'drand: a signature cut short', (p) => Object.assign(p.beacon!, { signature: 'b4' }), 'drand'],
]

function witnessBy(p: Parameters<Lie[2]>[0], i: number, person: string): void {
  p.witnesses[i]!.person = person
  entryOf(p, 'draw.witnessed', i).actor = person
}

function setBeacon(p: Parameters<Lie[2]>[0], value: string): void {
  p.beacon!.value = value
  Object.assign(bodyOf(p, 'draw.beacon'), { value })
}

function setChain(p: Parameters<Lie[2]>[0], chain: string): void {
  Object.assign(p.beacon!, { chain })
  Object.assign(p.commit.beacon!, { chain })
}
