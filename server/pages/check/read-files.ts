/** Section 3 of the check: the four frozen files have their fingerprints and are canonical rows (dr1 §1). */
import { type Json, NotCanonical, openCanonical } from './canonical-reader.js'
import { fingerprint } from './hash.js'
import type { FileName, Proof } from './proof.js'
import { integer, listOf, nullable, type Shape, text, tuple } from './shape.js'
import { FilesMissing, Mismatch, must, Unreadable } from './verdict.js'

export type SheetRow = [firm: string, stratum: string, weight: number, seal: string]
export type ExcludedRow = [firm: string, reason: string]
export type InspectorRow = [
  id: string,
  department: string,
  tags: string[],
  capacity: number,
  priorLoad: number,
  reason: string | null,
]
export type SeatRow = [name: string, department: string | null, tags: string[]]

/** The bytes of files that came apart from the proof. */
export type Apart = Partial<Record<FileName, Uint8Array>>

export interface Files {
  sheet: SheetRow[]
  excluded: ExcludedRow[]
  inspectors: InspectorRow[]
  seats: SeatRow[]
}

export const FILE_NAMES: Record<FileName, string> = {
  sheet: '企业名单',
  excluded: '未列入名单',
  inspectors: '检查人员名单',
  seats: '席位表',
}

const tags = listOf(text)
const ROWS: Record<FileName, Shape> = {
  sheet: tuple(text, text, integer, text),
  excluded: tuple(text, text),
  inspectors: tuple(text, text, tags, integer, integer, nullable(text)),
  seats: tuple(text, nullable(text), tags),
}

const NAMES = Object.keys(FILE_NAMES) as FileName[]

/** @throws Mismatch, FilesMissing for files that the proof only names */
export function readFiles(proof: Proof, apart: Apart): Files {
  const texts = joinTexts(proof, apart)
  for (const name of NAMES) {
    must(fingerprint(texts[name]) === proof.commit[name], `${FILE_NAMES[name]}与事先公布的指纹不符`)
  }
  return Object.fromEntries(NAMES.map((name) => [name, readRows(name, texts[name])])) as unknown as Files
}

function joinTexts({ commit, files }: Proof, apart: Apart): Record<FileName, string> {
  const isApart = (name: FileName) => typeof files[name] !== 'string'
  for (const name of NAMES) {
    const file = files[name]
    must(typeof file === 'string' || file.sha256 === commit[name], `${FILE_NAMES[name]}与事先公布的指纹不符`)
  }
  const names = NAMES.filter((name) => isApart(name) && !apart[name])
  if (names.length > 0) throw new FilesMissing({ draw: commit.draw, names })
  const texts = NAMES.map((name) => [name, isApart(name) ? decode(name, apart[name]!) : files[name]])
  return Object.fromEntries(texts) as Record<FileName, string>
}

function decode(name: FileName, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Unreadable(`${name}.jsonl 不是 UTF-8 文本，请重新下载。`)
  }
}

function readRows(name: FileName, lines: string): Json[] {
  const rows: Json[] = []
  const tell = (problem: string) => new Mismatch(`${FILE_NAMES[name]}第 ${rows.length + 1} 行${problem}`)
  const reader = openCanonical(lines)
  try {
    while (!reader.atEnd()) {
      const row = reader.value()
      reader.lineFeed()
      const problem = ROWS[name](row)
      if (problem !== null) throw tell(problem)
      rows.push(row)
    }
  } catch (error) {
    if (error instanceof NotCanonical) throw tell(`不是规范的 JSON：${error.message}`)
    throw error
  }
  return rows
}
