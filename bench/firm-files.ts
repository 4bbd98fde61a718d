/** Files of firms as offices send them: a CSV file, and a workbook with its texts in a shared table, of any length. */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { Zip, ZipDeflate } from 'fflate'
import type { Firm } from '../db/store.js'
import { branchOf } from './county.js'

const HEADER = '统一社会信用代码,名称,主体类型,行业,辖区,住所,电话,登记状态,信用等级,标签,权重'.split(',')

function* rows(sample: Firm[], total: number): Generator<string[]> {
  yield HEADER
  for (let i = 0; i < total; i++) {
    const { code, name, type, trade, district, address, phone, status, creditClass, tags, weight } = branchOf(
      sample[i % sample.length]!,
      i,
    )
    const door = `${address}${i % 97}室`
    const words = [code, name, type, trade, district, door, phone ?? '', status, creditClass, tags.join('、')]
    yield [...words, String(weight)]
  }
}

export async function writeFirmsCsv(path: string, sample: Firm[], total: number): Promise<void> {
  const out = createWriteStream(path)
  for (const cells of rows(sample, total)) if (!out.write(`${cells.join(',')}\n`)) await once(out, 'drain')
  out.end()
  await once(out, 'close')
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** Every text stands in the shared table, each once, as Excel saves it. */
export async function writeFirmsWorkbook(path: string, sample: Firm[], total: number): Promise<void> {
  const out = createWriteStream(path)
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    out.write(chunk)
  })
  const part = (name: string) => {
    const entry = new ZipDeflate(name, { level: 6 })
    zip.add(entry)
    return (text: string, last = false) => entry.push(Buffer.from(text), last)
  }
  part('xl/workbook.xml')(
    `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    true,
  )
  part('xl/_rels/workbook.xml.rels')(
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    true,
  )
  const strings = new Map<string, number>()
  const sheet = part('xl/worksheets/sheet1.xml')
  sheet(`<worksheet xmlns="${MAIN}"><sheetData>`)
  let row = 0
  for (const cells of rows(sample, total)) sheet(rowXml(++row, cells, strings))
  sheet('</sheetData></worksheet>', true)
  const table = part('xl/sharedStrings.xml')
  table(`<sst xmlns="${MAIN}">`)
  for (const text of strings.keys()) table(`<si><t>${text}</t></si>`)
  table('</sst>', true)
  zip.end()
  out.end()
  await once(out, 'close')
}

function rowXml(row: number, cells: string[], strings: Map<string, number>): string {
  const xml = cells.map((cell, column) => {
    const index = strings.get(cell) ?? strings.size
    strings.set(cell, index)
    return `<c r="${String.fromCharCode(65 + column)}${row}" t="s"><v>${index}</v></c>`
  })
  return `<row r="${row}">${xml.join('')}</row>`
}
