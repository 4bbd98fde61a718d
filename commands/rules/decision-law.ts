/** The kinds of decision that may follow a problem (四(二)5), what each must name, and how people write it. */

export type DecisionKind = 'none' | 'handed-on' | 'rectify' | 'penalty' | 'abnormal' | 'serious'

export const DECISION_KINDS: readonly DecisionKind[] = [
  'none',
  'handed-on',
  'rectify',
  'penalty',
  'abnormal',
  'serious',
]

const WORDS: Record<DecisionKind, readonly string[]> = {
  none: ['无需后续处置', '无需处置', '无需处理'],
  'handed-on': ['停止检查反馈日常监管', '反馈日常监管', '日常监管'],
  rectify: ['责令改正', '责令整改', '改正'],
  penalty: ['行政处罚', '处罚'],
  abnormal: ['列入经营异常名录', '经营异常名录', '经营异常'],
  serious: ['列入严重违法名单', '严重违法名单', '严重违法', '列入严重违法失信名单'],
}

type Detail = 'documentNo' | 'amount' | 'recheckOn'

/** What a decision of the kind is incomplete without. */
export const NEEDED: Record<DecisionKind, readonly Detail[]> = {
  none: [],
  'handed-on': [],
  rectify: ['recheckOn'],
  penalty: ['documentNo', 'amount'],
  abnormal: [],
  serious: [],
}

export function readKind(word: string): DecisionKind | null {
  const folded = word.normalize('NFKC').trim()
  return DECISION_KINDS.find((kind) => WORDS[kind].includes(folded)) ?? null
}

/** How a check of an order ends, by the words for it. */
export const CHECKED: ReadonlyMap<string, boolean> = new Map([
  ['已改正', true],
  ['未改正', false],
])

/** 一亿元, in fen: more is a slip of the keyboard. */
const MOST_AMOUNT = 100_000_000_00

/**
 * A sum of money in fen: '5000', '5,000元', '１.2万'.
 * @returns null for anything else, for less than nothing, parts of a fen, and more than a hundred million yuan
 */
export function readAmount(text: string): number | null {
  const folded = text.normalize('NFKC').replace(/[\s,]/g, '')
  const [, yuan, part = '', tenThousands] = /^(\d{1,9})(?:\.(\d{1,6}))?(万)?元?$/.exec(folded) ?? []
  if (yuan === undefined) return null
  const shift = tenThousands ? 6 : 2
  if (part.slice(shift).replace(/0/g, '') !== '') return null
  const fen = Number(`${yuan}${part.slice(0, shift).padEnd(shift, '0')}`)
  return fen <= MOST_AMOUNT ? fen : null
}
