/** The four frozen files of a draw: written sorted and canonical, read back strictly (dr1 §1). */
import { z } from 'zod'
import { compareBytes, isAscending, isIdentifier } from './hash.js'
import { createSheetReader } from './sheet.js'
import { createSheetWriter, type SheetRow } from './write-sheet.js'

export { type SheetRow, saltOf, sealOf } from './write-sheet.js'

/** `capacity` and `priorLoad` count visits; a `reason` says why somebody cannot go, null that they can. */
export type InspectorRow = {
  id: string
  department: string
  tags: string[]
  capacity: number
  priorLoad: number
  reason: string | null
}

/** One seat of every visit; a null department means any. */
export type SeatRow = { name: string; department: string | null; tags: string[] }

/** The whole texts of the files. */
export type FrozenFiles = { sheet: string; excluded: string; inspectors: string; seats: string }

const name = z.string().refine(isIdentifier, 'is not an identifier')
const names = z.array(name).refine((list) => isAscending(list), 'is not sorted or has duplicates')
const upToMillion = z.int().min(0).max(1_000_000)

const excludedLine = z.tuple([name, name])
const inspectorLine = z
  .tuple([name, name, names, upToMillion, upToMillion, name.nullable()])
  .refine(([, , , capacity, , reason]) => reason === null || capacity === 0, 'has a reason but can go')
const seatLine = z.tuple([name, name.nullable(), names])

type FreezeInput = {
  drawNo: string
  saltKey: string
  sheet: SheetRow[]
  excluded: [string, string][]
  inspectors: InspectorRow[]
  seats: SeatRow[]
}

/**
 * The four files; seats keep their order, rows and tags are sorted here.
 * @throws Error for an invalid identifier or range, a duplicate, no seats, a firm both in and out, and recusals
 *   that are unsorted or name somebody who is not on the roll.
 */
export function freezeFiles(input: FreezeInput): FrozenFiles {
  refuseLeavers(input.sheet, input.excluded)
  refuseStrangers(input.sheet, new Set(input.inspectors.map((row) => row.id)))
  const writeRows = createSheetWriter(input.drawNo, input.saltKey)
  const sheet = [...input.sheet].sort((a, b) => compareBytes(a.firm, b.firm))
  return { sheet: writeRows(sheet), ...freezeLists(input) }
}

/** The three files besides the sheet, which a county of a million writes as it is read. @throws Error as `freezeFiles` does */
export function freezeLists(
  input: Pick<FreezeInput, 'excluded' | 'inspectors' | 'seats'>,
): Omit<FrozenFiles, 'sheet'> {
  const inspectors = input.inspectors.map((row) => {
    return [row.id, row.department, inOrder(row.tags), row.capacity, row.priorLoad, row.reason] as const
  })
  const seats = input.seats.map((row) => [row.name, row.department, inOrder(row.tags)] as const)
  return {
    excluded: sortRows(input.excluded).map(spellExcluded).join(''),
    inspectors: write(inspectorLine, sortRows(inspectors)),
    seats: write(seatLine, refuseSeats(seats)),
  }
}

/** The rows without their seals. @throws Error when the text is not byte for byte what a freeze writes. */
export function readSheet(text: string): { firm: string; stratum: string; weight: number }[] {
  const bytes = Buffer.from(text)
  const reader = createSheetReader(bytes.length)
  reader.take(bytes)
  const { length, strata, stratumOf, weights, firmAt } = reader.end()
  return Array.from({ length }, (_, i) => {
    return { firm: firmAt(i), stratum: strata[stratumOf[i]!]!, weight: weights[i]! }
  })
}

/** @throws Error when the text is not byte for byte what a freeze writes. */
export function readExcluded(text: string): [firm: string, reason: string][] {
  return refuseDisorder(read(excludedLine, text))
}

/** @throws Error when the text is not byte for byte what a freeze writes. */
export function readInspectors(text: string): InspectorRow[] {
  const rows = refuseDisorder(read(inspectorLine, text))
  return rows.map(([id, department, tags, capacity, priorLoad, reason]) => {
    return { id, department, tags, capacity, priorLoad, reason }
  })
}

/** @throws Error when the text is not byte for byte what a freeze writes. */
export function readSeats(text: string): SeatRow[] {
  const rows = refuseSeats(read(seatLine, text))
  return rows.map(([name, department, tags]) => ({ name, department, tags }))
}

/** By hand: in a county of a million, the excluded firms are many as well. */
function spellExcluded([firm, reason]: [string, string]): string {
  if (!isIdentifier(firm) || !isIdentifier(reason)) throw new Error(`${firm} or ${reason} is no identifier`)
  return `${JSON.stringify([firm, reason])}\n`
}

function write<T>(line: z.ZodType<T>, rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(line.parse(row))}\n`).join('')
}

function read<T>(line: z.ZodType<T>, text: string): T[] {
  if (text === '') return []
  if (!text.endsWith('\n')) throw new Error('The last line has no line feed')
  return text
    .slice(0, -1)
    .split('\n')
    .map((source, i) => {
      const row = line.parse(JSON.parse(source))
      if (JSON.stringify(row) !== source) throw new Error(`Line ${i + 1} is not canonical`)
      return row
    })
}

function inOrder(tags: string[]): string[] {
  return tags.length < 2 ? tags : [...tags].sort(compareBytes)
}

function sortRows<T extends readonly [string, ...unknown[]]>(rows: readonly T[]): T[] {
  return refuseDisorder([...rows].sort(([a], [b]) => compareBytes(a, b)))
}

function refuseDisorder<T extends readonly [string, ...unknown[]]>(rows: T[]): T[] {
  const at = rows.findIndex(([id], i) => i > 0 && compareBytes((rows[i - 1] as T)[0], id) >= 0)
  if (at >= 0) throw new Error(`${(rows[at] as T)[0]} is out of order or stands there twice`)
  return rows
}

function refuseSeats<T extends readonly [string, ...unknown[]]>(rows: T[]): T[] {
  if (rows.length === 0) throw new Error('A visit needs at least one seat')
  if (new Set(rows.map(([name]) => name)).size < rows.length) throw new Error('Two seats have the same name')
  return rows
}

function refuseLeavers(sheet: SheetRow[], excluded: [string, string][]): void {
  const out = new Set(excluded.map(([firm]) => firm))
  const both = sheet.find(({ firm }) => out.has(firm))
  if (both) throw new Error(`${both.firm} is both on the sheet and excluded`)
}

function refuseStrangers(sheet: SheetRow[], roll: Set<string>): void {
  for (const { firm, recused } of sheet) {
    const stranger = recused.find((id) => !roll.has(id))
    if (stranger !== undefined) throw new Error(`${stranger}, recused from ${firm}, is not on the roll`)
  }
}
