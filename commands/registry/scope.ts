/** The five columns by which an inspection item or a plan says which firms it is for. */
import type { Scope } from '../../db/store.js'
import { creditClass, list, text } from './cells.js'
import { optional } from './table.js'

const words = list(text(64))

export const scopeColumns = {
  trades: optional('适用行业', ['行业范围'], words, []),
  types: optional('适用主体类型', ['主体类型范围'], words, []),
  districts: optional('适用辖区', ['辖区范围'], words, []),
  tags: optional('适用主体标签', ['主体标签范围'], words, []),
  classes: optional('适用信用等级', ['信用等级范围'], list(creditClass), []),
}

export function toScope({ trades, types, districts, tags, classes }: Scope): Scope {
  return { trades, types, districts, tags, classes }
}
