/** The kinds of table by both their names; said here too, so that help needs no registry to be loaded. */
import type { ImportKind } from '../../commands/registry/kinds.js'
import { WrongUsage } from './failure.js'

/** In the order in which an empty database takes them. */
export const KINDS: Record<ImportKind, string> = {
  departments: '部门',
  people: '人员',
  inspectors: '执法人员',
  firms: '市场主体',
  items: '抽查事项',
  plans: '抽查计划',
  recusals: '回避',
  holidays: '节假日安排',
  credit: '信用等级',
  'platform-draw': '上级抽取结果',
}

export function listKinds(): string {
  return Object.entries(KINDS)
    .map(([kind, title]) => `  ${kind.padEnd(14)} ${title}`)
    .join('\n')
}

/** @throws WrongUsage */
export function findKind(word: string): ImportKind {
  const found = Object.entries(KINDS).find((names) => names.includes(word))
  if (!found)
    throw new WrongUsage(`没有“${word}”这种名录。可以写：${Object.entries(KINDS).flat().join('、')}`)
  return found[0] as ImportKind
}
