/** Which field of an inspection record a key names: for the whole visit, or for one item by its number or code. */
import { foldWord, nearestWords, readPairs } from './command-line.js'

/** The fields of the whole visit by every key that names them. */
const FIELDS = new Map([
  ['结果', '结果'],
  ['方式', '方式'],
  ['日期', '日期'],
  ['检查日期', '日期'],
  ['签字', '签字'],
  ['盖章', '签字'],
  ['签字盖章', '签字'],
  ['未签原因', '未签原因'],
  ['原因', '未签原因'],
  ['见证', '见证人'],
  ['见证人', '见证人'],
  ['备注', '备注'],
  ['专家', '专家'],
  ['委托机构', '专家'],
  ['委托', '专家'],
  ['采用', '采用结果'],
  ['采用结果', '采用结果'],
  ['更正', '更正原因'],
  ['更正原因', '更正原因'],
])

/** What stands before an item's number or code, and the field it gives that item. */
const ITEM_FIELDS = [
  ['结果', '结果'],
  ['事项', '结果'],
  ['方式', '方式'],
] as const

/**
 * The values that a text gives, by field: '结果' for all items, '结果2' for the second one, however it was called.
 * Adds a sentence to `faults` for each key that is unknown or names a field again, and for words outside any field.
 */
export function readFields(text: string, itemCodes: string[], faults: Set<string>): Map<string, string> {
  const { pairs, words, duplicates } = readPairs(text, (key) => fieldOf(key, itemCodes) !== null)
  if (words.length > 0) faults.add(`看不懂“${clip(words.join(' '))}”，请写成“结果=…”这样的形式。`)
  for (const key of duplicates) faults.add(`“${clip(key)}”写了不止一次，请只留一个。`)
  const values = new Map<string, string>()
  for (const [key, value] of pairs) {
    const field = fieldOf(key, itemCodes)
    if (field === null) faults.add(unknownKey(key, itemCodes.length))
    else if (values.has(field)) faults.add(`“${clip(key)}”与前面写的“${field}”重复，请只留一个。`)
    else values.set(field, value)
  }
  return values
}

/** @param key folded */
function fieldOf(key: string, itemCodes: string[]): string | null {
  const whole = FIELDS.get(key)
  if (whole) return whole
  for (const [prefix, field] of ITEM_FIELDS) {
    if (!key.startsWith(prefix)) continue
    const which = key.slice(prefix.length)
    const index = itemCodes.findIndex((code, i) => which === String(i + 1) || which === foldWord(code))
    if (index >= 0) return `${field}${index + 1}`
  }
  return null
}

function unknownKey(key: string, itemCount: number): string {
  if (/^(结果|事项|方式)\d+$/.test(key)) return `没有“${clip(key)}”：这次任务只有${itemCount}个事项。`
  const [nearest] = nearestWords(key, [...FIELDS.keys()], 1)
  const hint = nearest ? `是不是“${nearest}”？` : `可以写的有：${[...new Set(FIELDS.values())].join('、')}。`
  return `不认识“${clip(key)}”，${hint}`
}

/** A user's own words as a message quotes them: at most 20 code points. */
export function clip(text: string): string {
  const start = [...text.slice(0, 50)]
  return start.length > 20 ? `${start.slice(0, 20).join('')}…` : text
}
