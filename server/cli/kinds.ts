/** The kinds of table by both their names; said here too, so that help needs no registry to be loaded. */
import type { ImportKind, TemplateKind } from '../../commands/registries/kinds/kinds.js'
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
  measures: '工作任务',
  'credit-records': '信用记录',
  'platform-draw': '上级抽取结果',
}

/** With what is filled in as a file, but comes in by a leader's approval in chat. */
export const TEMPLATES: Record<TemplateKind, string> = { ...KINDS, 'credit-rules': '信用规则' }

export function listKinds(kinds: Record<string, string> = KINDS): string {
  return Object.entries(kinds)
    .map(([kind, title]) => `  ${kind.padEnd(14)} ${title}`)
    .join('\n')
}

/** By its name or title, or a part of the title that no other has. @throws WrongUsage */
export function findKind<K extends string>(word: string, kinds: Record<K, string>): K {
  const all = Object.entries<string>(kinds)
  const partly = word.length > 1 ? all.filter(([, title]) => title.includes(word)) : []
  const found = all.find((names) => names.includes(word)) ?? (partly.length === 1 ? partly[0] : undefined)
  if (!found) throw new WrongUsage(`没有“${word}”这种名录。可以写：${all.flat().join('、')}`)
  return found[0] as K
}
