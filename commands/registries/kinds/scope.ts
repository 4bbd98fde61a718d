/** The five columns by which an inspection item or a plan says which firms it is for. */
import type { Scope } from '../../../db/store.js'
import { creditClass, list, text } from './cells.js'
import { optional } from './table.js'

const words = list(text(64))

const several = '多个用、分开；不填为不限'

export const scopeColumns = {
  trades: optional('适用行业', ['行业范围', '检查行业'], words, [], { example: '餐饮服务', hint: several }),
  types: optional('适用主体类型', ['主体类型范围', '检查主体类型'], words, [], {
    example: '个体工商户',
    hint: several,
  }),
  districts: optional('适用辖区', ['辖区范围', '检查区域', '适用区域'], words, [], {
    example: '红旗街道',
    hint: several,
  }),
  tags: optional('适用主体标签', ['主体标签范围', '适用标签'], words, [], { example: '食品', hint: several }),
  classes: optional('适用信用等级', ['信用等级范围', '适用信用分类'], list(creditClass), [], {
    example: 'B、C',
    hint: several,
  }),
}

export function toScope({ trades, types, districts, tags, classes }: Scope): Scope {
  return { trades, types, districts, tags, classes }
}
