/** The sheet of firms, made for a million rows: written in chunks, its bytes read back strictly into columns (dr1 §1). */
import { z } from 'zod'
import { compareBytes, hashOfText, isIdentifier } from './hash.js'
import { createSheetScanner, isBefore } from './scan-sheet.js'

/** `recused`: ids of the inspectors file, sorted; it is sealed, and opened later, as it stands here. */
export type SheetRow = { firm: string; stratum: string; weight: number; recused: string[] }

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

const ROWS_A_CHUNK = 2000
const LINE_FEED = 0x0a

const stratumName = /^[A-Za-z0-9._-]{1,32}$/
/** An identifier that needs no escapes in JSON; almost every firm's code is one. */
const plainName = /^[0-9A-Za-z-]{1,64}$/
const isWeight = (x: unknown) => Number.isInteger(x) && Number(x) >= 1 && Number(x) <= 1_000_000
const sheetLine = z.tuple([
  z.string().refine(isIdentifier, 'is not an identifier'),
  z.string().regex(stratumName),
  z.number().refine(isWeight, 'is no weight'),
  z.string().regex(/^[0-9a-f]{64}$/),
])

/** The salt of a firm's seal: 32 hex characters. */
export function saltOf(saltKey: string, firm: string): string {
  return saltOfQuoted(saltKey, JSON.stringify(firm))
}

/** The seal of a firm's recusals; `recused` sorted, hashed as it stands. */
export function sealOf(drawNo: string, firm: string, salt: string, recused: string[]): string {
  return sealOfQuoted(JSON.stringify(drawNo), JSON.stringify(firm), salt, recused)
}

/**
 * The sheet's text, some thousands of lines at a time.
 * @throws Error, at the chunk of the row, for an invalid identifier or range and for a firm that stands there twice.
 */
export function* writeSheet(sheet: SheetRow[], drawNo: string, saltKey: string): Generator<string> {
  const rows = inOrder(sheet)
  const no = JSON.stringify(drawNo)
  for (let start = 0; start < rows.length; start += ROWS_A_CHUNK) {
    let chunk = ''
    for (let i = start; i < Math.min(start + ROWS_A_CHUNK, rows.length); i++) {
      const { firm, stratum, weight, recused } = rows[i]!
      if (i > 0 && rows[i - 1]!.firm === firm) throw new Error(`${firm} stands there twice`)
      if (!stratumName.test(stratum)) throw new Error(`${stratum} cannot name a stratum`)
      if (!isWeight(weight)) throw new Error(`${firm} cannot weigh ${weight}`)
      const quoted = quote(firm)
      const seal = sealOfQuoted(no, quoted, saltOfQuoted(saltKey, quoted), recused)
      chunk += `[${quoted},"${stratum}",${weight},"${seal}"]\n`
    }
    yield chunk
  }
}

/** @throws Error unless the bytes are what a freeze writes, byte for byte. */
export function readColumns(bytes: Uint8Array): SheetColumns {
  const starts = findLines(bytes)
  const length = starts.length - 1
  const columns = { stratumOf: new Uint32Array(length), weights: new Uint32Array(length) }
  const strata = new Map<string, number>()
  const scanner = createSheetScanner(bytes)
  const lineAt = (i: number) => readLine(bytes.subarray(starts[i]!, starts[i + 1]! - 1), i)
  let usualBefore = false
  for (let i = 0; i < length; i++) {
    const usual = scanner.take(starts[i]!)
    const row = usual ? { stratum: scanner.stratum(), weight: scanner.weight() } : lineAt(i)
    const ordered =
      usual && usualBefore
        ? isBefore(bytes, starts[i - 1]!, starts[i]!)
        : i === 0 || compareBytes(lineAt(i - 1).firm, lineAt(i).firm) < 0
    if (!ordered) throw new Error(`Line ${i + 1} is out of order or stands there twice`)
    if (!strata.has(row.stratum)) strata.set(row.stratum, strata.size)
    columns.stratumOf[i] = strata.get(row.stratum)!
    columns.weights[i] = row.weight
    usualBefore = usual
  }
  return { ...columns, length, strata: [...strata.keys()], firmAt: (i) => lineAt(i).firm }
}

/** Where each line starts, and where the last one ends. */
function findLines(bytes: Uint8Array): number[] {
  const starts = [0]
  for (let start = 0; start < bytes.length; starts.push(start)) {
    start = bytes.indexOf(LINE_FEED, start) + 1
    if (start === 0) throw new Error('The last line has no line feed')
  }
  return starts
}

function readLine(bytes: Uint8Array, i: number): { firm: string; stratum: string; weight: number } {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  const row = sheetLine.parse(JSON.parse(text))
  if (JSON.stringify(row) !== text) throw new Error(`Line ${i + 1} is not canonical`)
  return { firm: row[0], stratum: row[1], weight: row[2] }
}

/** H of what JSON.stringify writes as RFC 8785 wants it, several times faster. */
function saltOfQuoted(saltKey: string, firm: string): string {
  return hashOfText(`["dr1/salt","${saltKey}",${firm}]`).slice(0, 32)
}

function sealOfQuoted(drawNo: string, firm: string, salt: string, recused: string[]): string {
  const names = recused.length === 0 ? '[]' : JSON.stringify(recused)
  return hashOfText(`["dr1/seal",${drawNo},${firm},"${salt}",${names}]`)
}

function quote(firm: string): string {
  if (plainName.test(firm)) return `"${firm}"`
  if (!isIdentifier(firm)) throw new Error(`${firm} is not an identifier`)
  return JSON.stringify(firm)
}

/** A registry is read in this order; sorting a million rows again would cost as much as sealing them. */
function inOrder(rows: SheetRow[]): SheetRow[] {
  const sorted = rows.every((row, i) => i === 0 || compareBytes(rows[i - 1]!.firm, row.firm) <= 0)
  return sorted ? rows : [...rows].sort((a, b) => compareBytes(a.firm, b.firm))
}
