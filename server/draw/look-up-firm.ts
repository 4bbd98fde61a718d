/** The worker's part of a firm's look-up: finds its row in the frozen files line by line, and what the draw made of it. */
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { StringDecoder } from 'node:string_decoder'
import { createGunzip } from 'node:zlib'
import { type KeyOf, ticketOf, weightedKeys } from '../../commands/rules/draw/standing.js'
import type { FileStore } from '../../db/files.js'
import type { Draw, Store, StratumRule, View } from '../../db/store.js'

export interface LookUpInput {
  drawNo: string
  /** A code or an exact name. */
  firm: string
}

/** Indexes count from 0, ranks from 1. */
export interface RowFound {
  found: 'row'
  code: string
  index: number
  stratum: string
  weight: number
  rule: StratumRule
  /** Rows of the stratum, and how many of them were drawn. */
  rows: number
  drawn: number
  ticket: number
  /** By which the stratum is ranked: the ticket itself unless it is weighted; null when no place was left for it. */
  key: number | null
  /** The key of the last row drawn; null when none was. */
  threshold: number | null
  /** Null for a row that was not drawn. */
  rank: number | null
}

export type LookUp =
  | RowFound
  | { found: 'excluded'; code: string; reason: string }
  | { found: 'several'; codes: string[] }
  | { found: 'nothing' }

/** @throws when the draw is not drawn, which whoever asks has found out before */
export async function lookUpFirm(store: Store, files: FileStore, input: LookUpInput): Promise<LookUp> {
  const { draw, codes } = await store.read(async (view) => ({
    draw: await view.draws.byNo(input.drawNo),
    codes: await codesOf(view, input.firm),
  }))
  if (!draw?.selected || !draw.seed || !draw.files) throw new Error(`${input.drawNo} is not drawn`)
  if (codes.length > 1) return { found: 'several', codes }
  const code = codes[0]!
  const row = await findRow(files, draw, code)
  if (row) return row
  const excluded = await findExcluded(files, draw.files.excluded, code)
  return excluded ?? { found: 'nothing' }
}

const MOST_NAMED = 100

/** A word that is nobody's name is taken as a code. */
async function codesOf(view: View, word: string): Promise<string[]> {
  const code = word.normalize('NFKC').toUpperCase()
  if (await view.firms.get(code)) return [code]
  const named = (await view.firms.search([word], MOST_NAMED, 0)).filter((firm) => firm.name === word)
  return named.length > 0 ? named.map((firm) => firm.code) : [code]
}

type SheetLine = [code: string, stratum: string, weight: number, seal: string]

interface Scan {
  own: { index: number; line: SheetLine } | null
  /** Of each weighted stratum: all its weights, and that of its last row drawn. */
  weights: Map<string, { all: number[]; last: number }>
}

async function findRow(files: FileStore, draw: Draw, code: string): Promise<RowFound | null> {
  const rules = draw.commit!.rules as Record<string, StratumRule>
  const anyWeighted = Object.values(rules).some((rule) => rule.weighted)
  const last = new Map(draw.selected!.map(([stratum, , index]) => [stratum, index]))
  const scan: Scan = { own: null, weights: new Map() }
  const start = `[${JSON.stringify(code)},`
  await eachLine(files, draw.files!.sheet, (text, index) => {
    const own = text.startsWith(start)
    if (!own && !anyWeighted) return
    const line = JSON.parse(text) as SheetLine
    if (own) scan.own = { index, line }
    const [, stratum, weight] = line
    if (rules[stratum]?.weighted) addWeight(scan, stratum, weight, last.get(stratum) === index)
  })
  return scan.own && place(draw, scan.own, scan.weights.get(scan.own.line[1]) ?? null, last)
}

function addWeight({ weights }: Scan, stratum: string, weight: number, isLast: boolean): void {
  const known = weights.get(stratum) ?? { all: [], last: 0 }
  known.all.push(weight)
  if (isLast) known.last = weight
  weights.set(stratum, known)
}

/** @param last the index of each stratum's last row drawn */
function place(
  draw: Draw,
  { index, line: [code, stratum, weight] }: NonNullable<Scan['own']>,
  weights: { all: number[]; last: number } | null,
  last: Map<string, number>,
): RowFound {
  const { firms: rows, drawn, rule } = draw.summary!.strata.find((one) => one.stratum === stratum)!
  const keyOf: KeyOf = weights ? weightedKeys(weights.all, drawn) : (_, ticket) => ticket
  const ticket = ticketOf(draw.seed!, index)
  const lastIndex = last.get(stratum)
  const threshold =
    lastIndex === undefined ? null : keyOf(weights?.last ?? 1, ticketOf(draw.seed!, lastIndex))
  const rank = draw.selected!.find((row) => row[2] === index)?.[1] ?? null
  const key = keyOf(weight, ticket)
  return { found: 'row', code, index, stratum, weight, rule, rows, drawn, ticket, key, threshold, rank }
}

async function findExcluded(files: FileStore, key: string, code: string): Promise<LookUp | null> {
  const start = `[${JSON.stringify(code)},`
  let reason: string | undefined
  await eachLine(files, key, (text) => {
    if (text.startsWith(start)) reason = (JSON.parse(text) as [string, string])[1]
  })
  return reason === undefined ? null : { found: 'excluded', code, reason }
}

/** Calls back for each line of a frozen file, with its number from 0, never holding the whole of it. */
async function eachLine(
  files: FileStore,
  key: string,
  row: (text: string, index: number) => void,
): Promise<void> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let index = 0
  await pipeline(createReadStream(files.path(key)), createGunzip(), async (source: AsyncIterable<Buffer>) => {
    for await (const part of source) {
      const lines = (rest + decoder.write(part)).split('\n')
      rest = lines.pop()!
      for (const line of lines) row(line, index++)
    }
  })
}
