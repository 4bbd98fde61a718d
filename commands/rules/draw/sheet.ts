/** The sheet of firms, read back strictly while its bytes come, made for a million rows (dr1 §1). */
import { z } from 'zod'
import { compareBytes, isIdentifier } from './hash.js'
import { createSheetScanner, isBefore } from './scan-sheet.js'
import { hex64, isWeight, stratumName } from './write-sheet.js'

/** What a draw needs of a sheet, by index. */
export type SheetColumns = {
  length: number
  /** The names of the strata, as first met. */
  strata: string[]
  /** Where each row's stratum stands in `strata`. */
  stratumOf: Uint32Array
  weights: Uint32Array
  firmAt(index: number): string
}

/** Bytes. */
const SHORTEST_LINE = `["a","A",1,"${'0'.repeat(64)}"]\n`.length
const LINE_FEED = 0x0a

const sheetLine = z.tuple([
  z.string().refine(isIdentifier, 'is not an identifier'),
  z.string().regex(stratumName),
  z.number().refine(isWeight, 'is no weight'),
  z.string().regex(hex64),
])

export interface SheetReader {
  /** The next bytes of the text, cut anywhere. @throws Error for a line that a freeze does not write byte for byte */
  take(part: Uint8Array): void
  /** @throws Error unless all bytes have come, in whole lines */
  end(): SheetColumns
}

/** @param size of the whole text, in bytes */
export function createSheetReader(size: number): SheetReader {
  const bytes = Buffer.alloc(size)
  const most = Math.floor(size / SHORTEST_LINE)
  // Where each line starts, and where the last one ends.
  const starts = new Uint32Array(most + 1)
  const columns = { stratumOf: new Uint32Array(most), weights: new Uint32Array(most) }
  const strata = new Map<string, number>()
  const scanner = createSheetScanner(bytes)
  const lineAt = (i: number) => readLine(bytes.subarray(starts[i]!, starts[i + 1]! - 1), i)
  let filled = 0
  let length = 0
  let usualBefore = false

  function takeLine(i: number, start: number): void {
    const usual = scanner.take(start)
    starts[i + 1] = usual ? scanner.end() : bytes.indexOf(LINE_FEED, start) + 1
    const row = usual ? { stratum: scanner.stratum(), weight: scanner.weight() } : lineAt(i)
    const ordered =
      usual && usualBefore
        ? isBefore(bytes, starts[i - 1]!, start)
        : i === 0 || compareBytes(lineAt(i - 1).firm, lineAt(i).firm) < 0
    if (!ordered) throw new Error(`Line ${i + 1} is out of order or stands there twice`)
    if (!strata.has(row.stratum)) strata.set(row.stratum, strata.size)
    columns.stratumOf[i] = strata.get(row.stratum)!
    columns.weights[i] = row.weight
    usualBefore = usual
  }

  return {
    take(part) {
      bytes.set(part, filled)
      filled += part.length
      const whole = bytes.subarray(0, filled).lastIndexOf(LINE_FEED) + 1
      for (; starts[length]! < whole; length++) takeLine(length, starts[length]!)
    },
    end() {
      if (filled < size || starts[length]! < size) throw new Error('The text ends before its last line')
      const [stratumOf, weights] = [
        columns.stratumOf.subarray(0, length),
        columns.weights.subarray(0, length),
      ]
      return { length, strata: [...strata.keys()], stratumOf, weights, firmAt: (i) => lineAt(i).firm }
    },
  }
}

function readLine(bytes: Uint8Array, i: number): { firm: string; stratum: string; weight: number } {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  const row = sheetLine.parse(JSON.parse(text))
  if (JSON.stringify(row) !== text) throw new Error(`Line ${i + 1} is not canonical`)
  return { firm: row[0], stratum: row[1], weight: row[2] }
}
