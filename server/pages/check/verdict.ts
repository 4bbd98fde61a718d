/** What a check can end with: it matches, it does not and where first, or there was nothing to check. */
import type { FileName } from './proof.js'

/** In the order of dr1 §9. */
export const SECTIONS = [
  'complete',
  'commit',
  'files',
  'ranges',
  'witnesses',
  'beacon',
  'ledger',
  'seed',
  'selected',
  'openings',
  'roster',
  'replacements',
] as const

export type Section = (typeof SECTIONS)[number]

export const SECTION_NAMES: Record<Section, string> = {
  complete: '文件可读、完整',
  commit: '协议和事先的承诺',
  files: '四份名单的指纹和格式',
  ranges: '名单的顺序和取值',
  witnesses: '见证人',
  beacon: '公开随机信标',
  ledger: '留痕账本',
  seed: '种子',
  selected: '抽中的企业',
  openings: '公开的回避名单',
  roster: '检查人员',
  replacements: '检查人员的更换',
}

export type Verdict =
  | { result: 'match'; warnings: string[] }
  | { result: 'mismatch'; section: Section; reason: string }
  | { result: 'unreadable'; reason: string; missing?: Missing }

/** Files that the proof of a draw only names, and without which nothing more can be said. */
export interface Missing {
  draw: string
  names: FileName[]
}

/** Something does not agree; the message says what, in Chinese. Which section it was is known to the caller. */
export class Mismatch extends Error {}

/** There is no JSON to be checked; the message says why, in Chinese. */
export class Unreadable extends Error {}

/** The proof is too big for one file, and these parts of it are not there. */
export class FilesMissing extends Unreadable {
  constructor(readonly missing: Missing) {
    const parts = missing.names.map((name) => `${name}.jsonl`).join('、')
    super(
      `${missing.draw} 的名单太大，另存为单独的文件，还缺 ${parts}。请从公布证明的地方下载，再在上面选择这些文件。`,
    )
  }
}

/** @throws Mismatch unless the condition holds */
export function must(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new Mismatch(reason)
}
