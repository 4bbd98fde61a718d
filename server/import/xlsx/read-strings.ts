/** The table of texts that a workbook's sheets point into. */
import { parseWhole } from './parse-xml.js'

/** Rich text reads as its runs put together; the reading aids of East Asian names (`rPh`) are no part of it. */
export async function readStrings(chunks: AsyncIterable<Buffer>): Promise<string[]> {
  const strings: string[] = []
  let text = ''
  let inText = false
  let inAid = false
  await parseWhole(chunks, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') inAid = true
      inText = name === 't' && !inAid
    },
    text(part) {
      if (inText) text += part
    },
    close(name) {
      inText = false
      if (name === 'rPh') inAid = false
      else if (name === 'si') strings.push(text)
    },
  })
  return strings
}
