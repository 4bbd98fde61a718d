import { describe, expect, it } from 'vitest'
import {
  freezeFiles,
  type InspectorRow,
  readExcluded,
  readInspectors,
  readSeats,
  readSheet,
  type SheetRow,
  saltOf,
  sealOf,
} from '../../../../commands/rules/draw/freeze.js'
import { hashOf, jcs } from '../../../../commands/rules/draw/hash.js'

const saltKey = 'ab'.repeat(32)
const inspector = (id: string, change: Partial<InspectorRow> = {}): InspectorRow => {
  return { id, department: '市监', tags: [], capacity: 5, priorLoad: 0, reason: null, ...change }
}
const firm = (name: string, change: Partial<SheetRow> = {}): SheetRow => {
  return { firm: name, stratum: 'A', weight: 1, recused: [], ...change }
}
const input = {
  drawNo: 'CQ2026-003',
  saltKey,
  sheet: [firm('F\ue000'), firm('F𠮷', { stratum: 'b.1', weight: 7, recused: ['I1', 'I2'] }), firm('F"1')],
  excluded: [
    ['X2', 'closed'],
    ['X1', 'moved'],
  ] as [string, string][],
  inspectors: [
    inspector('I2', { tags: ['z', 'a'], priorLoad: 3 }),
    inspector('I1', { capacity: 0, reason: '请假' }),
  ],
  seats: [
    { name: '2', department: null, tags: ['z', 'a'] },
    { name: '1', department: '市监', tags: [] },
  ],
}

describe('the frozen files', () => {
  const files = freezeFiles(input)

  it('are canonical lines, sorted by bytes, with seats as declared', () => {
    const seal = (name: string, recused: string[]) =>
      sealOf('CQ2026-003', name, saltOf(saltKey, name), recused)
    const sheet = [
      ['F"1', 'A', 1, seal('F"1', [])],
      ['F\ue000', 'A', 1, seal('F\ue000', [])],
      ['F𠮷', 'b.1', 7, seal('F𠮷', ['I1', 'I2'])],
    ]
    expect(files.sheet).toBe(sheet.map((row) => `${jcs(row)}\n`).join(''))
    expect(files.excluded).toBe('["X1","moved"]\n["X2","closed"]\n')
    expect(files.inspectors).toBe('["I1","市监",[],0,0,"请假"]\n["I2","市监",["a","z"],5,3,null]\n')
    expect(files.seats).toBe('["2",null,["a","z"]]\n["1","市监",[]]\n')
  })

  it('are read back as they were', () => {
    expect(readSheet(files.sheet).map((row) => row.firm)).toEqual(['F"1', 'F\ue000', 'F𠮷'])
    expect(readExcluded(files.excluded)).toEqual([
      ['X1', 'moved'],
      ['X2', 'closed'],
    ])
    const [away, ready] = [input.inspectors[1]!, input.inspectors[0]!]
    expect(readInspectors(files.inspectors)).toEqual([away, { ...ready, tags: ['a', 'z'] }])
    expect(readSeats(files.seats)[0]).toEqual({ name: '2', department: null, tags: ['a', 'z'] })
    expect(readExcluded('')).toEqual([])
  })

  it('are refused when a row is invalid or stands twice', () => {
    const wrong: Partial<typeof input>[] = [
      { drawNo: 'CQ 1' },
      { saltKey: 'AB'.repeat(32) },
      { sheet: [firm('F1'), firm('F1')] },
      { sheet: [firm('F,1')] },
      { sheet: [firm('F1', { stratum: '甲' })] },
      { sheet: [firm('F1', { weight: 0 })] },
      { sheet: [firm('F1', { weight: 1.5 })] },
      { sheet: [firm('F1', { recused: ['I2', 'I1'] })] },
      { sheet: [firm('F1', { recused: ['I1', 'I1'] })] },
      { sheet: [firm('F1', { recused: ['I9'] })] },
      { sheet: [firm('X1')] },
      { excluded: [['X1', '']] },
      { inspectors: [inspector('I1'), inspector('I1'), inspector('I2')] },
      { inspectors: [inspector('I1', { capacity: 1_000_001 }), inspector('I2')] },
      { inspectors: [inspector('I1', { priorLoad: -1 }), inspector('I2')] },
      { inspectors: [inspector('I1', { reason: '请假' }), inspector('I2')] },
      { inspectors: [inspector('I1', { tags: ['a', 'a'] }), inspector('I2')] },
      { seats: [] },
      { seats: [input.seats[0]!, input.seats[0]!] },
    ]
    for (const change of wrong)
      expect(() => freezeFiles({ ...input, ...change }), JSON.stringify(change)).toThrow()
  })
})

describe('reading a file', () => {
  it('refuses every text that a freeze would not write', () => {
    const texts = [
      '["X1","moved"]',
      '["X1", "moved"]\n',
      '["X1","mov\\u0065d"]\n',
      '["X1","moved","more"]\n',
      '["X1",1]\n',
      '{}\n',
      '\n',
      '["X2","moved"]\n["X1","moved"]\n',
      '["X1","moved"]\n["X1","moved"]\n',
      '["X1","moved"]\r\n',
      '\ufeff["X1","moved"]\n',
      '["X\\ud800","moved"]\n',
    ]
    for (const text of texts) expect(() => readExcluded(text), JSON.stringify(text)).toThrow()
    expect(() => readSeats('')).toThrow('at least one')
    expect(() => readSheet('["F1","A",1e0,"00"]\n')).toThrow()
    expect(() => readInspectors('["I1","D",["b","a"],1,0,null]\n')).toThrow()
  })
})

describe('a seal', () => {
  it('is the hash of the text, however its canonical form is written', () => {
    for (const name of ['F1', '"\\', '回避𠮷', '\u0001']) {
      const salt = hashOf(['dr1/salt', saltKey, name]).slice(0, 32)
      expect(saltOf(saltKey, name)).toBe(salt)
      const recused = ['I"1', '员2']
      expect(sealOf('C/1', name, salt, recused)).toBe(hashOf(['dr1/seal', 'C/1', name, salt, recused]))
    }
  })

  it('hides an empty list as well as a full one', () => {
    expect(sealOf('C1', 'F1', saltOf(saltKey, 'F1'), [])).toMatch(/^[0-9a-f]{64}$/)
    expect(sealOf('C1', 'F1', saltOf(saltKey, 'F1'), [])).not.toBe(
      sealOf('C1', 'F2', saltOf(saltKey, 'F2'), []),
    )
  })
})
