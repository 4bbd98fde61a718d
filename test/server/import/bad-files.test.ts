import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../../commands/messages.js'
import type { ImportKind } from '../../../commands/registries/kinds/kinds.js'
import { openStore } from '../../../db/open.js'
import type { Store } from '../../../db/store.js'
import { checkInWorker } from '../../../server/import/answer-check.js'
import { ImportError } from '../../../server/import/import-error.js'
import { importFile } from '../../../server/import/import-file.js'
import { createWorkerThread, type WorkerThread } from '../../../server/jobs/worker-thread.js'
import { textRows, workbook } from './workbook-parts.js'

const { importing } = messages
let folder: string
let store: Store
let worker: WorkerThread

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bad-'))
  store = await openStore(join(folder, 'test.db'))
  worker = createWorkerThread({ databaseUrl: join(folder, 'test.db'), filesDir: folder })
})

afterAll(async () => {
  await worker.stop()
  await store.close()
  rmSync(folder, { recursive: true })
})

const fixture = (name: string) => join(import.meta.dirname, '../../fixtures', name)

function handedIn(bytes: Buffer | string): string {
  const path = join(folder, 'handed-in.xlsx')
  writeFileSync(path, bytes)
  return path
}

function bring(kind: ImportKind, path: string) {
  return importFile(store, kind, path, new Date('2026-03-10T01:00:00Z'), 'system', {
    dryRun: false,
    stagingDir: folder,
    check: checkInWorker(worker.startWorker),
  })
}

const header = ['部门代码', '部门名称', '部门简称']
const sheet = textRows([header, ['A', '甲局', '甲']])

/** A table of texts that is nothing but blanks: 300 MB unpacked. */
function bomb(): Buffer {
  const blanks = ' '.repeat(300 << 20)
  return workbook({ 部门: sheet }, { 'xl/sharedStrings.xml': `<sst>${blanks}</sst>` })
}

/** Each part for itself is no larger than a sheet may be. */
function bombInParts(): Buffer {
  const blanks = `<row>${' '.repeat(15 << 20)}</row>`
  return workbook(Object.fromEntries(['甲', '乙', '丙', '丁'].map((name) => [name, blanks])))
}

const whole = workbook({ 部门: sheet })

const bad: [string, () => string, string][] = [
  ['a workbook with a password', () => fixture('encrypted.xlsx'), importing.encrypted],
  ['an old workbook', () => fixture('departments.xls'), importing.oldWorkbook],
  ['an OpenDocument workbook', () => fixture('departments.ods'), importing.openDocument],
  ['a Word file', () => fixture('text.docx'), importing.wordFile],
  ['an old Word file', () => fixture('text.doc'), importing.wordFile],
  ['a folder', () => folder, importing.notAFile('')],
  ['no file', () => join(folder, 'nowhere.csv'), importing.notFound('')],
  ['a web page', () => handedIn('\ufeff\r\n<html><table><tr><td class="x">部门</td>'), importing.webPage],
  ['an old XML workbook', () => handedIn('<?xml version="1.0"?><Workbook/>'), importing.webPage],
  ['a bomb in many parts', () => handedIn(bombInParts()), importing.tooDense],
  ['an empty file', () => handedIn(''), importing.empty],
  ['an empty workbook', () => handedIn(workbook({ 部门: '' })), importing.empty],
  ['a bomb', () => handedIn(bomb()), importing.tooDense],
  ['macros', () => handedIn(workbook({ 部门: sheet }, { 'xl/vbaProject.bin': 'x' })), importing.macros],
  ['half a workbook', () => handedIn(whole.subarray(0, whole.length / 2)), importing.broken],
  ['a sheet that breaks off', () => handedIn(workbook({ 部门: `${sheet}<row><c` })), importing.broken],
  [
    'entities of its own',
    () => handedIn(workbook({ 部门: `${sheet}<row><c t="str"><v>&big;</v></c></row>` })),
    importing.broken,
  ],
  ['some other archive', () => handedIn(Buffer.from(zipSync({ a: Buffer.from('b') }))), importing.otherFile],
  [
    'sixteen thousand columns',
    () => handedIn(workbook({ 部门: textRows([[...header, ...Array(16_000).fill('x')]]) })),
    importing.tooWide(1, 257, 256),
  ],
  [
    'too many columns of text',
    () => handedIn(`${header.join()}${',x'.repeat(16_000)}\n`),
    importing.tooWide(1, 16_003, 256),
  ],
  ['an unclosed quote', () => handedIn(`${header.join()}\nA,甲局,甲\nB,"乙局,乙\n`), importing.openQuote(3)],
  [
    'an unclosed quote before a long rest',
    () => handedIn(`${header.join()}\nA,"甲局,甲\n${'B,乙局,乙\n'.repeat(100_000)}`),
    importing.openQuote(2),
  ],
  [
    'mixed encodings',
    () =>
      handedIn(
        Buffer.concat([
          Buffer.from(`${header.join()}\nA,甲局,甲\n`),
          Buffer.from('422cd2d2bed62cd2d20a', 'hex'),
        ]),
      ),
    importing.mixedEncodings(3, 'UTF-8', 'GBK'),
  ],
  [
    'a header that fits two columns',
    () => handedIn('编号,部门代码,有效期\nX1,A,2027-12-31\n'),
    '「编号」可以是「执法证号」，也可以是「人员编号」',
  ],
  [
    'two headers for one column',
    () => handedIn('部门代码,部门名称,名称,部门简称\nA,甲,甲,甲\n'),
    '「部门名称」和「名称」都是「部门名称」列',
  ],
  ['a column too few', () => handedIn('部门代码,部门名称\nA,甲\n'), importing.missingColumns(['部门简称'])],
  [
    'a header with nothing below but blanks',
    () => handedIn(`区部门名单\n${header.join()}\n,,\n`),
    importing.noRows(2),
  ],
  [
    'two sheets that fit',
    () => handedIn(workbook({ 甲: sheet, 乙: sheet })),
    importing.twoSheets('甲', '乙'),
  ],
]

describe('a file that cannot be read', () => {
  it.each(bad)('is refused in one sentence, and nothing is changed: %s', async (what, file, words) => {
    const kind = what.includes('fits two columns') ? 'inspectors' : 'departments'
    const reading = bring(kind, file())
    await expect(reading).rejects.toThrow(ImportError)
    await expect(reading).rejects.toThrow(words)
    expect(await store.read((view) => view.departments.all())).toEqual([])
    expect(await store.read((view) => view.ledger.entries(1, 10))).toEqual([])
  })

  it.each([
    [
      'departments',
      '证号,工号,部门代码,有效期\nX1,P1,A,2027-12-31\n',
      importing.otherKind('部门', '执法人员'),
    ],
    [
      'people',
      '信用代码,企业名称,类型,行业,辖区,住所,状态,信用等级\n1,2,3,4,5,6,7,8\n',
      importing.otherKind('人员', '市场主体'),
    ],
    ['firms', '信用代码,信用等级\n1,A\n', importing.otherKind('市场主体', '信用等级')],
  ] as const)('is told apart from %s', async (kind, text, words) => {
    await expect(bring(kind, handedIn(text))).rejects.toThrow(words)
  })
})

describe('a file that is wrong from end to end', () => {
  it('is refused as a whole, with its first fault', async () => {
    const path = handedIn(`${header.join()}\nA,甲局,甲\n${',乙局,乙\n'.repeat(200_001)}`)
    const first = messages.importing.fault({ row: 3, column: '部门代码', value: '', reason: '不能为空' })
    const check = checkInWorker(worker.startWorker)
    const order = { kind: 'departments', path, mostRows: 1_000_000 } as const
    await expect(check({ ...order, staged: join(folder, 's0') })).rejects.toThrow(
      importing.tooManyFaults(200_000, first),
    )
    await expect(bring('departments', path)).rejects.toThrow(importing.tooManyRows(50_000))
    expect(await store.read((view) => view.departments.all())).toEqual([])
  })
})

describe('a file that is too much for the worker', () => {
  it('is refused, and the next one is read', async () => {
    const small = createWorkerThread(
      { databaseUrl: join(folder, 'test.db'), filesDir: folder },
      { limits: { maxOldGenerationSizeMb: 24 }, keptIdle: 0 },
    )
    const strings = Array.from(
      { length: 300_000 },
      (_, i) => `<si><t>山城区第${i}号便利店有限责任公司</t></si>`,
    )
    const large = handedIn(
      workbook({ 部门: sheet }, { 'xl/sharedStrings.xml': `<sst>${strings.join('')}</sst>` }),
    )
    const check = checkInWorker(small.startWorker)
    const order = { kind: 'departments', path: large, mostRows: 100 } as const
    await expect(check({ ...order, staged: join(folder, 's1') })).rejects.toThrow(importing.tooLarge)
    const next = await check({ ...order, path: fixture('departments.xlsx'), staged: join(folder, 's2') })
    expect(next.records).toBe(2)
    await small.stop()
  })
})
