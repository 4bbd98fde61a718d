/** Checks an exported ledger by itself: each line's hashes, and that each follows from the one before (dr1 §8). */
import { z } from 'zod'
import { bodyHash, entryHash, GENESIS } from '../../db/ledger.js'

const line = z.strictObject({
  n: z.int(),
  at: z.string(),
  kind: z.string(),
  actor: z.string(),
  body: z.string(),
  prev: z.string(),
  hash: z.string(),
  content: z.record(z.string(), z.unknown()).optional(),
})

export type ExportVerdict =
  | { result: 'match'; n: number; hash: string }
  /** `line` counts from 1; `fault` is in Chinese. */
  | { result: 'mismatch' | 'unreadable'; line: number; fault: string }

/** The first line that does not fit, or the last entry when all do. */
export async function checkExport(lines: AsyncIterable<string> | Iterable<string>): Promise<ExportVerdict> {
  let last = GENESIS
  let at = 0
  for await (const text of lines) {
    at += 1
    const value = parse(text)
    if (value === undefined) return { result: 'unreadable', line: at, fault: '不是 JSON，文件可能没有写完整' }
    const read = line.safeParse(value)
    const fault = read.success ? faultOf(read.data, last) : '不是留痕账本的一条'
    if (fault !== null || !read.success) return { result: 'mismatch', line: at, fault: fault ?? '' }
    last = { n: read.data.n, hash: read.data.hash }
  }
  return at === 0 ? { result: 'unreadable', line: 0, fault: '文件是空的' } : { result: 'match', ...last }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function faultOf({ body, content, ...entry }: z.infer<typeof line>, last: typeof GENESIS): string | null {
  if (entry.n !== last.n + 1) return `应为第 ${last.n + 1} 条，却是第 ${entry.n} 条`
  if (entry.prev !== last.hash) return '没有接在前一条后面'
  if (content && hashOf(content) !== body) return '内容与它的指纹不符'
  return entryHash({ ...entry, bodyHash: body }) === entry.hash ? null : '指纹与这一条不符'
}

/** Null for a content that has no canonical form. */
function hashOf(content: Record<string, unknown>): string | null {
  try {
    return bodyHash(content)
  } catch {
    return null
  }
}
