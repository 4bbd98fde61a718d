import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../../commands/messages.js'
import type { ImportKind } from '../../../commands/registries/kinds/kinds.js'
import { openStore } from '../../../db/open.js'
import type { Store } from '../../../db/store.js'
import { importSample } from '../../../server/demo.js'
import { importFile } from '../../../server/import/import-file.js'
import { workbook } from './workbook-parts.js'

const { importing } = messages
const now = new Date('2026-03-10T01:00:00Z')
let folder: string
let store: Store

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'merged-'))
  store = await openStore(join(folder, 'test.db'))
  await importSample(store, now)
})

afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const fixture = (name: string) => join(import.meta.dirname, '../../fixtures', name)

function bring(kind: ImportKind, file: string | Buffer) {
  const path = typeof file === 'string' ? file : join(folder, 'file')
  if (typeof file !== 'string') writeFileSync(path, file)
  return importFile(store, kind, path, now, 'system', { dryRun: false, stagingDir: folder })
}

describe('merged cells of another program', () => {
  it('mean each of their rows, under a header over two rows; over two columns they are refused', async () => {
    const report = await bring('firms', fixture('firms-grouped.xlsx'))
    expect(report).toMatchObject({ added: 0, changed: 3, unchanged: 0 })
    expect(report.notes).toEqual([importing.unreadColumns(['联系人姓名'])])
    expect(report.faults).toEqual([
      { sheet: expect.any(String), row: 7, column: '住所', value: '', reason: importing.mergedColumns },
    ])
    const firm = (code: string) => store.read((view) => view.firms.get(code))
    expect(await firm('91410603YX000093XD')).toMatchObject({
      ...{ name: '鹤壁市康满运输中心', type: '个体工商户', trade: '道路运输', district: '红旗街道' },
      ...{ address: '红旗街2号', status: '存续', creditClass: 'B', phone: '13900000002' },
    })
    expect(await firm('91410603YX0002230A')).toMatchObject({ district: '红旗街道', creditClass: 'B' })
    expect(await firm('91410603YX000640X9')).toMatchObject({ address: '鹤壁市山城区鹿楼街道故县街207号' })
  })

  it('name the firm and the task of a draw once for all their rows', async () => {
    expect(await bring('platform-draw', fixture('platform-draw-merged.xlsx'))).toMatchObject({
      ...{ added: 1, faults: [], notes: [messages.platform.joined(1, 4)] },
    })
    const draw = await store.read((view) => view.draws.ofTask('HN-0001'))
    const seats = await store.read((view) => view.visits.assignmentsOfDraw(draw!.no!))
    expect(seats.map(({ visit, person }) => [visit.slice(-2), person])).toEqual([
      ...[
        ['01', 'P0007'],
        ['01', 'P0008'],
        ['02', 'P0009'],
        ['02', 'P0018'],
      ],
    ])
  })
})

describe('merged cells', () => {
  const cell = (reference: string, text: string) =>
    `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`
  const sheet = (rows: string, merges: string) => {
    const bytes = `${rows}</sheetData><mergeCells>${merges}</mergeCells><sheetData>`
    return workbook({ Sheet1: bytes })
  }
  const head = `<row r="1">${cell('A1', '日期')}${cell('B1', '安排')}</row>`

  it('that cover whole rows make one record', async () => {
    const rows = `${head}<row r="2">${cell('A2', '2027-02-06')}${cell('B2', '放假')}</row><row r="3"><c r="A3"/><c r="B3"/></row>`
    const file = sheet(rows, '<mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/>')
    expect(await bring('holidays', file)).toMatchObject({ added: 1, faults: [] })
  })

  it('carry a fault of their value to each row', async () => {
    const rows = `${head}<row r="2">${cell('A2', '2027-02-07')}<c r="B2" t="e"><v>#REF!</v></c></row><row r="3">${cell('A3', '2027-02-08')}</row>`
    const { faults } = await bring('holidays', sheet(rows, '<mergeCell ref="B2:B3"/>'))
    expect(faults.map(({ row, reason }) => [row, reason])).toEqual([
      [2, importing.errorCell('#REF!')],
      [3, importing.errorCell('#REF!')],
    ])
  })

  it('are refused when no person can have made so many', async () => {
    const merges = Array.from({ length: 200_001 }, (_, i) => `<mergeCell ref="A${i + 1}:B${i + 1}"/>`).join(
      '',
    )
    await expect(bring('holidays', sheet(head, merges))).rejects.toThrow(importing.tooManyMerged(200_000))
  })
})
