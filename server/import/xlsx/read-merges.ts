/** Which cells of a sheet are merged: said behind all of its rows, so it is looked for before they are read. */
import { messages } from '../../../commands/messages.js'
import { ImportError } from '../import-error.js'
import { columnOf } from './column-of.js'

/** Rows as the spreadsheet counts, columns from 0; both ends belong to it. */
export interface Merge {
  top: number
  bottom: number
  left: number
  right: number
}

/** More are no table that a person has made. */
const MOST_MERGES = 200_000
/** Bytes that one element may have, so that none is cut between two pieces. */
const LONGEST = 256
const NAME = Buffer.from('mergeCell ')
const ELEMENT =
  /<(?:\w+:)?mergeCell\s[^<>]*?\bref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["'][^<>]*>/gu

/** By their first rows. @param chunks the sheet's part; its rows are not parsed, which would take as long as reading them */
export async function readMerges(chunks: AsyncIterable<Buffer>): Promise<Map<number, Merge[]>> {
  const merges = new Map<number, Merge[]>()
  let count = 0
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([rest, chunk])
    let end = 0
    if (bytes.includes(NAME))
      // A cell's text cannot have the sign that an element begins with.
      for (const found of bytes.toString('latin1').matchAll(ELEMENT)) {
        end = found.index + found[0].length
        if (++count > MOST_MERGES) throw new ImportError(messages.importing.tooManyMerged(MOST_MERGES))
        add(merges, found)
      }
    rest = bytes.subarray(Math.max(end, bytes.length - LONGEST))
  }
  return merges
}

function add(merges: Map<number, Merge[]>, [, left = '', top, right = '', bottom]: RegExpMatchArray): void {
  const merge = { top: Number(top), bottom: Number(bottom), left: columnOf(left)!, right: columnOf(right)! }
  const beside = merges.get(merge.top)
  if (beside) beside.push(merge)
  else merges.set(merge.top, [merge])
}
