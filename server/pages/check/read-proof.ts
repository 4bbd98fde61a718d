/** Section 1 of the check: the bytes are one canonical JSON value, and it has exactly the shape of a proof. */
import { type CanonicalReader, type Json, NotCanonical, openCanonical } from './canonical-reader.js'
import { type Proof, proofShape } from './proof.js'
import { Mismatch, Unreadable } from './verdict.js'

/** In bytes: a browser cannot hold texts of much more. */
export const LARGEST_PROOF = 256 * 1024 * 1024

/** @throws Unreadable when there is no JSON, Mismatch when it is no canonical and complete proof */
export function readProof(bytes: Uint8Array): Proof {
  if (bytes.length > LARGEST_PROOF) throw new Unreadable(tellTooLarge(bytes.length))
  const value = readValue(decode(bytes))
  const problem = proofShape(value)
  if (problem !== null) throw new Mismatch(tellVersion(value) ?? `证明${problem}`)
  return value as unknown as Proof
}

/** `size` in bytes. */
export function tellTooLarge(size: number): string {
  const inMegabytes = (count: number) => Math.ceil(count / 1024 / 1024)
  return `文件太大：${inMegabytes(size)} MB，本页最多核验 ${inMegabytes(LARGEST_PROOF)} MB。请用命令行核验程序。`
}

function decode(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new Unreadable('文件是空的。')
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Unreadable('文件不是 UTF-8 文本，不是抽取证明。')
  }
}

function readValue(text: string): Json {
  try {
    return readWhole(openCanonical(text))
  } catch (error) {
    if (!(error instanceof NotCanonical)) throw error
    if (isJson(text)) throw new Mismatch(error.message)
    if (error.cutShort) throw new Unreadable('文件不完整：没有到结尾就断了，请重新下载。')
    throw new Unreadable('文件不是 JSON，不是抽取证明。')
  }
}

function readWhole(reader: CanonicalReader): Json {
  const value = reader.value()
  reader.lineFeed()
  if (!reader.atEnd()) throw new NotCanonical('证明之后还有别的内容', false)
  return value
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\ufeff/, ''))
    return true
  } catch {
    return false
  }
}

/** A proof of another version may well have other keys: then that is what there is to say. */
function tellVersion(value: Json): string | null {
  const version = typeof value === 'object' && value && !Array.isArray(value) ? value.protocol : null
  if (typeof version !== 'string' || version === 'dr1') return null
  return `证明的协议版本是“${version.slice(0, 20)}”，本页只能核验 dr1`
}
