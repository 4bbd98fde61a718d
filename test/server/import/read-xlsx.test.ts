import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messages } from '../../../commands/messages.js'
import type { TableRow } from '../../../commands/registries/kinds/table.js'
import { openSource } from '../../../server/import/open-source.js'
import { textRows, workbook } from './workbook-parts.js'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xlsx-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

const fixture = (name: string) => join(import.meta.dirname, '../../fixtures', name)

async function read(path: string) {
  const source = await openSource(path)
  const sheets = new Map<string | null, TableRow[]>()
  for (const { name, rows } of source.sheets) {
    const found: TableRow[] = []
    for await (const row of rows()) found.push(row)
    sheets.set(name, found)
  }
  const notes = source.notes()
  source.close()
  return { sheets, notes }
}

function readBytes(bytes: Buffer) {
  writeFileSync(join(folder, 'file.xlsx'), bytes)
  return read(join(folder, 'file.xlsx'))
}

describe('a workbook saved by another program', () => {
  it('finds its shared texts where the program has put them, and merges in either quotes', async () => {
    const cell = (at: string, n: number) => `<c r="${at}" t="s"><v>${n}</v></c>`
    const row = (n: number, cells: string) => `<row r="${n}">${cells}</row>`
    const sheet = row(1, cell('A1', 0) + cell('B1', 1)) + row(2, cell('B2', 1))
    const relation = (id: string, type: string, target: string) =>
      `<Relationship Id="${id}" Type="http://any/relationships/${type}" Target="${target}"/>`
    const found = await readBytes(
      workbook(
        { 表: `${sheet}</sheetData><mergeCells><mergeCell ref='A1:A2'/></mergeCells><sheetData>` },
        {
          'xl/_rels/workbook.xml.rels': `<Relationships>${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'sharedStrings', '/xl/texts/SharedStrings.xml')}</Relationships>`,
          'xl/texts/SharedStrings.xml': '<sst><si><t>红旗街道</t></si><si><t>某店</t></si></sst>',
        },
      ),
    )
    expect(found.sheets.get('表')!.map(({ cells }) => cells)).toEqual([
      ['红旗街道', '某店'],
      ['红旗街道', '某店'],
    ])
  })

  it('reads sheets, merged titles, rich text and numbers, and knows what lost its digits', async () => {
    const { sheets } = await read(fixture('firms-titled.xlsx'))
    expect([...sheets.keys()]).toEqual(['说明', '市场主体'])
    const rows = sheets.get('市场主体')!
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 6])
    expect(rows[0]?.cells).toEqual(['鹤壁市山城区市场主体名录库'])
    expect(rows[3]?.cells.slice(1, 3)).toEqual(['92410603YX0001828R', '山城区红旗便利店'])
    expect(rows[3]?.cells.slice(7)).toEqual(['13900000001', '开业', 'Ａ级', '2015-03-02'])
    expect(rows[5]?.spoilt).toEqual(new Map([[1, messages.importing.lostDigits]]))
  })

  it.each([
    ['inspectors-dates.xlsx', '2030-12-31', undefined],
    // The same number four years and a day later.
    ['inspectors-1904.xlsx', '2035-01-01', messages.importing.oldDates],
  ])('reads the days of %s from the year that it counts from', async (name, day, serial) => {
    const rows = (await read(fixture(name))).sheets.get('执法人员')!
    expect(rows.slice(1, 3).map(({ cells }) => cells[4])).toEqual([day, '2027/6/30'])
    expect(rows[2]?.cells[1]).toBe('00008')
    expect([rows[3]?.cells[4], rows[3]?.spoilt?.get(4)]).toEqual(['46082', serial])
  })

  it('reads shares as they are shown, formulas by their kept result, and refuses errors', async () => {
    const { sheets, notes } = await read(fixture('items-formulas.xlsx'))
    const rows = sheets.get('事项')!
    expect(rows[1]?.cells.slice(6)).toEqual(['7%', '1', '一般', '2026-01-15'])
    expect(rows[2]?.spoilt?.get(7)).toBe(messages.importing.errorCell('#DIV/0!'))
    expect(notes).toEqual([messages.importing.formulas(1)])
  })
})

describe('a workbook by hand', () => {
  it('reads shared texts without the reading aids, booleans, days as text, and cells without references', async () => {
    const strings =
      '<sst><si><r><t>红</t></r><r><t xml:space="preserve">旗 </t></r><rPh><t>hongqi</t></rPh></si></sst>'
    const row =
      '<row r="7"><c t="s"><v>0</v></c><c t="b"><v>1</v></c><c r="E7" t="d"><v>2026-03-01T00:00:00</v></c><c t="str"><f>A1</f><v>甲</v></c><c><v>0.1</v></c></row>'
    const { sheets } = await readBytes(workbook({ 甲: row }, { 'xl/sharedStrings.xml': strings }))
    expect(sheets.get('甲')).toEqual([{ row: 7, cells: ['红旗 ', '是', '', '', '2026-03-01', '甲', '0.1'] }])
  })

  it('refuses a formula that no program has worked out', async () => {
    const row = '<row><c><f>1+1</f></c></row>'
    const [found] = (await readBytes(workbook({ 甲: row }))).sheets.get('甲')!
    expect(found?.spoilt?.get(0)).toBe(messages.importing.noResult)
  })

  it('passes over hidden sheets, and cells that only have a colour', async () => {
    const bytes = workbook(
      { 甲: '<row><c r="A1" t="str"><v>一</v></c><c r="XFD1" s="3"/></row>', 乙: textRows([['二']]) },
      {},
    )
    const { sheets } = await readBytes(bytes)
    expect(sheets.get('甲')?.[0]?.cells).toEqual(['一'])
    expect([...sheets.keys()]).toEqual(['甲', '乙'])
  })
})
