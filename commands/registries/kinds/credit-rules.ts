/** The table of rules by which firms are rated 信用规则, a row each: what it starts from, what counts, which scores are a class. */
import { FACT_KINDS, type FactKind } from '../../rules/credit/rate.js'
import { MOST_WEIGHT } from '../../rules/credit/read-table.js'
import { integer, oneOf } from './cells.js'
import { CellFault, defineTable, optional, required } from './table.js'

const CLASSES = ['A', 'B', 'C', 'D'] as const

export const YEARS = '年限'
export const startOf = (one: string) => `${one}级起始分`
export const classOf = (one: string) => `${one}级`

/** In the order of the template. */
export const RULE_ITEMS: readonly string[] = [
  ...CLASSES.map(startOf),
  YEARS,
  ...Object.values(FACT_KINDS),
  ...CLASSES.map(classOf),
]
const IS_CLASS = new Set(CLASSES.map(classOf))

export interface RuleRow {
  item: string
  /** Of a start, the years or a fact; null in the row of a class. */
  value: number | null
  /** Of a class alone. */
  range: { from: number; to: number; weight: number } | null
}

/** Points, with their sign; spreadsheets write a minus in several ways. */
function points(cell: string): number {
  const word = cell.normalize('NFKC').replace(/[−–]/u, '-').replace(/\s+/gu, '')
  if (!/^[+-]?\d{1,3}$/u.test(word)) throw new CellFault('要写整数的分值，例如 -5')
  return Number(word)
}

const LEAST_AND_MOST = new Map<string, [number, number]>([
  [YEARS, [1, 20]],
  ...CLASSES.map((one): [string, [number, number]] => [startOf(one), [0, 100]]),
])

export const creditRules = defineTable({
  title: '信用规则',
  columns: {
    item: required('项目', ['规则', '评定项目'], oneOf(RULE_ITEMS.map((one) => [one] as const)), {
      example: '行政处罚',
      hint: `每一项一行，缺一不可：${RULE_ITEMS.join('、')}`,
    }),
    value: optional('分值', ['分数', '加减分', '数值'], points, null, {
      example: '-15',
      hint: '起始分写 0 到 100，年限写 1 到 20，其余写每次加减的分；等级的行不填',
    }),
    from: optional('最低分', ['分数下限', '下限'], integer(0, 100), null, {
      example: '',
      hint: '只在 A级 到 D级 的行填写；0 到 100 的每一分都要正好属于一个等级',
    }),
    to: optional('最高分', ['分数上限', '上限'], integer(0, 100), null, { example: '', hint: '同上' }),
    weight: optional('权重', ['抽取权重'], integer(1, MOST_WEIGHT), null, {
      example: '',
      hint: '同上；抽取时的权重，至少是 1',
    }),
  },
  toRecord({ item, value, from, to, weight }): RuleRow {
    if (!IS_CLASS.has(item as `${'A'}级`)) {
      if (value === null) throw new CellFault('不能为空', '分值')
      const [least, most] = LEAST_AND_MOST.get(item) ?? [-999, 999]
      if (value < least || value > most) throw new CellFault(`应为 ${least} 到 ${most} 之间的整数`, '分值')
      return { item, value, range: null }
    }
    for (const [column, found] of [
      ['最低分', from],
      ['最高分', to],
      ['权重', weight],
    ] as const)
      if (found === null) throw new CellFault('不能为空', column)
    if (from! > to!) throw new CellFault('最低分比最高分大', '最低分')
    return { item, value: null, range: { from: from!, to: to!, weight: weight! } }
  },
  toValues: ({ item, value, range }) => ({
    ...{ item, value, from: range?.from ?? null, to: range?.to ?? null, weight: range?.weight ?? null },
  }),
  key: ({ item }) => item,
})

/** What `gatherRules` reads as the rule of a fact. */
export const factItems = Object.entries(FACT_KINDS) as [FactKind, string][]
