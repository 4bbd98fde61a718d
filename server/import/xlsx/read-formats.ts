/** What the number formats of a workbook's styles make of a number: a date, a share, or digits with zeros before them. */
import { isDateFormat } from 'numfmt'
import { parseWhole } from './parse-xml.js'

export type NumberFormat = 'plain' | 'date' | 'percent' | { digits: number }

/** By the index by which cells name their style. */
export async function readFormats(chunks: AsyncIterable<Buffer>): Promise<NumberFormat[]> {
  const patterns = new Map<number, string>()
  const formats: NumberFormat[] = []
  let inCells = false
  await parseWhole(chunks, {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') patterns.set(Number(numFmtId), formatCode)
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) formats.push(formatOf(Number(numFmtId), patterns))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats
}

/** Among the formats that every program knows by number, 27–36 and 50–58 are Chinese ways to write a date. */
function formatOf(id: number, patterns: Map<number, string>): NumberFormat {
  const pattern = patterns.get(id)
  if (pattern === undefined) {
    if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58))
      return 'date'
    return id === 9 || id === 10 ? 'percent' : 'plain'
  }
  if (/^0{2,}$/u.test(pattern)) return { digits: pattern.length }
  if (isDateFormat(pattern)) return 'date'
  // Some programs write `General%`, which no grammar of formats has.
  return /%/u.test(pattern.replace(/"[^"]*"|\\./gu, '')) ? 'percent' : 'plain'
}
