/** Section 3 of the check: the four frozen files have their fingerprints and are canonical rows (dr1 §1). */
import { type Json, NotCanonical, openCanonical } from './canonical-reader.js'
import { fingerprint } from './hash.js'
import type { Proof } from './proof.js'
import { integer, listOf, nullable, type Shape, text, tuple } from './shape.js'
import { Mismatch, must } from './verdict.js'

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

export interface Files {
  sheet: SheetRow[]
  excluded: ExcludedRow[]
  inspectors: InspectorRow[]
  seats: SeatRow[]
}

export const FILE_NAMES: Record<keyof Files, string> = {
  sheet: '企业名单',
  excluded: '未列入名单',
  inspectors: '检查人员名单',
  seats: '席位表',
}

const tags = listOf(text)
const ROWS: Record<keyof Files, Shape> = {
  sheet: tuple(text, text, integer, text),
  excluded: tuple(text, text),
  inspectors: tuple(text, text, tags, integer, integer, nullable(text)),
  seats: tuple(text, nullable(text), tags),
}

/** @throws Mismatch */
export function readFiles({ commit, files }: Proof): Files {
  const names = Object.keys(FILE_NAMES) as (keyof Files)[]
  for (const name of names) {
    must(fingerprint(files[name]) === commit[name], `${FILE_NAMES[name]}与事先公布的指纹不符`)
  }
  return Object.fromEntries(names.map((name) => [name, readRows(name, files[name])])) as unknown as Files
}

function readRows(name: keyof Files, lines: string): Json[] {
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
