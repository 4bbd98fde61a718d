/** The four frozen files (dr1 §1): the fingerprints in the commit, and one canonical row a line. */
import { z } from 'zod'
import { hashText, toCanonical } from './hash.js'
import type { Proof } from './proof-shape.js'
import { demand } from './verdict.js'

const text = z.string()
const sheetRow = z.tuple([text, text, z.int(), text])
const excludedRow = z.tuple([text, text])
const inspectorRow = z.tuple([text, text, z.array(text), z.int(), z.int(), text.nullable()])
const seatRow = z.tuple([text, text.nullable(), z.array(text)])

export interface Files {
  sheet: z.infer<typeof sheetRow>[]
  excluded: z.infer<typeof excludedRow>[]
  inspectors: z.infer<typeof inspectorRow>[]
  seats: z.infer<typeof seatRow>[]
}

export const FILE_NAMES: Record<keyof Files, string> = {
  sheet: '检查对象名单',
  excluded: '排除名单',
  inspectors: '执法人员名单',
  seats: '席位表',
}

/** @throws Mismatch files */
export function readFiles({ commit, files }: Proof): Files {
  for (const name of ['sheet', 'excluded', 'inspectors', 'seats'] as const)
    demand(hashText(files[name]) === commit[name], 'files', `${FILE_NAMES[name]}与承诺里的指纹不符`)
  return {
    sheet: readRows('sheet', files.sheet, sheetRow),
    excluded: readRows('excluded', files.excluded, excludedRow),
    inspectors: readRows('inspectors', files.inspectors, inspectorRow),
    seats: readRows('seats', files.seats, seatRow),
  }
}

function readRows<T>(name: keyof Files, content: string, shape: z.ZodType<T>): T[] {
  if (content === '') return []
  demand(content.endsWith('\n'), 'files', `${FILE_NAMES[name]}的最后一行没有换行`)
  const lines = content.slice(0, -1).split('\n')
  return lines.map((line, i) => {
    const row = shape.safeParse(parse(line))
    const canonical = row.success && toCanonical(row.data) === line
    demand(canonical, 'files', `${FILE_NAMES[name]}第 ${i + 1} 行不是规范的一行`)
    return row.data
  })
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
