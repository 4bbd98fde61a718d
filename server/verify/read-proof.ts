/** Reads a proof strictly: what canonical JSON would write otherwise is refused (dr1 §0, §9). */
import { isUtf8 } from 'node:buffer'
import type { z } from 'zod'
import { toCanonical } from './hash.js'
import { type FileName, type Proof, proofShape } from './proof-shape.js'
import { demand, Mismatch, Unreadable } from './verdict.js'

/** Deeper than any proof, and far from what recursion bears. */
const DEEPEST = 32
const FILES = ['sheet', 'excluded', 'inspectors', 'seats'] as const

/** The texts of frozen files that came apart from the proof. */
export type Texts = Partial<Record<FileName, Uint8Array>>

/**
 * @param apart what `namesApart` asks for
 * @throws Unreadable when the bytes are not UTF-8 or not JSON, or a file is missing
 * @throws Mismatch when the value is not a complete proof in canonical form
 */
export function readProof(bytes: Uint8Array, apart: Texts = {}): Proof {
  const { value, text } = readPlain(bytes)
  const { success, data, error } = proofShape.safeParse(value)
  if (!success) throw new Mismatch('complete', tellOtherProtocol(value) ?? tellIssue(error.issues[0]))
  demandCanonical(data, text)
  return { ...data, files: joinFiles(data, apart) }
}

/** A value without what §0 refuses; whether it is written canonically is not checked yet. */
export function readPlain(bytes: Uint8Array): { value: unknown; text: string } {
  const text = decode(bytes)
  const bare = text.replace(/^\ufeff/, '')
  const value = parse(bare)
  demand(bare === text, 'complete', '文件开头有字节序标记（BOM）')
  demandPlainValues(value)
  return { value, text }
}

export function demandCanonical(value: unknown, text: string): void {
  demand(
    `${toCanonical(value)}\n` === text,
    'complete',
    '不是规范的 JSON 写法（有重复的键，或键的次序、空白、转义、结尾换行不对）',
  )
}

/** The files that the proof names by their hash alone; none where the bytes are no proof at all. */
export function namesApart(bytes: Uint8Array): FileName[] {
  try {
    const { files } = proofShape
      .pick({ files: true })
      .strip()
      .parse(JSON.parse(decode(bytes)))
    return FILES.filter((name) => typeof files[name] !== 'string')
  } catch {
    return []
  }
}

function joinFiles({ files, commit }: z.infer<typeof proofShape>, apart: Texts): Proof['files'] {
  const texts = FILES.map((name) => {
    const file = files[name]
    if (typeof file === 'string') return [name, file]
    demand(file.sha256 === commit[name], 'files', `${name}.jsonl 的指纹与承诺里的不符`)
    const bytes = apart[name]
    if (!bytes) throw new Unreadable(`缺少 ${name}.jsonl，它与证明分开存放`)
    return [name, decode(bytes)]
  })
  return Object.fromEntries(texts) as Proof['files']
}

function decode(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) throw new Unreadable('文件不是 UTF-8 编码的文本')
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const begun = /^\s*[{[]/.test(text)
    throw new Unreadable(begun ? '文件不是 JSON，可能没有下载完整' : '文件不是 JSON')
  }
}

/** Without recursion over what somebody else wrote. */
function demandPlainValues(root: unknown): void {
  let level: unknown[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    demand(depth <= DEEPEST, 'complete', '嵌套太深，不是抽取证明')
    const next: unknown[] = []
    for (const value of level) {
      demandPlain(value)
      if (typeof value === 'object' && value !== null) {
        for (const key of Array.isArray(value) ? [] : Object.keys(value)) demandAscii(key)
        for (const part of Object.values(value)) next.push(part)
      }
    }
    level = next
  }
}

function demandPlain(value: unknown): void {
  if (typeof value === 'number') demand(Number.isSafeInteger(value), 'complete', `有小数或过大的数：${value}`)
  if (typeof value === 'string')
    demand(value.isWellFormed(), 'complete', '文字里有残缺的字符（孤立的代理项）')
}

function demandAscii(key: string): void {
  demand(/^[\x20-\x7e]*$/.test(key), 'complete', '有的键不是 ASCII 字符')
}

/** Other versions have other keys: what they are is of more use than the first key that differs. */
function tellOtherProtocol(value: unknown): string | null {
  const protocol =
    typeof value === 'object' && value !== null && 'protocol' in value ? value.protocol : undefined
  if (typeof protocol !== 'string' || protocol === 'dr1') return null
  return `这是协议 ${protocol.slice(0, 20)} 的文件，本程序只核验 dr1`
}

function tellIssue(issue: { code: string; path: PropertyKey[] } | undefined): string {
  const keys = issue && 'keys' in issue ? (issue.keys as string[]) : []
  const place = [...(issue?.path ?? []), ...keys.slice(0, 1)].map(String).join('.')
  return keys.length > 0 ? `多出一项：${place}` : `缺少一项或类型不对：${place || '整个文件'}`
}
