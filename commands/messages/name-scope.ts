/** A scope in words: which firms an item or a plan is for. */
import type { Scope } from '../../db/store.js'

const PARTS: [keyof Scope, string][] = [
  ['trades', '行业'],
  ['types', '主体类型'],
  ['districts', '辖区'],
  ['tags', '标签'],
  ['classes', '信用等级'],
]

/** `行业：餐饮服务、食品销售；信用等级：C、D`; a firm must match every part. */
export function nameScope(scope: Scope): string {
  const parts = PARTS.filter(([key]) => scope[key].length > 0)
  return parts.map(([key, name]) => `${name}：${scope[key].join('、')}`).join('；') || '不限'
}
